import type { Post } from '@carillon/contract'
import { setTimeout as after } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Bells, makeBells } from './bells.ts'
import { change, readPosts } from './calls.ts'
import { points, record } from './report.ts'

const AT_ONCE = 50
const KILLS = points(3, 6)
/** A server is ended by force up to this long after fifty have asked it, milliseconds. */
const AMID = 300

let bells: Bells
beforeAll(async () => void (bells = await makeBells()))
afterAll(() => bells.remove())

const publish = (url: string, text: string, idempotencyKey: string) =>
  change<Post>(
    url,
    'posts.publish',
    { handle: 'bells', content: { kind: 'text', text }, idempotencyKey },
    { authorization: `Bearer ${bells.key}` },
  )
const fifty = (url: string, text: string, key: string) =>
  Promise.allSettled(Array.from({ length: AT_ONCE }, () => publish(url, text, key)))
const answersOf = (settled: PromiseSettledResult<Awaited<ReturnType<typeof publish>>>[]) =>
  settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
const textsOf = async (url: string) =>
  (await readPosts(url)).map(({ content }) => (content.kind === 'text' ? content.text : ''))

test('the same publish fifty times at once is one post, and fifty equal answers', async () => {
  const server = await bells.start()
  const answers = answersOf(await fifty(server.url, 'Ding', 'one'))
  expect(answers.map(({ status }) => status)).toEqual(Array(AT_ONCE).fill(200))
  const post = answers[0]!.data
  for (const { data } of answers) expect(data).toEqual(post)
  expect(await textsOf(server.url)).toEqual(['Ding'])
  // Controls: with keys of their own they are as many posts, and under the same one nothing else is taken.
  const others = await Promise.all(Array.from({ length: 5 }, (_, at) => publish(server.url, 'Ding', `own ${at}`)))
  expect(new Set(others.map(({ data }) => data.id)).size).toBe(5)
  const refused = await Promise.all(Array.from({ length: 5 }, () => publish(server.url, 'Dong', 'one')))
  expect(refused.map(({ code }) => code)).toEqual(Array(5).fill('posts.key_reused'))
  await server.kill()

  const again = await bells.start()
  const later = answersOf(await fifty(again.url, 'Ding', 'one'))
  expect(later.map(({ data }) => data)).toEqual(Array(AT_ONCE).fill(post))
  expect((await publish(again.url, 'Dong', 'one')).code).toBe('posts.key_reused')
  expect(await textsOf(again.url)).toHaveLength(6)
  await again.kill()
  const control = 'five keys make five posts; another body is refused'
  record({ fault: 'F5', what: 'fifty at once, and again', points: 2, lost: 0, doubled: 0, left: 0, control })
})

test(`ended by force amid fifty, ${KILLS} times, what is sent again is still one post`, async () => {
  let [lost, doubled, acknowledged, cut] = [0, 0, 0, 0]
  for (let kill = 0; kill < KILLS; kill += 1) {
    const [text, key] = [`Kill ${kill}`, `kill ${kill}`]
    const server = await bells.start()
    await publish(server.url, `Before ${kill}`, `before ${kill}`)
    const asked = fifty(server.url, text, key)
    await after(Math.random() * AMID)
    await server.kill()
    const before = answersOf(await asked)
    const again = await bells.start()
    const answers = [...before, ...answersOf(await fifty(again.url, text, key))]
    const there = (await textsOf(again.url)).filter((one) => one === text)
    await again.kill()
    acknowledged += before.length
    cut += AT_ONCE - before.length
    lost += new Set(answers.map(({ data }) => data.id)).size - 1 + Number(there.length === 0)
    doubled += Math.max(0, there.length - 1)
  }
  const control = `${acknowledged} answered before the kills, ${cut} cut`
  record({ fault: 'F5', what: 'killed amid fifty', points: KILLS, lost, doubled, left: 0, control })
  expect({ lost, doubled }).toEqual({ lost: 0, doubled: 0 })
  expect(cut).toBeGreaterThan(0)
}, 240_000)
