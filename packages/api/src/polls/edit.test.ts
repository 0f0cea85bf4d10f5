import { DAY } from '@carillon/contract'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { turnouts } from '../posts/table.ts'
import { expirePosts } from '../retention/expire.ts'
import { OPTIONS, openPolls, type PollInput, type Polls, QUESTION, refused } from './polls.testing.ts'
import { hourlyVotes, tallies, votes } from './table.ts'

let polls: Polls
beforeAll(async () => {
  polls = await openPolls()
})
afterAll(() => polls.instance.close())

const poll = (changes: Partial<PollInput> = {}) => ({
  kind: 'poll' as const,
  poll: { question: QUESTION, options: OPTIONS, ...changes },
})
const edit = (postId: string, changes: Partial<PollInput>) =>
  polls.team.posts.edit({ handle: polls.handle, postId, content: poll(changes) })
const kept = async () => {
  const { read } = polls.instance.core.db
  return Promise.all([turnouts, tallies, votes, hourlyVotes].map((table) => read.$count(table)))
}

describe('a poll that nobody has voted in', () => {
  test('may be changed as a whole, and is counted by its new rules', async () => {
    const postId = await polls.publish()
    const edited = await edit(postId, { options: ['Yes', 'No'], mode: 'multiple', openFor: 60, results: 'voted' })
    expect(edited).toMatchObject({
      content: { poll: { options: ['Yes', 'No'], closesAt: edited.publishedAt + 60_000 } },
    })
    const { calls } = polls.reader()
    expect(await polls.results(calls, postId)).toMatchObject({ options: [null, null] })
    expect(await polls.vote(calls, postId, [0, 1])).toMatchObject({ options: [1, 1] })
  })

  test('stays closed when something else is changed', async () => {
    const { handle, team } = polls
    const postId = await polls.publish()
    const { closesAt } = await team.polls.close({ handle, postId })
    expect(await edit(postId, { question: 'Which?' })).toMatchObject({ content: { poll: { closesAt } } })
  })

  test('stays closed when it is closed while it is changed', async () => {
    const { handle, team, instance } = polls
    const { db } = instance.core
    const change = db.transaction.bind(db)
    const postId = await polls.publish()
    const seen = vi.spyOn(db, 'transaction').mockImplementationOnce(async (...edit) => {
      await team.polls.close({ handle, postId })
      return change(...edit)
    })
    const edited = await edit(postId, { question: 'Which?' })
    seen.mockRestore()
    expect(edited).toMatchObject({ content: { poll: { question: 'Which?', closesAt: instance.clock.now } } })
    await expect(polls.vote(polls.reader().calls, postId, [0])).rejects.toMatchObject(refused('polls.closed'))
  })

  test('may become a text, and a text a poll, whose time begins then', async () => {
    const { handle, team } = polls
    const postId = await polls.publish()
    await team.posts.edit({ handle, postId, content: { kind: 'text', text: 'Never mind' } })
    await expect(polls.vote(polls.reader().calls, postId, [0])).rejects.toMatchObject(refused('polls.not_found'))
    polls.instance.clock.now += 3_600_000
    const closesAt = polls.instance.clock.now + 60_000
    expect(await edit(postId, { openFor: 60 })).toMatchObject({ content: { poll: { closesAt } } })
  })
})

describe('a poll that somebody has voted in', () => {
  const CHANGES: [string, Partial<PollInput>][] = [
    ['question', { question: 'Which?' }],
    ['options', { options: [...OPTIONS, 'Pummerin'] }],
    ['order of options', { options: OPTIONS.toReversed() }],
    ['mode', { mode: 'multiple' }],
    ['right option', { mode: 'quiz', correct: 1 }],
    ['closing time', { openFor: 60 }],
    ['results', { results: 'closed' }],
    ['voters', { voters: 'followers' }],
  ]
  test.each(CHANGES)('keeps its %s', async (_, changes) => {
    const postId = await polls.publish()
    const before = await polls.reader().calls.posts.get({ handle: polls.handle, postId })
    await polls.vote(polls.reader().calls, postId, [0])
    await expect(edit(postId, changes)).rejects.toMatchObject(refused('polls.voted'))
    expect(await polls.reader().calls.posts.get({ handle: polls.handle, postId })).toEqual(before)
  })

  test('becomes no other kind of post', async () => {
    const { handle, team } = polls
    const postId = await polls.publish()
    await polls.vote(polls.reader().calls, postId, [0])
    const text = { kind: 'text' as const, text: 'Never mind' }
    await expect(team.posts.edit({ handle, postId, content: text })).rejects.toMatchObject(refused('polls.voted'))
  })

  test('is fixed although the vote was withdrawn', async () => {
    const postId = await polls.publish()
    const { calls } = polls.reader()
    await polls.vote(calls, postId, [0])
    await polls.vote(calls, postId, [])
    await expect(edit(postId, { question: 'Which?' })).rejects.toMatchObject(refused('polls.voted'))
  })

  test('may be sent again as it is, which is no edit', async () => {
    const postId = await polls.publish()
    await polls.vote(polls.reader().calls, postId, [0])
    expect(await edit(postId, {})).toMatchObject({ editedAt: null })
  })

  test('may be deleted, with all that was counted', async () => {
    const before = await kept()
    const postId = await polls.publish()
    await polls.vote(polls.reader().calls, postId, [0])
    expect(await kept()).toEqual(before.map((count) => count + 1))
    await polls.team.posts.delete({ handle: polls.handle, postId })
    expect(await kept()).toEqual(before)
  })
})

test('a change and the first votes at once leave votes of one poll only', async () => {
  const postId = await polls.publish()
  const people = Array.from({ length: 10 }, () => polls.reader().calls)
  const [outcome] = await Promise.allSettled([
    edit(postId, { options: ['Yes', 'No'] }),
    ...people.map((calls) => calls.polls.vote({ handle: polls.handle, postId, options: [2], seen: null })),
  ])
  const { options } = await polls.results(polls.team, postId)
  expect(options).toEqual(outcome.status === 'fulfilled' ? [0, 0] : [0, 0, 10])
})

describe('a poll in a draft', () => {
  test('shows its answer to the team, and its time begins when it is published', async () => {
    const { handle, team, instance } = polls
    const quiz = { mode: 'quiz' as const, correct: 1, explanation: 'It is small.' }
    const draft = await team.drafts.create({ handle, content: poll({ ...quiz, openFor: 60 }) })
    const { correct, explanation } = quiz
    expect(draft).toMatchObject({ content: { poll: { closesAt: null, quiz: { correct, explanation } } } })
    instance.clock.now += DAY
    const post = await team.drafts.publish({ handle, draftId: draft.id, revision: draft.revision })
    expect(post).toMatchObject({ content: { poll: { closesAt: instance.clock.now + 60_000 } } })
    expect(JSON.stringify(post)).not.toContain(explanation)
  })

  test('goes out again and again, each time as a poll of its own', async () => {
    const { handle, team, instance } = polls
    const at = { date: new Date(instance.clock.now + DAY).toISOString().slice(0, 10), time: '12:00' }
    const until = new Date(instance.clock.now + 5 * DAY).toISOString().slice(0, 10)
    const schedule = { at, timeZone: 'UTC', repeat: { days: 1 as const, until } }
    const weekly = poll({ question: 'How was today?', openFor: 3_600 })
    await team.drafts.create({ handle, content: weekly, schedule })
    instance.publisher.start()
    const seen = new Set<string>()
    for (const _ of [1, 2]) {
      instance.clock.now = Date.parse(`${at.date}T12:00Z`) + seen.size * DAY
      await instance.publisher.settle()
      const [post] = (await team.posts.list({ handle, limit: 1 })).items
      expect(post).toMatchObject({ content: { poll: { closesAt: instance.clock.now + 3_600_000 } } })
      seen.add(post!.id)
      await polls.vote(polls.reader().calls, post!.id, [seen.size])
    }
    for (const [at, id] of [...seen].entries()) {
      expect((await polls.results(team, id)).options[at + 1]).toBe(1)
    }
    expect(seen.size).toBe(2)
  })
})

test('what is counted goes with the last of its posts', async () => {
  const postId = await polls.publish()
  await polls.vote(polls.reader().calls, postId, [0])
  expect(Math.min(...(await kept()))).toBeGreaterThan(0)
  polls.instance.clock.now += 31 * DAY
  await expirePosts(polls.instance.core)
  expect(await kept()).toEqual([0, 0, 0, 0])
})
