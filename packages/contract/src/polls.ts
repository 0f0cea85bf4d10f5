import * as z from 'zod'
import { Handle } from './handles.ts'
import { Instant, PostId } from './ids.ts'
import { LIMITS } from './limits.ts'
import { POLL_MODES, POLL_RESULTS, POLL_VOTERS, VOTING } from './lists.ts'
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

const choice = z
  .int()
  .min(0)
  .max(LIMITS.pollOptionsMax - 1)

export const Vote = z.object({
  handle: Handle,
  postId: PostId,
  /** All that is chosen, by place; none withdraws the vote. */
  options: z.array(choice).max(LIMITS.pollOptionsMax),
  /** The post's `editedAt` as the voter saw it: of a poll that was changed since, the vote is refused. */
  seen: Instant.nullable().optional(),
})
export type Vote = z.infer<typeof Vote>

export const GetPollResults = z.object({ handle: Handle, postIds: z.array(PostId).min(1).max(LIMITS.page) })
export type GetPollResults = z.infer<typeof GetPollResults>

/** What a poll has come to, as far as whoever asks may see it, and what they have to do with it. */
export const PollResults = z.object({
  postId: PostId,
  closesAt: Instant,
  /** How many have voted; `null` while it isn't to be seen. */
  voters: z.int().nullable(),
  /** Votes of each option; `null` while they aren't to be seen. */
  options: z.array(z.int().nullable()),
  /** What the reader themselves chose. */
  mine: z.array(z.int()),
  /** Of a quiz, once the reader has voted or it is closed. */
  quiz: z
    .object({
      correct: z.int(),
      explanation: z.string(),
      /** The explanation in the further languages of the post, where it has one. */
      translations: z.array(z.object({ language: z.string(), explanation: z.string() })),
    })
    .nullable(),
  voting: z.enum(VOTING),
})
export type PollResults = z.infer<typeof PollResults>
/** Of those of the posts that are live and hold a poll. */
export const ManyPollResults = z.object({ items: z.array(PollResults) })
export type ManyPollResults = z.infer<typeof ManyPollResults>

/** How many votes each option had at the end of each hour in which there were any, oldest first. */
export const PollHistory = z.object({
  items: z.array(z.object({ at: Instant, options: z.array(z.int()) })),
})
export type PollHistory = z.infer<typeof PollHistory>
