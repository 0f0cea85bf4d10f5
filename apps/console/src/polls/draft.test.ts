import { LIMITS, PollContent } from '@carillon/contract'
import { describe, expect, test } from 'vitest'
import {
  addOption,
  emptyPoll,
  isPollReady,
  moveOption,
  pollContentOf,
  pollDraftOf,
  type PollDraft,
  readPollOf,
  removeOption,
  setOption,
  spreadLines,
} from './draft.ts'

const poll = (changes: Partial<PollDraft> = {}): PollDraft => ({
  ...emptyPoll(),
  question: 'Which bell?',
  options: ['Great Tom', 'Little Ben', 'Emmanuel'],
  ...changes,
})
const quiz = (correct: number | null, options?: string[]) =>
  poll({ mode: 'quiz', correct, ...(options && { options }) })

describe('what is sent', () => {
  test('holds the options that say something, and the server takes it', () => {
    const content = pollContentOf(poll({ options: [' Yes ', '', 'No', '  '] }))
    expect(content.options).toEqual(['Yes', 'No'])
    expect(PollContent.safeParse(content).success).toBe(true)
  })

  test('of a quiz names the right option by its place among those', () => {
    const content = pollContentOf(quiz(2, ['', 'No', 'Yes']))
    expect(content).toMatchObject({ options: ['No', 'Yes'], correct: 1 })
    expect(PollContent.safeParse(content).success).toBe(true)
  })

  test('of what was a quiz for a while tells nothing of an answer', () => {
    const content = pollContentOf(poll({ correct: 1, explanation: 'Because.' }))
    expect(content).toMatchObject({ explanation: '' })
    expect('correct' in content).toBe(false)
    expect(JSON.stringify(readPollOf(quiz(1)))).not.toContain('correct')
  })

  test('is the same again when a poll is changed', () => {
    const content = PollContent.parse(pollContentOf(quiz(1)))
    const { correct, explanation, ...rest } = content
    const read = { ...rest, closesAt: null, quiz: { correct: correct!, explanation } }
    expect(pollContentOf(pollDraftOf(read))).toEqual(content)
  })
})

describe('a poll is ready', () => {
  const READY: [string, PollDraft][] = [
    ['with a question and two options', poll({ options: ['Yes', 'No'] })],
    ['with empty options between them', poll({ options: ['Yes', '', 'No'] })],
    ['with the longest that is taken', poll({ question: 'q'.repeat(300), options: ['o'.repeat(100), 'x'] })],
    ['as a quiz with its answer', quiz(0)],
    ['open for five seconds', poll({ openFor: 5 })],
    ['open for thirty days', poll({ openFor: 30 * 86_400 })],
  ]
  test.each(READY)('%s', (_, draft) => {
    expect(isPollReady(draft)).toBe(true)
    expect(PollContent.safeParse(pollContentOf(draft)).success).toBe(true)
  })

  const UNREADY: [string, PollDraft][] = [
    ['without a question', poll({ question: ' ' })],
    ['with one option', poll({ options: ['Yes', '', ' '] })],
    ['with an option twice', poll({ options: ['Yes', 'No', 'Yes '] })],
    ['with too long a question', poll({ question: 'q'.repeat(301) })],
    ['with too long an option', poll({ options: ['o'.repeat(101), 'x'] })],
    ['as a quiz without its answer', quiz(null)],
    ['as a quiz whose answer is empty', quiz(1, ['Yes', '', 'No'])],
    ['open for four seconds', poll({ openFor: 4 })],
    ['open for longer than posts live', poll({ openFor: 30 * 86_400 + 1 })],
  ]
  test.each(UNREADY)('not %s', (_, draft) => {
    expect(isPollReady(draft)).toBe(false)
    expect(PollContent.safeParse(pollContentOf(draft)).success).toBe(false)
  })
})

describe('options', () => {
  const right = (draft: PollDraft) => draft.correct !== null && draft.options[draft.correct]

  test('pasted as lines take the place of one, up to twelve', () => {
    const spread = spreadLines(poll(), 1, ['Hosanna', 'Savoyarde'])
    expect(spread.draft.options).toEqual(['Great Tom', 'Hosanna', 'Savoyarde', 'Emmanuel'])
    expect(spread.last).toBe(2)
    const many = spreadLines(
      poll(),
      2,
      Array.from({ length: 30 }, (_, at) => `Bell ${at}`),
    )
    expect(many.draft.options).toHaveLength(LIMITS.pollOptionsMax)
    expect(many.last).toBe(LIMITS.pollOptionsMax - 1)
  })

  test('that come, go and move keep the right one right', () => {
    const draft = quiz(1)
    expect(right(addOption(draft, 0))).toBe('Little Ben')
    expect(right(addOption(draft, 2))).toBe('Little Ben')
    expect(right(removeOption(draft, 0))).toBe('Little Ben')
    expect(right(removeOption(draft, 2))).toBe('Little Ben')
    expect(right(setOption(draft, 0, 'Big'))).toBe('Little Ben')
    expect(right(moveOption(draft, 1, 0))).toBe('Little Ben')
    expect(right(moveOption(draft, 2, 0))).toBe('Little Ben')
    expect(right(spreadLines(draft, 0, ['A', 'B', 'C']).draft)).toBe('Little Ben')
  })

  test('that are removed leave no answer behind', () => {
    expect(removeOption(quiz(1), 1)).toMatchObject({ correct: null, options: ['Great Tom', 'Emmanuel'] })
  })
})
