import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { devices } from '../follows/table.ts'
import { appRouter } from '../router.ts'
import { OPTIONS, openPolls, type Polls, QUESTION, refused } from './polls.testing.ts'
import { getHistory } from './results.ts'
import { votes } from './table.ts'

let polls: Polls
beforeAll(async () => {
  polls = await openPolls()
})
afterAll(() => polls.instance.close())

const hidden = { voters: null, options: [null, null, null] }

describe('results', () => {
  test('shown always are there for all, from the start', async () => {
    const postId = await polls.publish()
    const nothing = { voters: 0, options: [0, 0, 0], mine: [], quiz: null, voting: 'open' }
    expect(await polls.results(polls.reader().calls, postId)).toMatchObject(nothing)
  })

  test('shown to voters are hidden until one has voted, and again once that is withdrawn', async () => {
    const postId = await polls.publish({ results: 'voted' })
    const [voter, other] = [polls.reader().calls, polls.reader().calls]
    expect(await polls.results(voter, postId)).toMatchObject(hidden)
    expect(await polls.vote(voter, postId, [1])).toMatchObject({ voters: 1, options: [0, 1, 0] })
    expect(await polls.results(other, postId)).toMatchObject(hidden)
    expect(await polls.vote(voter, postId, [])).toMatchObject(hidden)
  })

  test('shown at the end are hidden from voters too, until the poll is closed', async () => {
    const { handle, team } = polls
    const postId = await polls.publish({ results: 'closed' })
    const { calls } = polls.reader()
    expect(await polls.vote(calls, postId, [1])).toMatchObject({ ...hidden, mine: [1] })
    expect(await polls.results(team, postId)).toMatchObject({ voters: 1, options: [0, 1, 0] })
    await team.polls.close({ handle, postId })
    expect(await polls.results(calls, postId)).toMatchObject({ voters: 1, options: [0, 1, 0], mine: [1] })
  })

  test('of a quiz tell what is right once one has answered, and no sooner', async () => {
    const quiz = { correct: 2, explanation: 'It hangs in Notre-Dame.' }
    const postId = await polls.publish({ mode: 'quiz', ...quiz })
    const { calls } = polls.reader()
    expect(await polls.results(calls, postId)).toMatchObject({ quiz: null })
    const post = await calls.posts.get({ handle: polls.handle, postId })
    expect(JSON.stringify(post)).not.toMatch(/Notre-Dame|correct/)
    expect(await polls.vote(calls, postId, [0])).toMatchObject({ quiz, mine: [0] })
    expect(await polls.results(polls.reader().calls, postId)).toMatchObject({ quiz: null })
    expect(await polls.results(polls.team, postId)).toMatchObject({ quiz })
    await polls.team.polls.close({ handle: polls.handle, postId })
    expect(await polls.results(polls.reader().calls, postId)).toMatchObject({ quiz })
  })

  test('of a quiz in several languages explain it in each', async () => {
    const { handle, team } = polls
    const poll = { question: 'Which?', options: ['A', 'B'], mode: 'quiz' as const, correct: 0, explanation: 'So.' }
    const french = { question: 'Laquelle ?', options: ['A', 'B'], explanation: 'Voilà.' }
    const content = { kind: 'poll' as const, poll, variants: [{ language: 'fr', poll: french }] }
    const { id } = await team.posts.publish({ handle, content })
    const translations = [{ language: 'fr', explanation: 'Voilà.' }]
    expect(await polls.vote(polls.reader().calls, id, [1])).toMatchObject({
      quiz: { explanation: 'So.', translations },
    })
  })

  test('come for many posts at once, in their order, without those that hold no poll', async () => {
    const { handle, team } = polls
    const [one, other] = [await polls.publish(), await polls.publish({ options: ['Yes', 'No'] })]
    const text = await team.posts.publish({ handle, content: { kind: 'text', text: 'Ding' } })
    const { items } = await team.polls.results({ handle, postIds: [other, text.id, one, other] })
    expect(items.map(({ postId, options }) => [postId, options.length])).toEqual([
      [other, 2],
      [one, 3],
    ])
  })

  test('of an invite-only channel are nobody’s but its readers’, and no other channel’s name opens them', async () => {
    const { team, handle, instance } = polls
    await team.channels.create({ handle: 'inside', name: 'Inside', category: 'music', access: 'invite' })
    const content = { kind: 'poll' as const, poll: { question: QUESTION, options: OPTIONS } }
    const { id } = await team.posts.publish({ handle: 'inside', content })
    const asked = { handle: 'inside', postIds: [id] }
    expect((await team.polls.results(asked)).items).toHaveLength(1)
    const outsider = polls.reader().calls
    await expect(outsider.polls.results(asked)).rejects.toMatchObject(refused('channels.not_found'))
    const ballot = { handle: 'inside', postId: id, options: [0] }
    await expect(outsider.polls.vote(ballot)).rejects.toMatchObject(refused('channels.not_found'))
    expect((await outsider.polls.results({ ...asked, handle })).items).toEqual([])
    await expect(outsider.polls.vote({ ...ballot, handle })).rejects.toMatchObject(refused('posts.not_found'))
    const history = instance.as(polls.owner).polls.history({ handle, postId: id })
    await expect(history).rejects.toMatchObject(refused('polls.not_found'))
  })

  test('are in no answer that is shared, and no vote changes one that is', async () => {
    const postId = await polls.publish()
    const ctx = polls.instance.ctx()
    const calls = appRouter.createCaller(ctx)
    await calls.posts.list({ handle: polls.handle })
    expect(ctx.sharing.isWhole).toBe(true)
    await polls.results(calls, postId)
    expect(ctx.sharing.isWhole).toBe(false)
    const { begun } = ctx.sharing
    await polls.vote(polls.reader().calls, postId, [0])
    expect(polls.instance.core.shared.begin()).toBe(begun)
  })
})

describe('the team', () => {
  test('sees how the counts grew from hour to hour', async () => {
    const { handle, team } = polls
    const { clock } = polls.instance
    const postId = await polls.publish()
    const begin = Math.ceil(clock.now / 3_600_000) * 3_600_000
    const [one, other] = [polls.reader().calls, polls.reader().calls]
    clock.now = begin
    await polls.vote(one, postId, [0])
    await polls.vote(other, postId, [0])
    clock.now = begin + 5 * 3_600_000
    await polls.vote(one, postId, [2])
    expect((await team.polls.history({ handle, postId })).items).toEqual([
      { at: begin + 3_600_000, options: [2, 0, 0] },
      { at: clock.now, options: [1, 0, 1] },
    ])
  })

  test('sees the present hour as one point, while the clock goes on', async () => {
    const { handle, owner, instance } = polls
    const postId = await polls.publish()
    const reader = polls.reader().calls
    await polls.vote(reader, postId, [0])
    await polls.vote(reader, postId, [1])
    const ctx = instance.ctx(owner)
    let later = 0
    const history = await getHistory({ ...ctx, now: () => instance.clock.now + later++ }, { handle, postId })
    expect(history.items.map(({ options }) => options)).toEqual([[0, 1, 0]])
  })

  test('never learns who voted, and an operator neither', async () => {
    const { handle, team, instance } = polls
    const postId = await polls.publish({ results: 'voted' })
    const { ctx, calls } = polls.reader()
    await polls.vote(calls, postId, [0])
    const operator = await instance.account('operator', { operator: true })
    const marks = [ctx.followerId!, 'flw_']
    for (const row of await instance.core.db.read.select().from(votes)) marks.push(row.voter)
    for (const row of await instance.core.db.read.select().from(devices)) marks.push(row.tokenHash)
    expect(marks.length).toBeGreaterThan(4)
    const answers = [
      await team.polls.results({ handle, postIds: [postId] }),
      await team.polls.history({ handle, postId }),
      await team.polls.close({ handle, postId }),
      await instance.as(operator).polls.results({ handle, postIds: [postId] }),
      await calls.polls.results({ handle, postIds: [postId] }),
    ]
    // The control: they do tell what was voted.
    expect(JSON.stringify(answers[0])).toContain('"options":[1,0,0]')
    for (const answer of answers) expect(marks.filter((mark) => JSON.stringify(answer).includes(mark))).toEqual([])
  })

  test('has no part in it as an operator: to one outside of it, hidden results are hidden', async () => {
    const operator = await polls.instance.account('other-operator', { operator: true })
    const postId = await polls.publish({ results: 'closed' })
    expect(await polls.results(polls.instance.as(operator), postId)).toMatchObject(hidden)
  })
})
