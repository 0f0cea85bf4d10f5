import { DAY } from '@carillon/contract'
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../app.ts'
import { openTestInstance, type TestInstance } from '../testing/index.ts'
import { Counting } from './counting.ts'

const HANDLE = 'bells'

let instance: TestInstance
let app: Hono
let owner: ReturnType<TestInstance['as']>
beforeAll(async () => {
  instance = await openTestInstance({ limitFactor: 1_000, countryHeader: 'cf-ipcountry' })
  const account = await instance.account('owner', { creator: true })
  owner = instance.as(account)
  await owner.channels.create({ handle: HANDLE, name: 'Bells', category: 'music' })
  const address = (env: unknown) => (env as { address: string }).address
  app = new Hono().route('/api', createApp(instance.core, address))
})
afterAll(() => instance.close())

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

/** A page of a browser at this address; answers what cookie it was given. */
async function send(path: string, input: object, address: string, headers: Record<string, string> = {}) {
  const init = {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'user-agent': BROWSER,
      origin: instance.core.origin,
      ...headers,
    },
    body: JSON.stringify(input),
  }
  const answer = await app.request(`/api/trpc/${path}`, init, { address })
  return { status: answer.status, cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '' }
}
const see = (input: object, address: string, headers?: Record<string, string>) =>
  send('analytics.seen', { handle: HANDLE, ...input }, address, headers)

async function publish(): Promise<string> {
  const { id } = await owner.posts.publish({ handle: HANDLE, content: { kind: 'text', text: 'Ding' } })
  await instance.dispatcher.settle()
  return id
}
const figures = async (postId: string) => (await owner.analytics.post({ handle: HANDLE, postId })).post
const today = () => new Date(instance.clock.now).toISOString().slice(0, 10)
const overview = () => owner.analytics.overview({ handle: HANDLE, span: { from: today(), to: today() } })

/** Whatever was counted before is of another day. */
const nextDay = () => (instance.clock.now += DAY)

test('a post has its numbers at once, also when nobody has seen it', async () => {
  const { id: fresh } = await owner.posts.publish({ handle: HANDLE, content: { kind: 'text', text: 'Dong' } })
  expect(await figures(fresh)).toMatchObject({ kind: 'text', excerpt: 'Dong', views: 0 })
  const id = await publish()
  expect(await figures(id)).toMatchObject({ kind: 'text', excerpt: 'Ding', views: 0, reactions: 0 })
})

test('a thousand requests without a cookie from one address are one reader, and so they are tomorrow', async () => {
  nextDay()
  const id = await publish()
  for (let at = 0; at < 1_000; at += 1) await see({ postIds: [id] }, '203.0.113.1')
  expect((await figures(id)).views).toBe(1)
  await see({ postIds: [id] }, '203.0.113.2')
  expect((await figures(id)).views).toBe(2)
  nextDay()
  await see({ postIds: [id] }, '203.0.113.1')
  expect((await figures(id)).views).toBe(3)
})

test('cookies that were made up are none, and those of many newcomers of one address no more than twenty', async () => {
  nextDay()
  const id = await publish()
  for (let at = 0; at < 100; at += 1) {
    await see({ postIds: [id] }, '203.0.113.1', { cookie: `carillon_follower=made-up-${at}.${at}` })
  }
  expect((await figures(id)).views).toBe(1)
  for (let at = 0; at < 100; at += 1) {
    const { cookie } = await send('follows.follow', { handle: HANDLE }, '203.0.113.1')
    await see({ postIds: [id] }, '203.0.113.1', { cookie })
  }
  const { views } = await figures(id)
  expect(views).toBeGreaterThan(15)
  expect(views).toBeLessThanOrEqual(20)
})

test('followers behind a carrier’s address are counted one by one from the day after', async () => {
  const cookies = []
  for (let at = 0; at < 50; at += 1)
    cookies.push((await send('follows.follow', { handle: HANDLE }, '203.0.113.7')).cookie)
  nextDay()
  const id = await publish()
  for (const cookie of cookies) await see({ postIds: [id] }, '203.0.113.7', { cookie })
  expect((await figures(id)).views).toBe(50)
  expect((await overview()).now).toMatchObject({ reach: 50, reachFollowers: 50, views: 50 })
})

test('posts that aren’t live here change nothing', async () => {
  nextDay()
  const other = await owner.channels.create({ handle: 'gongs', name: 'Gongs', category: 'music' })
  const { id: ofOther } = await owner.posts.publish({ handle: other.handle, content: { kind: 'text', text: 'Dong' } })
  const gone = await publish()
  await owner.posts.delete({ handle: HANDLE, postId: gone })
  const unknown = `pst_${'0'.repeat(26)}`
  await see(
    { postIds: [ofOther, gone, unknown], forwarded: [unknown], clicked: [{ postId: gone, link: 0 }] },
    '203.0.113.1',
  )
  expect((await overview()).now).toMatchObject({ reach: 1, views: 0, forwards: 0, clicks: 0 })
  expect((await see({ handle: 'nowhere', postIds: [gone] }, '203.0.113.1')).status).toBe(404)
})

test.each([
  ['a crawler', { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' }],
  ['a browser that fetches ahead', { 'sec-purpose': 'prefetch;prerender' }],
])('%s is no reader', async (_, headers) => {
  nextDay()
  const id = await publish()
  await see({ postIds: [id] }, '203.0.113.1', headers)
  expect((await overview()).now).toMatchObject({ reach: 0, views: 0 })
})

test('links, forwards and where readers come from are counted once a reader', async () => {
  nextDay()
  const id = await publish()
  for (let at = 0; at < 6; at += 1) {
    const visit = { source: 'search', language: 'fr', country: 'SG' }
    const input = { postIds: [id], forwarded: [id], clicked: [{ postId: id, link: 1 }], visit }
    const headers = at < 5 ? { 'cf-ipcountry': 'co' } : { 'cf-ipcountry': 'T1' }
    await see(input, `203.0.113.${at}`, headers)
    await see(input, `203.0.113.${at}`, headers)
  }
  const { post, links } = await owner.analytics.post({ handle: HANDLE, postId: id })
  expect(post).toMatchObject({ views: 6, forwards: 6, clicks: 6 })
  expect(links).toEqual([0, 6])
  const { readersBy } = await overview()
  expect(readersBy.source).toEqual([{ key: 'search', count: 6, hidden: null }])
  expect(readersBy.language).toEqual([{ key: 'fr', count: 6, hidden: null }])
  // One reader, who said so themselves: nobody is told of, nor can they be worked out.
  expect(readersBy.country).toEqual([
    { key: 'CO', count: null, hidden: 'cover' },
    { key: 'SG', count: null, hidden: 'few' },
  ])
})

test('a process that goes on where another ended counts nobody twice, and of a day that is over no reader is left', async () => {
  nextDay()
  const { counting } = instance.core.counter
  const id = await publish()
  const { cookie } = await send('follows.follow', { handle: HANDLE }, '203.0.113.20')
  nextDay()
  await see({ postIds: [id] }, '203.0.113.20', { cookie })
  await counting.flush()
  const again = new Counting(instance.core, () => {})
  await again.open()
  expect(again.recent(id).get(again.today())?.get('views')).toBe(1)
  expect(again.distinct(id, null, 'readers', again.readerOf(lastFollower()))).toBe(0)
  expect(instance.core.db.rows('SELECT count(*) FROM count_sketches', [])[0]![0]).toBeGreaterThan(0)
  nextDay()
  await counting.flush()
  expect(instance.core.db.rows('SELECT count(*) FROM count_sketches', [])[0]![0]).toBe(0)
  expect(await instance.core.keys.readers()).toEqual([counting.today(), counting.today() + 1])
})

/** Whoever became a follower last, before today. */
function lastFollower() {
  const [[followerId] = []] = instance.core.db.rows('SELECT id FROM followers ORDER BY id DESC LIMIT 1', [])
  return { followerId: followerId as string, isKnown: true, addressPrefix: 'x' }
}
