import * as z from 'zod'
import { Instant } from './ids.ts'
import { LIMITS } from './limits.ts'
import { POLL_MODES, POLL_RESULTS, POLL_VOTERS } from './lists.ts'
import { line, text } from './text.ts'

const options = z.array(line(LIMITS.pollOption)).min(LIMITS.pollOptionsMin).max(LIMITS.pollOptionsMax)

/** The words of a poll in one more language: as many options, in the same order. */
export const PollTexts = z.object({
  question: text(LIMITS.pollQuestion, 1),
  options,
  explanation: text(LIMITS.pollExplanation).default(''),
})

/** A poll as an admin sends it. Options are known by their place, from 0. */
export const PollContent = z
  .object({
    question: text(LIMITS.pollQuestion, 1),
    options: options.check(({ value, issues }) => {
      const twice = value.findIndex((option, at) => value.indexOf(option) < at)
      if (twice >= 0) issues.push({ code: 'custom', input: value, path: [twice] })
    }),
    mode: z.enum(POLL_MODES).default('single'),
    /** The right option of a quiz, which only a quiz has. */
    correct: z.int().min(0).optional(),
    /** Why it is right: shown once one has voted. */
    explanation: text(LIMITS.pollExplanation).default(''),
    /** Seconds from publication until it closes; `null` while its post lives. */
    openFor: z.int().min(LIMITS.pollSecondsMin).max(LIMITS.pollSecondsMax).nullable().default(null),
    results: z.enum(POLL_RESULTS).default('always'),
    /** Whether a vote may be changed or withdrawn until it closes. In a quiz it never may. */
    changeable: z.boolean().default(true),
    voters: z.enum(POLL_VOTERS).default('anyone'),
  })
  .check(({ value, issues }) => {
    const isQuiz = value.mode === 'quiz'
    const fits = value.correct !== undefined && value.correct < value.options.length
    if (isQuiz ? !fits : value.correct !== undefined) {
      issues.push({ code: 'custom', input: value.correct, path: ['correct'] })
    }
  })
export type PollContent = z.infer<typeof PollContent>

/** A poll as it is read. What it has come to is asked of `polls.results`. */
export const Poll = z.object({
  question: z.string(),
  options: z.array(z.string()),
  mode: z.enum(POLL_MODES),
  openFor: z.int().nullable(),
  /** From this instant on nobody can vote; `null` of what isn't published yet. */
  closesAt: Instant.nullable(),
  results: z.enum(POLL_RESULTS),
  changeable: z.boolean(),
  voters: z.enum(POLL_VOTERS),
  /** Of a quiz, and for its team alone while it is a draft. */
  quiz: z.object({ correct: z.int(), explanation: z.string() }).optional(),
})
export type Poll = z.infer<typeof Poll>
