import { DAY } from '@carillon/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { appRouter } from '../router.ts'
import { openTestInstance, START, type TestInstance } from '../testing/index.ts'

let instance: TestInstance
let owner: Awaited<ReturnType<TestInstance['account']>>
let reader: ReturnType<TestInstance['as']>
beforeEach(async () => {
  instance = await openTestInstance()
  owner = await instance.account('owner', { creator: true })
  for (const handle of ['bells', 'chimes', 'gongs']) {
    await instance.as(owner).channels.create({ handle, name: handle, category: 'music' })
  }
  reader = appRouter.createCaller(instance.ctx())
  await reader.follows.follow({ handle: 'bells' })
  await reader.follows.follow({ handle: 'chimes' })
  instance.clock.now += 1
})
afterEach(() => instance.close())

async function publish(handle: string, text: string) {
  const post = await instance.as(owner).posts.publish({ handle, content: { kind: 'text', text } })
  instance.clock.now += 1_000
  return post
}
const words = (page: { items: { content: object }[] }) =>
  page.items.map((item) => (item.content as { text: string }).text)
const unread = async () => Object.fromEntries((await reader.updates.list({})).channels.map((c) => [c.handle, c.unread]))

test('Updates is empty for somebody who follows nothing', async () => {
  await publish('bells', 'Ding')
  expect(await instance.as().updates.list({})).toEqual({ channels: [], items: [], nextCursor: null })
})

test('the posts of followed channels come together, newest first, and those of others don’t', async () => {
  await publish('bells', 'one')
  await publish('gongs', 'not followed')
  await publish('chimes', 'two')
  await publish('bells', 'three')
  const page = await reader.updates.list({})
  expect(words(page)).toEqual(['three', 'two', 'one'])
  expect(page.channels.map((channel) => channel.handle)).toEqual(['bells', 'chimes'])
})

test('the channel that posted last stands first', async () => {
  await publish('bells', 'one')
  await publish('chimes', 'two')
  expect((await reader.updates.list({})).channels.map((channel) => channel.handle)).toEqual(['chimes', 'bells'])
})

test('pages go on where the last one ended, also among posts of the same millisecond', async () => {
  const all: string[] = []
  for (let at = 0; at < 25; at += 1) {
    const handle = at % 2 ? 'bells' : 'chimes'
    await instance.as(owner).posts.publish({ handle, content: { kind: 'text', text: `post ${at}` } })
    all.unshift(`post ${at}`)
  }
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page = await reader.updates.list({ limit: 10, ...(cursor ? { cursor } : {}) })
    seen.push(...words(page))
    cursor = page.nextCursor
  } while (cursor)
  expect(seen).toEqual(all)
})

test.each(['x', '1.pst_1', '-1.pst_00000000000000000000000000', "1' OR 1=1"])(
  'the cursor %j is refused',
  async (cursor) => {
    await expect(reader.updates.list({ cursor })).rejects.toMatchObject({ cause: { code: 'input.invalid' } })
  },
)

describe('what is unread', () => {
  test('counts from the moment of following, per channel', async () => {
    await publish('gongs', 'before')
    await reader.follows.follow({ handle: 'gongs' })
    await publish('bells', 'one')
    await publish('bells', 'two')
    expect(await unread()).toEqual({ bells: 2, chimes: 0, gongs: 0 })
    expect(words(await reader.updates.list({}))).toContain('before')
  })

  test('stops counting at a hundred', async () => {
    const content = { kind: 'text' as const, text: 'Ding' }
    const all = Array.from({ length: 120 }, () => instance.as(owner).posts.publish({ handle: 'bells', content }))
    await Promise.all(all)
    expect(await unread()).toMatchObject({ bells: 100 })
  })

  test('is read up to an instant, in one channel or in all', async () => {
    const first = await publish('bells', 'one')
    await publish('bells', 'two')
    await publish('chimes', 'three')
    await reader.updates.markRead({ handle: 'bells', readAt: first.publishedAt })
    expect(await unread()).toEqual({ bells: 1, chimes: 1 })
    await reader.updates.markRead({ readAt: instance.clock.now })
    expect(await unread()).toEqual({ bells: 0, chimes: 0 })
  })

  test('moves forward only, and never past the present', async () => {
    await publish('bells', 'one')
    await reader.updates.markRead({ readAt: instance.clock.now })
    await reader.updates.markRead({ readAt: START })
    expect(await unread()).toMatchObject({ bells: 0 })
    await reader.updates.markRead({ readAt: instance.clock.now + DAY })
    instance.clock.now += 1
    await publish('bells', 'two')
    expect(await unread()).toMatchObject({ bells: 1 })
  })

  test('is each follower’s own', async () => {
    const other = appRouter.createCaller(instance.ctx())
    await other.follows.follow({ handle: 'bells' })
    instance.clock.now += 1
    await publish('bells', 'one')
    await other.updates.markRead({ readAt: instance.clock.now })
    expect(await unread()).toMatchObject({ bells: 1 })
    expect((await other.updates.list({})).channels).toMatchObject([{ handle: 'bells', unread: 0 }])
  })
})

test('a post leaves Updates, and what is unread, at the millisecond it expires', async () => {
  const post = await publish('bells', 'one')
  instance.clock.now = post.expiresAt - 1
  expect([words(await reader.updates.list({})), (await unread())['bells']]).toEqual([['one'], 1])
  instance.clock.now = post.expiresAt
  expect([words(await reader.updates.list({})), (await unread())['bells']]).toEqual([[], 0])
})

test('a channel that is unfollowed leaves Updates with its posts', async () => {
  await publish('bells', 'one')
  await publish('chimes', 'two')
  await reader.follows.unfollow({ handle: 'bells' })
  const page = await reader.updates.list({})
  expect([words(page), page.channels.map((channel) => channel.handle)]).toEqual([['two'], ['chimes']])
})

test('a channel that closes stays with those who follow it', async () => {
  await publish('bells', 'one')
  await instance.as(owner).channels.edit({ handle: 'bells', access: 'invite' })
  expect(words(await reader.updates.list({}))).toEqual(['one'])
})
