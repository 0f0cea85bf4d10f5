import { DAY } from '@carillon/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Limiter } from '../core/limiter.ts'
import { followers } from '../follows/table.ts'
import { turnouts } from '../posts/table.ts'
import { appRouter } from '../router.ts'
import { optionsIn } from './ballot.ts'
import { openPolls, type Polls, refused } from './polls.testing.ts'
import { hourlyVotes, tallies, votes } from './table.ts'

let polls: Polls
beforeAll(async () => {
  polls = await openPolls()
})
afterAll(() => polls.instance.close())

const read = () => polls.instance.core.db.read
/** What the counts must be, counted anew from the votes themselves. */
async function recount(postId: string) {
  const cast = (await read().select().from(votes)).filter((row) => row.postId === postId)
  const options = [0, 0, 0]
  for (const row of cast) for (const option of optionsIn(row.options)) options[option]! += 1
  return { voters: cast.length, options }
}
async function counted(postId: string) {
  const options = [0, 0, 0]
  const hourly = [0, 0, 0]
  for (const row of await read().select().from(tallies)) if (row.postId === postId) options[row.option] = row.votes
  for (const row of await read().select().from(hourlyVotes)) if (row.postId === postId) hourly[row.option]! += row.votes
  const turnout = (await read().select().from(turnouts)).find((row) => row.postId === postId)
  expect(hourly).toEqual(options)
  return { voters: turnout?.voters ?? 0, options }
}

test('two followers vote, and both see what it has come to', async () => {
  const postId = await polls.publish()
  const [one, other] = [polls.reader(), polls.reader()]
  expect(await polls.vote(one.calls, postId, [0])).toMatchObject({ voters: 1, options: [1, 0, 0], mine: [0] })
  expect(await polls.vote(other.calls, postId, [2])).toMatchObject({ voters: 2, options: [1, 0, 1], mine: [2] })
  expect(await polls.results(one.calls, postId)).toMatchObject({ voters: 2, options: [1, 0, 1], mine: [0] })
  expect(await polls.results(polls.reader().calls, postId)).toMatchObject({ options: [1, 0, 1], mine: [] })
})

test('the first vote makes a follower of whoever has no cookie, and those after it none', async () => {
  const [one, other] = [await polls.publish(), await polls.publish()]
  const before = await read().$count(followers)
  const { ctx, calls } = polls.reader()
  await polls.vote(calls, one, [0])
  await polls.vote(calls, other, [1])
  expect(ctx.responseHeaders.getSetCookie()).toEqual([expect.stringMatching(/^carillon_follower=.+; HttpOnly/)])
  expect(await read().$count(followers)).toBe(before + 1)
})

test('votes and follows of one batch are those of one newcomer, also when some are refused', async () => {
  const [postId, closed] = [await polls.publish(), await polls.publish()]
  await polls.team.polls.close({ handle: polls.handle, postId: closed })
  const before = await read().$count(followers)
  const { ctx, calls } = polls.reader()
  const outcomes = await Promise.allSettled([
    polls.vote(calls, closed, [0]),
    polls.vote(calls, postId, [0]),
    calls.follows.follow({ handle: polls.handle }),
  ])
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled'])
  expect(await read().$count(followers)).toBe(before + 1)
  expect(ctx.responseHeaders.getSetCookie()).toHaveLength(1)
  expect(await polls.vote(calls, postId, [1])).toMatchObject({ voters: 1, options: [0, 1, 0] })
})

test('a refused vote makes no follower and brings no cookie', async () => {
  const postId = await polls.publish()
  const before = await read().$count(followers)
  const { ctx, calls } = polls.reader()
  await expect(polls.vote(calls, postId, [0, 1])).rejects.toMatchObject(refused('polls.one_option'))
  await expect(polls.vote(calls, postId, [7])).rejects.toMatchObject(refused('polls.no_option'))
  expect(await polls.vote(calls, postId, [])).toMatchObject({ voters: 0, mine: [] })
  expect(ctx.responseHeaders.getSetCookie()).toEqual([])
  expect(await read().$count(followers)).toBe(before)
})

test('a follower votes once, however often the vote is sent', async () => {
  const postId = await polls.publish({ changeable: false })
  const { calls } = polls.reader()
  await polls.vote(calls, postId, [1])
  await Promise.all(Array.from({ length: 20 }, () => polls.vote(calls, postId, [1])))
  expect(await counted(postId)).toEqual({ voters: 1, options: [0, 1, 0] })
})

test('where a vote is final, it is neither changed nor withdrawn', async () => {
  const postId = await polls.publish({ changeable: false })
  const { calls } = polls.reader()
  expect(await polls.vote(calls, postId, [1])).toMatchObject({ voting: 'done' })
  await expect(polls.vote(calls, postId, [0])).rejects.toMatchObject(refused('polls.final'))
  await expect(polls.vote(calls, postId, [])).rejects.toMatchObject(refused('polls.final'))
  expect(await counted(postId)).toEqual({ voters: 1, options: [0, 1, 0] })
})

test('where a vote may be changed, it is, and it may be withdrawn and given anew', async () => {
  const postId = await polls.publish()
  const { calls } = polls.reader()
  await polls.vote(calls, postId, [1])
  expect(await polls.vote(calls, postId, [2])).toMatchObject({ voters: 1, options: [0, 0, 1], voting: 'open' })
  expect(await polls.vote(calls, postId, [])).toMatchObject({ voters: 0, options: [0, 0, 0], mine: [] })
  expect(await polls.vote(calls, postId, [0])).toMatchObject({ voters: 1, options: [1, 0, 0], mine: [0] })
  expect(await counted(postId)).toEqual(await recount(postId))
})

test('several options are chosen where several may be, each once', async () => {
  const postId = await polls.publish({ mode: 'multiple' })
  const { calls } = polls.reader()
  expect(await polls.vote(calls, postId, [2, 0, 2])).toMatchObject({ voters: 1, options: [1, 0, 1], mine: [0, 2] })
  expect(await polls.vote(calls, postId, [1, 2])).toMatchObject({ voters: 1, options: [0, 1, 1], mine: [1, 2] })
  await expect(polls.vote(calls, postId, [0, 3])).rejects.toMatchObject(refused('polls.no_option'))
})

test('a quiz is answered once, whatever was said of changing', async () => {
  const postId = await polls.publish({ mode: 'quiz', correct: 2, changeable: true })
  const { calls } = polls.reader()
  expect(await polls.vote(calls, postId, [0])).toMatchObject({ voting: 'done' })
  await expect(polls.vote(calls, postId, [2])).rejects.toMatchObject(refused('polls.final'))
})

test('until the very millisecond at which it closes a poll takes votes, and from it on none', async () => {
  const { clock } = polls.instance
  const postId = await polls.publish({ openFor: 60 })
  const [early, late] = [polls.reader(), polls.reader()]
  clock.now += 59_999
  await polls.vote(early.calls, postId, [0])
  clock.now += 1
  await expect(polls.vote(late.calls, postId, [0])).rejects.toMatchObject(refused('polls.closed'))
  await expect(polls.vote(early.calls, postId, [1])).rejects.toMatchObject(refused('polls.closed'))
  await expect(polls.vote(early.calls, postId, [])).rejects.toMatchObject(refused('polls.closed'))
  expect(await polls.results(late.calls, postId)).toMatchObject({ voting: 'closed', options: [1, 0, 0] })
})

test('an editor closes a poll at once, and those who read the channel see that it is', async () => {
  const { handle, team } = polls
  const postId = await polls.publish({ openFor: 3_600 })
  const { clock } = polls.instance
  expect(await team.polls.close({ handle, postId })).toMatchObject({ closesAt: clock.now, voting: 'closed' })
  clock.now += 1_000
  expect(await team.polls.close({ handle, postId })).toMatchObject({ closesAt: clock.now - 1_000 })
  const post = await polls.reader().calls.posts.get({ handle, postId })
  expect(post).toMatchObject({ editedAt: null, content: { poll: { closesAt: clock.now - 1_000 } } })
  await expect(polls.vote(polls.reader().calls, postId, [0])).rejects.toMatchObject(refused('polls.closed'))
  const text = await team.posts.publish({ handle, content: { kind: 'text', text: 'Ding' } })
  await expect(team.polls.close({ handle, postId: text.id })).rejects.toMatchObject(refused('polls.not_found'))
})

test('a poll closes with its post at the latest, and that is refused as expired', async () => {
  const { clock } = polls.instance
  const { handle, team } = polls
  await team.channels.edit({ handle, retentionDays: 7 })
  const postId = await polls.publish({ openFor: 30 * 86_400 })
  await team.channels.edit({ handle, retentionDays: 30 })
  expect(await polls.results(team, postId)).toMatchObject({ closesAt: clock.now + 7 * DAY })
  clock.now += 7 * DAY
  await expect(polls.vote(polls.reader().calls, postId, [0])).rejects.toMatchObject(refused('posts.expired'))
  expect((await team.polls.results({ handle, postIds: [postId] })).items).toEqual([])
})

test('a post without a poll, and one that there isn’t, take no vote', async () => {
  const { handle, team } = polls
  const { calls } = polls.reader()
  const { id } = await team.posts.publish({ handle, content: { kind: 'text', text: 'Ding' } })
  await expect(polls.vote(calls, id, [0])).rejects.toMatchObject(refused('polls.not_found'))
  const unknown = polls.instance.core.newId('pst')
  await expect(polls.vote(calls, unknown, [0])).rejects.toMatchObject(refused('posts.not_found'))
})

test('where it is for followers, only those vote who followed before it was published', async () => {
  const { handle } = polls
  const { clock } = polls.instance
  const [before, after, nobody] = [polls.reader(), polls.reader(), polls.reader()]
  await before.calls.follows.follow({ handle })
  clock.now += 1
  const postId = await polls.publish({ voters: 'followers' })
  clock.now += 1
  await after.calls.follows.follow({ handle })
  expect(await polls.results(before.calls, postId)).toMatchObject({ voting: 'open' })
  expect(await polls.vote(before.calls, postId, [0])).toMatchObject({ voters: 1 })
  const made = await read().$count(followers)
  for (const { calls } of [after, nobody]) {
    expect(await polls.results(calls, postId)).toMatchObject({ voting: 'followers' })
    await expect(polls.vote(calls, postId, [0])).rejects.toMatchObject(refused('polls.followers_only'))
  }
  expect(await read().$count(followers)).toBe(made)
  await before.calls.follows.unfollow({ handle })
  await before.calls.follows.follow({ handle })
  await expect(polls.vote(before.calls, postId, [1])).rejects.toMatchObject(refused('polls.followers_only'))
})

test('a poll that was changed after the voter saw it takes no vote meant for the other', async () => {
  const { handle, team } = polls
  const postId = await polls.publish()
  const poll = { question: 'Which one?', options: ['Emmanuel', 'Great Tom'] }
  const edited = await team.posts.edit({ handle, postId, content: { kind: 'poll', poll } })
  const ballot = { handle, postId, options: [0] }
  const { calls } = polls.reader()
  await expect(calls.polls.vote({ ...ballot, seen: null })).rejects.toMatchObject(refused('polls.changed'))
  expect(await calls.polls.vote({ ...ballot, seen: edited.editedAt })).toMatchObject({ options: [1, 0] })
})

test('two hundred votes at once, changed and withdrawn among them, are counted exactly', async () => {
  const postId = await polls.publish({ mode: 'multiple' })
  const people = Array.from({ length: 200 }, () => polls.reader().calls)
  await Promise.all(people.map((calls, at) => polls.vote(calls, postId, [at % 3, (at * 7) % 3])))
  expect(await counted(postId)).toMatchObject({ voters: 200 })
  expect(await counted(postId)).toEqual(await recount(postId))
  await Promise.all(
    people
      .slice(0, 120)
      .flatMap((calls, at) => [
        polls.vote(calls, postId, [(at + 1) % 3]),
        polls.vote(calls, postId, at % 4 === 0 ? [] : [at % 3, (at + 1) % 3]),
        polls.vote(calls, postId, at % 4 === 0 ? [] : [at % 3, (at + 1) % 3]),
      ]),
  )
  const outcome = await counted(postId)
  expect(outcome.voters).toBe(170)
  expect(outcome).toEqual(await recount(postId))
})

test('what a vote is kept by is another in each poll, and no follower’s id', async () => {
  const [one, other] = [await polls.publish(), await polls.publish()]
  const { ctx, calls } = polls.reader()
  await polls.vote(calls, one, [0])
  await polls.vote(calls, other, [0])
  const kept = (await read().select().from(votes)).filter((row) => [one, other].includes(row.postId))
  expect(kept).toHaveLength(2)
  expect(kept[0]!.voter).not.toBe(kept[1]!.voter)
  expect(JSON.stringify(kept)).not.toContain(ctx.followerId!.slice(4))
})

test('known followers have a measure of their own behind a shared address, whose newcomers are only so many', async () => {
  const postId = await polls.publish()
  const { instance } = polls
  const limiter = new Limiter({ ...instance.core, now: () => clock, limitFactor: 1, newcomersAnHour: 5 })
  let clock = 0
  const at = (followerId: string | null, addressPrefix = '203.0.113.9') =>
    appRouter.createCaller({ ...instance.ctx(), limiter, followerId, addressPrefix })
  const limit = async (call: () => Promise<unknown>, times: number) => {
    for (let count = 0; count < times; count += 1) await call()
    await expect(call()).rejects.toMatchObject(refused('request.too_many'))
  }
  const vote = (calls: ReturnType<typeof at>) => polls.vote(calls, postId, [0])
  await limit(() => vote(at(null)), 5)
  await vote(at(null, '203.0.113.10'))
  await vote(at('flw_one'))
  await limit(() => vote(at('flw_one')), 59)
  await vote(at('flw_other'))
  clock += 3_600_000 / 5
  await limit(() => vote(at(null)), 1)
})
