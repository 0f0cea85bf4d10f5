import type { PollResults } from '@carillon/contract'
import type { Core } from '../core/context.ts'
import { openContent } from '../posts/content.ts'
import type { PollRules } from '../posts/table.ts'

/** What a poll has come to, whoever asks. */
export type PollState = {
  id: string
  rules: PollRules
  expiresAt: number
  voters: number
  /** Votes of each option. */
  counts: number[]
  /** Of a quiz, sealed: what is right in it. */
  content: Uint8Array | null
}

/** To be selected of `posts` with their `turnouts`, and read by `stateOf`. */
export const STATE_OF_POLL = `posts.id, poll, expires_at, turnouts.voters,
  (SELECT json_group_array(json_array("option", votes)) FROM tallies WHERE post_id = posts.id),
  CASE WHEN poll ->> 'mode' = 'quiz' THEN content END`

export function stateOf([id, poll, expiresAt, voters, tallies, content]: unknown[]): PollState {
  const rules = JSON.parse(poll as string) as PollRules
  const counts = Array<number>(rules.options).fill(0)
  for (const [option, votes] of JSON.parse(tallies as string) as [option: number, votes: number][]) {
    counts[option] = votes
  }
  return {
    id: id as string,
    rules,
    expiresAt: expiresAt as number,
    voters: (voters ?? 0) as number,
    counts,
    content: content as Uint8Array | null,
  }
}

/** Of those who ask, what it depends on. */
export type Asking = { isTeam: boolean; mine: number[]; followedBefore: boolean }

/** As far as whoever asks may see it, and what they have to do with it. */
export async function toResults(ctx: Core, state: PollState, asking: Asking): Promise<PollResults> {
  const { rules, counts } = state
  const { isTeam, mine, followedBefore } = asking
  const isClosed = rules.closesAt <= ctx.now()
  const hasVoted = mine.length > 0
  const mayVote = rules.voters === 'anyone' || followedBefore
  const shown = isTeam || isClosed || rules.results === 'always' || (rules.results === 'voted' && hasVoted)
  return {
    postId: state.id,
    closesAt: rules.closesAt,
    voters: shown ? state.voters : null,
    options: shown ? counts : counts.map(() => null),
    mine,
    quiz: isTeam || isClosed || hasVoted ? await answerOf(ctx, state) : null,
    voting: isClosed ? 'closed' : hasVoted && !rules.changeable ? 'done' : mayVote ? 'open' : 'followers',
  }
}

/** Opened once for all votes that were counted together. */
const ANSWERS = new WeakMap<PollState, Promise<PollResults['quiz']>>()

function answerOf(ctx: Core, state: PollState): Promise<PollResults['quiz']> {
  const answer = ANSWERS.get(state) ?? openAnswer(ctx, state)
  ANSWERS.set(state, answer)
  return answer
}

/** What is right in a quiz. */
async function openAnswer(ctx: Core, { id, expiresAt, content }: PollState): Promise<PollResults['quiz']> {
  const sealed = content && (await openContent(ctx, { id, expiresAt, content }))
  if (sealed?.kind !== 'poll' || sealed.poll.correct === undefined) return null
  const { correct, explanation } = sealed.poll
  const translations = (sealed.variants ?? []).flatMap(({ language, poll }) =>
    poll?.explanation ? [{ language, explanation: poll.explanation }] : [],
  )
  return { correct, explanation, translations }
}
