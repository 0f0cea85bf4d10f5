import { readFile } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { Listener } from '../src/testing/listener.ts'
import { type Bells, makeBells, type Serving } from './bells.ts'
import { all, compare, known, LIVE } from './listening.ts'
import { ALL, points, record } from './report.ts'

let bells: Bells
let server: Serving
let listeners: Listener[] = []

beforeAll(async () => {
  bells = await makeBells()
  server = await bells.start()
})
afterEach(() => {
  for (const listener of listeners) listener.leave()
  listeners = []
})
afterAll(() => bells.remove())

async function connect(count: number): Promise<Listener[]> {
  const made: Listener[] = []
  while (made.length < count) {
    const some = Array.from(
      { length: Math.min(500, count - made.length) },
      () => new Listener({ url: server.url, path: LIVE }),
    )
    listeners.push(...some)
    made.push(...some)
    await all(some, known)
  }
  return made
}

/** Of the server, as the system counts it. */
async function residentMegabytes(): Promise<number> {
  const status = await readFile(`/proc/${server.program.child.pid}/status`, 'utf8')
  return Math.round(Number(/VmRSS:\s+(\d+) kB/.exec(status)![1]) / 1024)
}

test('those who read nothing are let go, cost nothing, and lose nothing', async () => {
  const [healthy, stalled] = [await connect(90), await connect(10)]
  await bells.publish(server, { kind: 'text', text: 'First' })
  await all(stalled, ({ events }) => events.length === 1)
  for (const one of stalled) one.stall()
  const before = await residentMegabytes()
  const languages = ['fr', 'es', 'pt', 'de', 'it', 'nl', 'pl', 'sv', 'da', 'fi']
  const long = (at: number) => `Post ${at} ${'鐘'.repeat(4_000)}`
  const wanted = ['published First']
  for (let at = 0; at < 45; at += 1) {
    const variants = languages.map((language) => ({ language, text: long(at) }))
    await bells.publish(server, { kind: 'text', text: long(at), variants })
    wanted.push(`published ${long(at).slice(0, 40)}`)
  }
  await all(healthy, ({ events }) => events.length === wanted.length)
  const untouched = healthy.filter(({ dropped }) => dropped === 0).length
  const grown = (await residentMegabytes()) - before
  for (const one of stalled) one.resume()
  await all(stalled, ({ events }) => events.length >= wanted.length)
  const { lost, doubled, disordered } = compare([...healthy, ...stalled], wanted)
  const letGo = stalled.filter(({ dropped }) => dropped === 1).length
  const control = `${letGo} of ${stalled.length} that read nothing were let go, ${untouched} of ${healthy.length} others weren't; ${grown} MB more`
  record({
    fault: 'F9',
    what: '45 long posts to readers who stall',
    points: 45,
    lost,
    doubled,
    left: disordered,
    control,
  })
  expect({ lost, doubled, disordered }).toEqual({ lost: 0, doubled: 0, disordered: 0 })
  expect(grown).toBeLessThan(100)
  expect([untouched, letGo]).toEqual([healthy.length, stalled.length])
}, 120_000)

test('ten posts come to everybody, a tenth of whom stall', async () => {
  const everybody = await connect(points(500, 10_000))
  const stalled = everybody.filter((_, at) => at % 10 === 0)
  const healthy = everybody.filter((_, at) => at % 10 !== 0)
  const before = await residentMegabytes()
  for (const one of stalled) one.stall()
  const posts = Array.from({ length: 10 }, (_, at) => `Post ${at} ${'ding dong '.repeat(300)}`)
  for (const text of posts) await bells.publish(server, { kind: 'text', text })
  const wanted = posts.map((text) => `published ${text.slice(0, 40)}`)
  await all(healthy, ({ events }) => events.length === wanted.length)
  const heardNothing = stalled.filter(({ events }) => events.length === 0).length
  const grown = (await residentMegabytes()) - before
  for (const one of stalled) one.resume()
  await all(stalled, ({ events }) => events.length >= wanted.length)
  const { lost, doubled, disordered } = compare(everybody, wanted)
  const control = `${heardNothing} of ${stalled.length} had heard nothing until they read again; ${grown} MB more`
  const what = `ten posts to ${everybody.length.toLocaleString('en')} readers, a tenth of whom stall`
  record({ fault: 'F9', what, points: 10, lost, doubled, left: disordered, control })
  expect({ lost, doubled, disordered }).toEqual({ lost: 0, doubled: 0, disordered: 0 })
  expect(heardNothing).toBe(stalled.length)
  expect(grown).toBeLessThan(ALL ? 200 : 100)
}, 240_000)
