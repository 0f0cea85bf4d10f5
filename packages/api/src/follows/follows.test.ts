import { afterAll, beforeAll, expect, test } from 'vitest'
import { appRouter } from '../router.ts'
import { openTestInstance, type TestInstance } from '../testing/index.ts'
import { followers } from './table.ts'

let instance: TestInstance
let count = 0
beforeAll(async () => {
  instance = await openTestInstance()
})
afterAll(() => instance.close())

async function channel(): Promise<string> {
  const handle = `bells_${(count += 1)}`
  const owner = await (ownerMade ??= instance.account('owner', { creator: true }))
  await instance.as(owner).channels.create({ handle, name: 'Bells', category: 'music' })
  return handle
}
let ownerMade: ReturnType<TestInstance['account']> | undefined

/** Somebody new, with the cookie that they are given on the way. */
function reader() {
  const ctx = instance.ctx()
  return { ctx, calls: appRouter.createCaller(ctx) }
}
const followersOf = async (handle: string) => (await instance.as().channels.get({ handle })).followers

test('the first follow makes a follower, and those after it none', async () => {
  const [one, other] = [await channel(), await channel()]
  const before = await instance.core.db.read.$count(followers)
  const { ctx, calls } = reader()
  expect(await calls.follows.state({ handle: one })).toEqual({ handle: one, following: false })
  await calls.follows.follow({ handle: one })
  await calls.follows.follow({ handle: other })
  expect(ctx.responseHeaders.getSetCookie()).toHaveLength(1)
  expect(await instance.core.db.read.$count(followers)).toBe(before + 1)
  expect(await calls.follows.state({ handle: one })).toEqual({ handle: one, following: true })
})

test('following in one batch makes one follower of somebody new', async () => {
  const handles = [await channel(), await channel(), await channel()]
  const before = await instance.core.db.read.$count(followers)
  const { ctx, calls } = reader()
  await Promise.all(handles.map((handle) => calls.follows.follow({ handle })))
  expect(await instance.core.db.read.$count(followers)).toBe(before + 1)
  expect(ctx.responseHeaders.getSetCookie()).toHaveLength(1)
  const { channels } = await calls.updates.list({})
  expect(channels.map((item) => item.handle).toSorted()).toEqual(handles.toSorted())
})

test('the count is exact, however often somebody follows and unfollows', async () => {
  const handle = await channel()
  const [first, second] = [reader().calls, reader().calls]
  await first.follows.follow({ handle })
  await first.follows.follow({ handle })
  await second.follows.follow({ handle })
  expect(await followersOf(handle)).toBe(2)
  await first.follows.unfollow({ handle })
  await first.follows.unfollow({ handle })
  expect(await followersOf(handle)).toBe(1)
  expect(await first.follows.unfollow({ handle })).toEqual({ handle, following: false })
  await reader().calls.follows.unfollow({ handle })
  expect(await followersOf(handle)).toBe(1)
  await first.follows.follow({ handle })
  expect(await followersOf(handle)).toBe(2)
})

test('the count is exact after a hundred follows at once, some of them twice', async () => {
  const handle = await channel()
  const people = Array.from({ length: 100 }, () => reader().calls)
  await Promise.all(people.map((calls) => calls.follows.follow({ handle })))
  expect(await followersOf(handle)).toBe(100)
  await Promise.all(
    people.slice(0, 40).flatMap((calls) => [calls.follows.follow({ handle }), calls.follows.follow({ handle })]),
  )
  expect(await followersOf(handle)).toBe(100)
  await Promise.all(
    people.slice(0, 40).flatMap((calls) => [calls.follows.unfollow({ handle }), calls.follows.unfollow({ handle })]),
  )
  expect(await followersOf(handle)).toBe(60)
})

test('a follow by an old handle is of the channel as it is called now', async () => {
  const handle = await channel()
  const owner = await ownerMade!
  await instance.as(owner).channels.edit({ handle, newHandle: `${handle}_new` })
  const { calls } = reader()
  expect(await calls.follows.follow({ handle })).toEqual({ handle: `${handle}_new`, following: true })
  expect(await calls.follows.state({ handle: `${handle}_new` })).toMatchObject({ following: true })
})

test('what comes with a follow knows no account', async () => {
  const handle = await channel()
  const ctx = instance.ctx(await ownerMade!)
  await appRouter.createCaller(ctx).follows.follow({ handle })
  const rows = await instance.core.db.read.select().from(followers)
  expect(JSON.stringify(rows)).not.toContain('acc_')
  expect(Object.keys(rows[0]!).toSorted()).toEqual(['createdAt', 'id'])
})
