// @vitest-environment jsdom
import { createRoot } from 'solid-js'
import { beforeAll, expect, test } from 'vitest'
import { startInterface, wordsNow } from '../../interface.ts'
import { createUploads, type Hear } from './uploads.ts'

beforeAll(startInterface)

/** A file that arrives, or breaks off, when the test says so. */
function held() {
  const calls: { hear: Hear; signal: AbortSignal; arrive: (answer: string) => void; fail: () => void }[] = []
  const deliver = (hear: Hear, signal: AbortSignal) =>
    new Promise<string>((arrive, reject) => calls.push({ hear, signal, arrive, fail: () => reject(new Error('cut')) }))
  return { calls, deliver }
}
const turn = () => new Promise((done) => setTimeout(done))

test('three go at once, and the next one when one has arrived', async () => {
  const { calls, deliver } = held()
  const uploads = createRoot(createUploads)
  const arrived: string[] = []
  for (const id of ['a', 'b', 'c', 'd']) uploads.start(id, deliver, (answer) => arrived.push(id + answer))
  expect(calls).toHaveLength(3)
  expect(uploads.journey('d')).toMatchObject({ phase: 'waiting' })
  calls[1]!.hear('sending', 0.5)
  expect(uploads.journey('b')).toMatchObject({ phase: 'sending', share: 0.5 })
  calls[1]!.arrive('!')
  await turn()
  expect(arrived).toEqual(['b!'])
  expect(uploads.journey('b')).toBeUndefined()
  expect(calls).toHaveLength(4)
})

test('what is stopped arrives nowhere, and makes room', async () => {
  const { calls, deliver } = held()
  const uploads = createRoot(createUploads)
  const arrived: string[] = []
  uploads.start('a', deliver, (answer) => arrived.push(answer))
  uploads.stop('a')
  expect(calls[0]!.signal.aborted).toBe(true)
  calls[0]!.arrive('late')
  await turn()
  expect(arrived).toEqual([])
})

test('what broke off says so, goes on when it is told to, and by itself once there is a connection', async () => {
  const { calls, deliver } = held()
  const uploads = createRoot(createUploads)
  const arrived: string[] = []
  uploads.start('a', deliver, (answer) => arrived.push(answer))
  for (const again of [() => uploads.retry('a'), () => dispatchEvent(new Event('online'))]) {
    calls.at(-1)!.fail()
    await turn()
    expect(uploads.journey('a')?.failure).toMatchObject({ message: wordsNow().state.offline })
    again()
    expect(uploads.journey('a')?.failure).toBeUndefined()
  }
  await turn()
  calls.at(-1)!.arrive('there')
  await turn()
  expect(calls).toHaveLength(3)
  expect(arrived).toEqual(['there'])
})
