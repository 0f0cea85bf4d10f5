import { DAY } from '@carillon/contract'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { members } from '../channels/table.ts'
import { emitEvent } from '../core/context.ts'
import { follows } from '../follows/table.ts'
import { outbox } from '../outbox/table.ts'
import { posts } from '../posts/table.ts'
import { expirePosts } from '../retention/expire.ts'
import { appRouter } from '../router.ts'
import { openTestInstance, type TestInstance } from '../testing/index.ts'
import { type Listener, listener } from './live.testing.ts'

const handle = 'bells'
const text = (words: string) => ({ kind: 'text' as const, text: words })

let instance: TestInstance
let team: ReturnType<TestInstance['as']>
const opened: TestInstance[] = []

beforeEach(async () => {
  instance = await openTestInstance({ limitFactor: 1_000 })
  opened.push(instance)
  const owner = await instance.account('owner', { creator: true })
  team = instance.as(owner)
  await team.channels.create({ handle, name: 'Bells', category: 'music' })
  await team.channels.create({ handle: 'gongs', name: 'Gongs', category: 'music' })
})
afterEach(async () => {
  vi.useRealTimers()
  for (const one of opened.splice(0)) await one.close()
})

const publish = (words: string, into = handle) => team.posts.publish({ handle: into, content: text(words) })
const hear = (lastEventId?: string, of = instance) =>
  listener(of.as().live.channel({ handle, ...(lastEventId !== undefined && { lastEventId }) }))

/** Somebody new, who follows the bells. */
async function follower(of = instance) {
  const ctx = of.ctx()
  const calls = appRouter.createCaller(ctx)
  await calls.follows.follow({ handle })
  return { calls, id: ctx.followerId! }
}

/** The same instance after a restart: another process on what was on the disk. */
async function restart(): Promise<TestInstance> {
  await instance.core.db.checkpoint()
  const next = await openTestInstance({ limitFactor: 1_000 }, instance.dataDir)
  next.clock.now = instance.clock.now
  opened.push(next)
  return next
}

describe('whoever listens to a channel', () => {
  test('is told what is published, edited and deleted there, in order, and of no other channel', async () => {
    const reader = await hear()
    const post = await publish('one')
    await publish('elsewhere', 'gongs')
    expect(await reader.next()).toBe('published one')
    await team.posts.edit({ handle, postId: post.id, content: text('mended') })
    expect(await reader.next()).toBe('edited mended')
    await team.posts.delete({ handle, postId: post.id })
    await publish('two')
    expect(await reader.several(2)).toEqual(['gone', 'published two'])
  })

  test('gets the post as the list shows it', async () => {
    const reader = await hear()
    await publish('one')
    const event = await reader.event()
    const { items } = await instance.as().posts.list({ handle })
    expect(event).toEqual({ type: 'published', post: items[0] })
  })

  test('hears that its profile has changed', async () => {
    const reader = await hear()
    await team.channels.edit({ handle, description: 'All of them' })
    expect(await reader.event()).toEqual({ type: 'channel', handle })
  })

  test('hears that a post is gone once its time is over, and nothing of what it said', async () => {
    const post = await publish('one')
    await instance.dispatcher.settle()
    const reader = await hear()
    instance.clock.now = post.expiresAt
    await expirePosts(instance.core)
    expect(await reader.event()).toEqual({ type: 'gone', handle, postId: post.id })
  })
})

test('publishing is answered before anybody is told', async () => {
  const reader = await hear()
  let told = false
  const next = reader.next().then((event) => {
    told = true
    return event
  })
  await publish('one')
  expect(told).toBe(false)
  expect(await next).toBe('published one')
})

describe('whoever comes back', () => {
  test('goes on after the last event they had, and nothing comes twice', async () => {
    const reader = await hear()
    await publish('one')
    await reader.next()
    await reader.leave()
    await publish('two')
    await publish('three')
    await instance.dispatcher.settle()
    const again = await hear(reader.lastEventId)
    await publish('four')
    expect(await again.several(3)).toEqual(['published two', 'published three', 'published four'])
  })

  test('does so after a restart too, although it remembers nothing', async () => {
    const reader = await hear()
    await publish('one')
    await reader.next()
    await publish('two')
    const next = await restart()
    const again = await hear(reader.lastEventId, next)
    expect(await again.next()).toBe('published two')
  })

  test('while posts are being published misses none of them', async () => {
    const reader = await hear()
    await publish('0')
    await reader.next()
    const all: Promise<unknown>[] = []
    const listeners: Listener[] = []
    for (let at = 1; at <= 20; at += 1) {
      all.push(publish(String(at)))
      listeners.push(await hear(reader.lastEventId))
    }
    await Promise.all(all)
    const [first, ...others] = await Promise.all(listeners.map((one) => one.several(20)))
    expect(new Set(first).size).toBe(20)
    for (const heard of others) expect(heard).toEqual(first)
  })

  test('gets posts as they are now, and none that is past its time', async () => {
    const reader = await hear()
    const post = await publish('one')
    await reader.next()
    await reader.leave()
    const second = await publish('two')
    await team.posts.edit({ handle, postId: post.id, content: text('mended') })
    instance.clock.now = second.expiresAt - 1
    expect(await (await hear(reader.lastEventId)).several(1)).toEqual(['published two'])
    instance.clock.now = second.expiresAt
    const late = await hear(reader.lastEventId)
    await publish('three')
    expect(await late.next()).toBe('published three')
  })

  test.each(['0x1', '-1', '99999999', 'x'.repeat(40)])('with an id that nobody knows, %s, begins anew', async (id) => {
    await publish('one')
    await instance.dispatcher.settle()
    const reader = await hear(id)
    await publish('two')
    expect(await reader.several(2)).toEqual(['reset', 'published two'])
  })

  test('after what they missed was forgotten begins anew, and can go on from there', async () => {
    const reader = await hear()
    await publish('one')
    await reader.next()
    await publish('two')
    await instance.dispatcher.settle()
    const [post] = await instance.core.db.read.select({ channelId: posts.channelId, postId: posts.id }).from(posts)
    instance.clock.now += DAY
    await publish('three')
    await instance.dispatcher.settle()
    await instance.dispatcher.prune(instance.clock.now)
    const next = await restart()
    const again = await hear(reader.lastEventId, next)
    expect(await again.next()).toBe('reset')
    const [newest] = await next.core.db.read.select({ seq: outbox.seq }).from(outbox)
    expect(again.lastEventId).toBe(String(newest!.seq))
    await next.core.db.transaction((tx) => emitEvent(next.core, tx, 'post.deleted', post!.channelId, post!.postId))
    next.core.committed()
    expect(await (await hear(again.lastEventId, next)).next()).toBe('gone')
  })
})

describe('Updates', () => {
  test('are what is followed and what is looked at', async () => {
    const { calls } = await follower()
    await team.channels.create({ handle: 'chimes', name: 'Chimes', category: 'music' })
    const reader = await listener(calls.live.updates({ also: ['gongs', 'never_was'] }))
    await publish('not here', 'chimes')
    await publish('followed')
    await publish('looked at', 'gongs')
    expect(await reader.several(2)).toEqual(['published followed', 'published looked at'])
  })

  test('change with what is followed meanwhile', async () => {
    const { calls } = await follower()
    const reader = await listener(calls.live.updates({}))
    await calls.follows.follow({ handle: 'gongs' })
    expect(await reader.next()).toBe('mine')
    await publish('one', 'gongs')
    expect(await reader.next()).toBe('published one')
    await calls.follows.unfollow({ handle: 'gongs' })
    expect(await reader.next()).toBe('mine')
    await publish('two', 'gongs')
    await publish('three')
    expect(await reader.next()).toBe('published three')
  })

  test('tell of one’s own doings on one’s own devices alone', async () => {
    const [one, other] = [await follower(), await follower()]
    const mine = await listener(one.calls.live.updates({}))
    const theirs = await listener(other.calls.live.updates({}))
    await one.calls.updates.mute({ handle, mute: 'always' })
    expect(await mine.next()).toBe('mine')
    await publish('one')
    expect(await mine.next()).toBe('published one')
    expect(await theirs.next()).toBe('published one')
  })
})

describe('a channel by invitation', () => {
  const close = () => team.channels.edit({ handle, access: 'invite' })

  test('is as good as none for whoever may not read it', async () => {
    await close()
    await expect(hear()).rejects.toMatchObject({ cause: { code: 'channels.not_found' } })
    const updates = await listener(instance.as().live.updates({ also: [handle, 'gongs'] }))
    await publish('secret')
    await publish('open', 'gongs')
    expect(await updates.next()).toBe('published open')
  })

  test('stops telling those who may not read it any more, the moment it closes', async () => {
    const { calls } = await follower()
    const friend = await listener(calls.live.channel({ handle }))
    const stranger = await listener(instance.as().live.updates({ also: [handle, 'gongs'] }))
    await publish('before')
    expect(await friend.next()).toBe('published before')
    expect(await stranger.next()).toBe('published before')
    await close()
    await publish('secret')
    await publish('open', 'gongs')
    expect(await friend.several(2)).toEqual(['channel', 'published secret'])
    expect(await stranger.next()).toBe('published open')
  })

  test('stops telling a follower who has left, and an editor who was removed', async () => {
    const { calls } = await follower()
    const editor = await instance.account('editor')
    const { id: channelId } = await team.channels.get({ handle })
    await instance.core.db.transaction((tx) =>
      tx.insert(members).values({ channelId, accountId: editor.id, role: 'editor', since: 1 }),
    )
    await close()
    await instance.dispatcher.settle()
    const also = { also: [handle, 'gongs'] }
    const [reader, colleague] = [
      await listener(calls.live.updates(also)),
      await listener(instance.as(editor).live.updates(also)),
    ]
    await publish('one')
    expect([await reader.next(), await colleague.next()]).toEqual(['published one', 'published one'])
    await instance.core.db.transaction(async (tx) => {
      await tx.delete(follows)
      await tx.delete(members).where(eq(members.accountId, editor.id))
    })
    await publish('secret')
    await publish('open', 'gongs')
    expect([await reader.next(), await colleague.next()]).toEqual(['published open', 'published open'])
  })

  test('tells whoever has but its link of its profile, and no post', async () => {
    await close()
    const { inviteLink } = (await team.channels.mine()).items.find((one) => one.handle === handle)!
    const invite = new URL(inviteLink!).searchParams.get('invite')!
    const invited = await listener(instance.as().live.channel({ handle, invite }))
    await publish('secret')
    await team.channels.edit({ handle, description: 'For friends' })
    expect(await invited.next()).toBe('channel')
  })
})

describe('counts', () => {
  const poll = (results: 'always' | 'voted' | 'closed', more = {}) =>
    team.posts.publish({
      handle,
      content: { kind: 'poll', poll: { question: 'Which?', options: ['Tom', 'Ben'], results, ...more } },
    })

  test('come once a second at most, with the last word in the end', async () => {
    const post = await poll('always')
    await instance.dispatcher.settle()
    const { id } = await team.channels.get({ handle })
    const reader = await hear()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    for (let at = 0; at < 10; at += 1) {
      const calls = appRouter.createCaller(instance.ctx())
      await calls.polls.vote({ handle, postId: post.id, options: [at % 2] })
      instance.core.live.counted(id, post.id)
    }
    const first = await reader.event()
    expect(first).toMatchObject({ type: 'counts', postId: post.id, reactions: [] })
    vi.advanceTimersByTime(1_000)
    expect(await reader.event()).toEqual({
      type: 'counts',
      handle,
      postId: post.id,
      reactions: [],
      poll: { voters: 10, options: [5, 5] },
    })
    vi.advanceTimersByTime(5_000)
    await publish('one')
    expect(await reader.next()).toBe('published one')
  })

  test.each([
    ['voted', {}],
    ['closed', {}],
    ['always', { mode: 'quiz', correct: 1 }],
  ] as const)('of a poll with results %s %j tell nothing of its votes', async (results, more) => {
    const post = await poll(results, more)
    await instance.dispatcher.settle()
    const { id } = await team.channels.get({ handle })
    const reader = await hear()
    await appRouter.createCaller(instance.ctx()).polls.vote({ handle, postId: post.id, options: [0] })
    instance.core.live.counted(id, post.id)
    expect(await reader.event()).toMatchObject({ type: 'counts', poll: null })
  })

  test('of a post that is gone are not told', async () => {
    const post = await poll('always')
    await instance.dispatcher.settle()
    const { id } = await team.channels.get({ handle })
    const reader = await hear()
    instance.clock.now = post.expiresAt
    instance.core.live.counted(id, post.id)
    await publish('one')
    expect(await reader.next()).toBe('published one')
  })
})

test('an address may have so many connections, and another one still has its own', async () => {
  const few = await openTestInstance({ limitFactor: 0.002 })
  opened.push(few)
  const owner = await few.account('owner', { creator: true })
  await few.as(owner).channels.create({ handle, name: 'Bells', category: 'music' })
  few.core.limiter.take = () => {}
  const from = (addressPrefix: string) =>
    appRouter.createCaller({ ...few.ctx(), addressPrefix }).live.channel({ handle })
  const [one] = [await listener(from('203.0.113.9')), await from('203.0.113.9')]
  await expect(from('203.0.113.9')).rejects.toMatchObject({ cause: { code: 'live.too_many' } })
  await from('203.0.113.8')
  await one!.leave()
  await from('203.0.113.9')
})

test('one who reads too slowly is let go, and the others hear everything', async () => {
  const slow = await hear()
  const reader = await hear()
  const long = 'Ding '.repeat(800)
  for (let at = 0; at < 300; at += 1) {
    await publish(`${at} ${long}`)
    await reader.next()
  }
  let heard = 0
  while ((await slow.next()) !== 'the end') heard += 1
  expect(heard).toBeLessThan(300)
  expect(instance.core.live.connections).toBe(1)
})
