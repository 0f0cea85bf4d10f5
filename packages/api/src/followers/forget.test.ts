import { afterEach, beforeEach, expect, test } from 'vitest'
import { devices, followers, follows } from '../follows/table.ts'
import { votes } from '../polls/table.ts'
import { reactions } from '../reactions/table.ts'
import { appRouter } from '../router.ts'
import { openTestInstance, scanForMarkers, type TestInstance } from '../testing/index.ts'
import { createAuthenticator } from './authenticator.testing.ts'

let instance: TestInstance
let team: ReturnType<TestInstance['as']>
beforeEach(async () => {
  instance = await openTestInstance({ limitFactor: 1_000 })
  team = instance.as(await instance.account('owner', { creator: true }))
  await team.channels.create({ handle: 'bells', name: 'Bells', category: 'music' })
})
afterEach(() => instance.close())

const read = () => instance.core.db.read

/** Somebody who has done everything that leaves something. */
async function reader(poll: string, text: string) {
  const ctx = instance.ctx()
  const calls = appRouter.createCaller(ctx)
  await calls.follows.follow({ handle: 'bells' })
  await calls.polls.vote({ handle: 'bells', postId: poll, options: [1] })
  await calls.reactions.react({ handle: 'bells', postId: poll, emoji: '🔔' })
  await calls.reactions.react({ handle: 'bells', postId: text, emoji: '👍' })
  const passkey = createAuthenticator('https://carillon.test')
  await calls.followers.addPasskey(passkey.make((await calls.followers.passkeyOptions()).publicKey))
  return { ctx, calls, passkey }
}

async function publishBoth() {
  const content = { kind: 'poll' as const, poll: { question: 'Which bell?', options: ['Great Tom', 'Little Ben'] } }
  const poll = await team.posts.publish({ handle: 'bells', content })
  const text = await team.posts.publish({ handle: 'bells', content: { kind: 'text', text: 'Ding' } })
  return [poll.id, text.id] as const
}

/** What the counts of everybody say. */
async function counts(poll: string, text: string) {
  const { items } = await team.polls.results({ handle: 'bells', postIds: [poll] })
  const reacted = await team.reactions.list({ handle: 'bells', postIds: [poll, text] })
  const { followers: following } = await team.channels.get({ handle: 'bells' })
  return {
    voters: items[0]!.voters,
    options: items[0]!.options,
    reacted: reacted.items.map((one) => one.counts),
    following,
  }
}

test('what is on its way at that moment, on this device or another, leaves no trace', async () => {
  const [poll, text] = await publishBoth()
  const { ctx, calls } = await reader(poll, text)
  const other = appRouter.createCaller({ ...ctx })
  const before = await team.polls.results({ handle: 'bells', postIds: [poll] })
  expect(before.items[0]!.voters).toBe(1)
  const underway = Promise.allSettled([
    other.polls.vote({ handle: 'bells', postId: poll, options: [0] }),
    other.reactions.react({ handle: 'bells', postId: text, emoji: '🔔' }),
    calls.followers.forget(),
    other.polls.vote({ handle: 'bells', postId: poll, options: [0] }),
    other.reactions.react({ handle: 'bells', postId: text, emoji: '🎉' }),
  ])
  expect((await underway)[2]!.status).toBe('fulfilled')
  // A slow request, of which it was known whose it is before.
  const late = other.polls.vote({ handle: 'bells', postId: poll, options: [0] })
  await expect(late).rejects.toMatchObject({ message: 'polls.not_found' })
  await expect(other.reactions.react({ handle: 'bells', postId: text, emoji: '🔔' })).rejects.toThrow()
  expect(await counts(poll, text)).toMatchObject({ voters: 0, options: [0, 0], reacted: [[], []], following: 0 })
  expect([await read().$count(votes), await read().$count(reactions)]).toEqual([0, 0])
})

test('deleting everything takes each trace out of the database’s files, and out of the counts, before it answers', async () => {
  const [poll, text] = await publishBoth()
  const other = await reader(poll, text)
  const before = await counts(poll, text)
  const others = await marksOf(other)
  const mine = await reader(poll, text)
  const own = (await marksOf(mine)).filter((mark) => !others.includes(mark))
  expect(own).toHaveLength(8)
  expect(new Set((await scan(own)).map(({ marker }) => marker))).toEqual(new Set(own))

  await mine.calls.followers.forget()
  expect(await scan(own)).toEqual([])
  expect(await counts(poll, text)).toEqual(before)
  expect(mine.ctx.responseHeaders.getSetCookie().at(-1)).toMatch(/^carillon_follower=; Path=\/; Max-Age=0;/)
  // Somebody else is as they were.
  expect(new Set((await scan(others)).map(({ marker }) => marker))).toEqual(new Set(others))
  expect(await other.calls.followers.me()).toMatchObject({ known: true, follows: 1 })
  expect([await read().$count(followers), await read().$count(follows)]).toEqual([1, 1])
})

const scan = (marks: string[]) => scanForMarkers(instance.dataDir, marks)

/** What there is of somebody in the database; of votes and reactions, of everybody so far. */
async function marksOf({ ctx, passkey }: Awaited<ReturnType<typeof reader>>): Promise<string[]> {
  const endpoint = `https://push.example/${ctx.deviceId}`
  await instance.core.db.transaction(async (tx) => {
    const row = [instance.core.newId('psh'), ctx.deviceId, endpoint, 'key', 'auth', 'en', 0]
    instance.core.db.run(tx, 'INSERT INTO push_targets VALUES (?, ?, ?, ?, ?, ?, ?)', row)
  })
  const device = (await read().select().from(devices)).find(({ id }) => id === ctx.deviceId)!
  return [
    ctx.followerId!,
    device.id,
    device.tokenHash,
    endpoint,
    passkey.id,
    ...(await read().select().from(votes)).map(({ voter }) => voter),
    ...(await read().select().from(reactions)).map(({ reactor }) => reactor),
  ]
}

test('whoever comes back after it is somebody new', async () => {
  const [poll, text] = await publishBoth()
  const { ctx, calls } = await reader(poll, text)
  const before = ctx.followerId
  await calls.followers.forget()
  expect(await calls.followers.me()).toMatchObject({ known: false })
  await calls.follows.follow({ handle: 'bells' })
  expect(ctx.followerId).not.toBe(before)
  expect(await calls.polls.results({ handle: 'bells', postIds: [poll] })).toMatchObject({ items: [{ mine: [] }] })
})

test('every vote of theirs is found, in however many polls', async () => {
  const polls: string[] = []
  for (let count = 0; count < 3; count += 1) polls.push((await publishBoth())[0])
  const { calls } = await reader(polls[0]!, polls[1]!)
  for (const postId of polls) await calls.polls.vote({ handle: 'bells', postId, options: [0] })
  await calls.followers.forget()
  const { items } = await team.polls.results({ handle: 'bells', postIds: polls })
  expect(items.map(({ voters, options }) => [voters, options])).toEqual(polls.map(() => [0, [0, 0]]))
})

test('forgetting is nothing to who was never known', async () => {
  const ctx = instance.ctx()
  expect(await appRouter.createCaller(ctx).followers.forget()).toEqual({ ok: true })
})
