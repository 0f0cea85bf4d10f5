import { DAY } from '@carillon/contract'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { followers } from '../follows/table.ts'
import { expirePosts } from '../retention/expire.ts'
import { appRouter } from '../router.ts'
import { openTestInstance, type TestInstance } from '../testing/index.ts'
import { reactionCounts, reactions } from './table.ts'

const handle = 'bells'
const refused = (code: string) => ({ cause: { code } })

let instance: TestInstance
let team: ReturnType<TestInstance['as']>
beforeAll(async () => {
  instance = await openTestInstance({ limitFactor: 1_000 })
  const owner = await instance.account('owner', { creator: true })
  team = instance.as(owner)
  await team.channels.create({ handle, name: 'Bells', category: 'music' })
})
afterAll(() => instance.close())

/** Somebody new, whose first reaction makes them a follower. */
function reader() {
  const ctx = instance.ctx()
  return { ctx, calls: appRouter.createCaller(ctx) }
}
type Calls = ReturnType<typeof reader>['calls']

const publish = async (of = handle) =>
  (await team.posts.publish({ handle: of, content: { kind: 'text', text: 'Ding' } })).id
const react = (calls: Calls, postId: string, emoji: string | null) => calls.reactions.react({ handle, postId, emoji })
const list = async (calls: Calls, ...postIds: string[]) => calls.reactions.list({ handle, postIds })
const read = () => instance.core.db.read
/** The counts as they must be, counted anew from what everybody chose. */
async function recount(postId: string) {
  const chosen = (await read().select().from(reactions)).filter((row) => row.postId === postId)
  return new Map([...Map.groupBy(chosen, ({ emoji }) => emoji)].map(([emoji, rows]) => [emoji, rows.length]))
}
async function counted(postId: string) {
  const rows = (await read().select().from(reactionCounts)).filter((row) => row.postId === postId)
  return new Map(rows.map(({ emoji, count }) => [emoji, count]))
}

test('two followers react, and both see how often each emoji was chosen', async () => {
  const postId = await publish()
  const [one, other] = [reader().calls, reader().calls]
  expect(await react(one, postId, '❤️')).toEqual({ postId, counts: [{ emoji: '❤️', count: 1 }], mine: '❤️' })
  const both = [{ emoji: '❤️', count: 2 }]
  expect(await react(other, postId, '❤️')).toEqual({ postId, counts: both, mine: '❤️' })
  expect(await list(one, postId)).toEqual({ items: [{ postId, counts: both, mine: '❤️' }], allowed: null })
  expect(await list(reader().calls, postId)).toMatchObject({ items: [{ counts: both, mine: null }] })
})

test('a reaction is one of each follower’s: another takes its place, and it may be withdrawn', async () => {
  const postId = await publish()
  const { calls } = reader()
  await react(calls, postId, '❤️')
  expect(await react(calls, postId, '❤️')).toMatchObject({ counts: [{ emoji: '❤️', count: 1 }] })
  expect(await react(calls, postId, '🎉')).toMatchObject({ counts: [{ emoji: '🎉', count: 1 }], mine: '🎉' })
  expect(await react(calls, postId, null)).toMatchObject({ counts: [], mine: null })
  expect(await react(calls, postId, null)).toMatchObject({ counts: [], mine: null })
  expect([...(await counted(postId))]).toEqual([])
})

test('the first reaction makes a follower, as a vote does, and a withdrawal by nobody makes none', async () => {
  const postId = await publish()
  const before = await read().$count(followers)
  expect(await react(reader().calls, postId, null)).toMatchObject({ counts: [], mine: null })
  expect(await read().$count(followers)).toBe(before)
  const { ctx, calls } = reader()
  await react(calls, postId, '👍')
  await react(calls, await publish(), '👍')
  expect(ctx.responseHeaders.getSetCookie()).toEqual([expect.stringMatching(/^carillon_follower=.+; HttpOnly/)])
  expect(await read().$count(followers)).toBe(before + 1)
})

test('the most frequent come first, and a hundred at most', async () => {
  const postId = await publish()
  const emoji = Array.from({ length: 104 }, (_, at) => String.fromCodePoint(0x1f400 + at)).filter((one) =>
    /^\p{RGI_Emoji}$/v.test(one),
  )
  const flags = ['🇫🇷', '🇪🇸', '🇨🇴', '🇸🇬']
  await Promise.all([...emoji, ...flags].map((one) => react(reader().calls, postId, one)))
  await Promise.all([1, 2].map(() => react(reader().calls, postId, '🇨🇴')))
  const { counts } = (await list(team, postId)).items[0]!
  expect(counts[0]).toEqual({ emoji: '🇨🇴', count: 3 })
  expect(counts).toHaveLength(100)
})

test('different ways to write one emoji are one emoji', async () => {
  const postId = await publish()
  await react(reader().calls, postId, '❤')
  expect(await react(reader().calls, postId, '❤️')).toMatchObject({ counts: [{ emoji: '❤️', count: 2 }] })
})

test.each(['', 'x', '❤️❤️', '1', '<b>', 'a'.repeat(41), ' ', '👍 '])('%j is no reaction', async (emoji) => {
  const postId = await publish()
  await expect(react(reader().calls, postId, emoji)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
})

describe('a channel', () => {
  test('chooses which emoji there are; those from before stay counted, and may be withdrawn', async () => {
    const postId = await publish()
    const { calls } = reader()
    await react(calls, postId, '😂')
    await react(reader().calls, postId, '😂')
    await team.channels.edit({ handle, reactions: ['👍', '👎', '👍'] })
    expect(await list(calls, postId)).toEqual({
      items: [{ postId, counts: [{ emoji: '😂', count: 2 }], mine: '😂' }],
      allowed: ['👍', '👎'],
    })
    await expect(react(reader().calls, postId, '😂')).rejects.toMatchObject(refused('reactions.not_allowed'))
    expect(await react(reader().calls, postId, '👎')).toMatchObject({ mine: '👎' })
    expect(await react(calls, postId, null)).toMatchObject({ mine: null })
    expect([...(await counted(postId))].toSorted()).toEqual([...(await recount(postId))].toSorted())
    await team.channels.edit({ handle, reactions: null })
  })

  test('that wants none takes and shows none; those from before come back with them', async () => {
    const postId = await publish()
    const { calls } = reader()
    await react(calls, postId, '😂')
    await team.channels.edit({ handle, reactions: [] })
    expect(await list(calls, postId)).toEqual({ items: [{ postId, counts: [], mine: null }], allowed: [] })
    await expect(react(calls, postId, '👍')).rejects.toMatchObject(refused('reactions.off'))
    await team.channels.edit({ handle, reactions: null })
    expect(await list(calls, postId)).toMatchObject({ items: [{ counts: [{ emoji: '😂', count: 1 }], mine: '😂' }] })
  })

  test('by invitation takes them from those who may read it alone', async () => {
    await team.channels.create({ handle: 'inside', name: 'Inside', category: 'music', access: 'invite' })
    const postId = await publish('inside')
    const { calls } = reader()
    const inside = { handle: 'inside', postId, emoji: '👍' }
    await expect(calls.reactions.react(inside)).rejects.toMatchObject(refused('channels.not_found'))
    await expect(calls.reactions.react({ ...inside, handle })).rejects.toMatchObject(refused('posts.not_found'))
    expect((await calls.reactions.list({ handle, postIds: [postId] })).items).toEqual([])
    await expect(team.reactions.react(inside)).resolves.toMatchObject({ mine: '👍' })
  })
})

test('a post past its time takes none, and its reactions go with it', async () => {
  const postId = await publish()
  await react(reader().calls, postId, '👍')
  expect(await read().$count(reactions)).toBeGreaterThan(0)
  const started = instance.clock.now
  instance.clock.now += 30 * DAY
  await expect(react(reader().calls, postId, '👍')).rejects.toMatchObject(refused('posts.expired'))
  expect((await list(team, postId)).items).toEqual([])
  await expirePosts(instance.core)
  expect([await read().$count(reactions), await read().$count(reactionCounts)]).toEqual([0, 0])
  instance.clock.now = started
})

test('what is deleted takes its reactions along', async () => {
  const postId = await publish()
  await react(reader().calls, postId, '👍')
  await team.posts.delete({ handle, postId })
  expect([(await recount(postId)).size, (await counted(postId)).size]).toEqual([0, 0])
})

test('three hundred at once, changed and withdrawn among them, are counted exactly', async () => {
  const postId = await publish()
  const emoji = ['👍', '❤️', '😂', '🎉']
  const people = Array.from({ length: 150 }, () => reader().calls)
  await Promise.all(people.map((calls, at) => react(calls, postId, emoji[at % 4]!)))
  await Promise.all(
    people.flatMap((calls, at) => [
      react(calls, postId, emoji[(at * 7) % 4]!),
      react(calls, postId, at % 5 === 0 ? null : emoji[(at + 1) % 4]!),
    ]),
  )
  const counts = await counted(postId)
  expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(120)
  expect([...counts].toSorted()).toEqual([...(await recount(postId))].toSorted())
})

test('one that is refused among many disturbs none of them', async () => {
  const [postId, deleted] = [await publish(), await publish()]
  await team.posts.delete({ handle, postId: deleted })
  const outcomes = await Promise.allSettled(
    Array.from({ length: 40 }, (_, at) => react(reader().calls, at % 4 === 0 ? deleted : postId, '👍')),
  )
  expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(10)
  expect([...(await counted(postId))]).toEqual([['👍', 30]])
})

test('open pages hear of it once it is written, and of nothing that was refused', async () => {
  const postId = await publish()
  const heard: unknown[] = []
  const told = vi.spyOn(instance.core.live, 'counted')
  told.mockImplementation((_, id) => void heard.push([id, instance.core.db.rows(COUNT, [id])[0]]))
  const { calls } = reader()
  await react(calls, postId, '👍')
  await expect(react(calls, instance.core.newId('pst'), '👍')).rejects.toMatchObject(refused('posts.not_found'))
  told.mockRestore()
  expect(heard).toEqual([[postId, [1]]])
})
const COUNT = 'SELECT count FROM reaction_counts WHERE post_id = ?'

test('what a reaction is kept by is another at each post, and no follower’s id; the team sees counts alone', async () => {
  const [one, other] = [await publish(), await publish()]
  const { ctx, calls } = reader()
  await react(calls, one, '👍')
  await react(calls, other, '👍')
  const kept = (await read().select().from(reactions)).filter((row) => [one, other].includes(row.postId))
  expect(kept).toHaveLength(2)
  expect(kept[0]!.reactor).not.toBe(kept[1]!.reactor)
  const marks = [ctx.followerId!.slice(4), ...kept.map(({ reactor }) => reactor)]
  const seen = JSON.stringify([await list(team, one, other), await team.posts.list({ handle })])
  for (const mark of marks) expect(seen).not.toContain(mark)
  expect(JSON.stringify(kept)).not.toContain(ctx.followerId!.slice(4))
  expect(seen).toContain('👍')
})
