import { Batch } from '../core/batch.ts'
import type { Core } from '../core/context.ts'
import type { Tx } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import type { PollRules } from '../posts/table.ts'
import { isMultiple } from './ballot.ts'
import { type PollState, STATE_OF_POLL, stateOf } from './state.ts'
import { Tally } from './tally.ts'

export type Ballot = {
  channelId: string
  postId: string
  voter: string
  followerId: string
  /** A bit for each option. */
  chosen: number
  /** The post's `editedAt` as the voter saw it, if they say. */
  seen: number | null | undefined
  /** Brings the voter into being, if this is the first that they do. */
  write: (tx: Tx) => void
}

/** What the poll has come to after it, and whether the voter followed before it was published. */
export type Counted = { state: PollState; followedBefore: boolean }

type Needs = Pick<Core, 'db' | 'now' | 'forgotten' | 'counter'>

/** Counts votes by the hundred; answers `null` where there is no such poll, or no such voter any more. */
export function createBallots(deps: Needs): Batch<Ballot, Counted | null> {
  return new Batch(deps.db, (tx, all, afterwards) => {
    const answers = new Map<Ballot, Counted | AppError | null>()
    const present = all.filter(({ followerId }) => !deps.forgotten.has(followerId))
    for (const ofPoll of Map.groupBy(present, ({ channelId, postId }) => `${channelId} ${postId}`).values()) {
      const tally = countBallots(deps, tx, ofPoll, answers)
      if (tally) afterwards.push(() => deps.counter.voted(ofPoll[0]!, tally.changed.voters, tally.changed.options))
    }
    return all.map((ballot) => answers.get(ballot) ?? null)
  })
}

type Answers = Map<Ballot, Counted | AppError | null>

/** Votes in one poll: what all have in common is read and written once. */
function countBallots(deps: Needs, tx: Tx, ballots: Ballot[], answers: Answers): Tally | null {
  const run = (sql: string, params: unknown[]) => deps.db.run(tx, sql, params)
  const { channelId, postId } = ballots[0]!
  const [found] = run(FIND_POLL, [postId, channelId, deps.now()])
  if (!found) {
    for (const ballot of ballots) answers.set(ballot, null)
    return null
  }
  const poll = { rules: JSON.parse(found[0] as string) as PollRules, editedAt: found[1] as number | null }
  const before = new Map(run(FIND_VOTES, [postId, listOf(ballots, 'voter')]) as [voter: string, options: number][])
  const followers =
    poll.rules.voters === 'followers'
      ? new Set(run(FIND_FOLLOWERS, [postId, listOf(ballots, 'followerId')]).map(([id]) => id as string))
      : null
  const tally = new Tally(before)
  const counted: [Ballot, boolean][] = []
  for (const ballot of ballots) {
    const followedBefore = followers?.has(ballot.followerId) ?? false
    const refusal = refuse(deps, poll, ballot, tally.of(ballot.voter), followers === null || followedBefore)
    if (refusal) answers.set(ballot, refusal)
    else {
      if (tally.change(ballot.voter, ballot.chosen)) ballot.write(tx)
      counted.push([ballot, followedBefore])
    }
  }
  tally.write(run, postId, deps.now())
  const state = stateOf(run(STATE, [postId])[0]!)
  for (const [ballot, followedBefore] of counted) answers.set(ballot, { state, followedBefore })
  return tally
}

type Found = { rules: PollRules; editedAt: number | null }

function refuse(deps: Needs, poll: Found, ballot: Ballot, before: number, mayVote: boolean): AppError | null {
  const { rules } = poll
  const { chosen, seen } = ballot
  if (rules.mode !== 'multiple' && isMultiple(chosen)) return new AppError('polls.one_option')
  if (chosen >= 1 << rules.options) return new AppError('polls.no_option')
  // Sent twice, it is one vote.
  if (chosen === before) return null
  if (rules.closesAt <= deps.now()) return new AppError('polls.closed')
  if (seen !== undefined && seen !== poll.editedAt) return new AppError('polls.changed')
  if (!mayVote) return new AppError('polls.followers_only')
  return before !== 0 && !rules.changeable ? new AppError('polls.final') : null
}

const listOf = (ballots: Ballot[], name: 'voter' | 'followerId') => JSON.stringify(ballots.map((one) => one[name]))

const FIND_POLL = `SELECT poll, edited_at FROM posts
  WHERE id = ? AND channel_id = ? AND expires_at > ? AND poll IS NOT NULL`
const FIND_VOTES = `SELECT voter, options FROM votes WHERE post_id = ?
  AND voter IN (SELECT value FROM json_each(?))`
const FIND_FOLLOWERS = `SELECT follower_id FROM posts JOIN follows ON follows.channel_id = posts.channel_id
  WHERE posts.id = ? AND follower_id IN (SELECT value FROM json_each(?)) AND followed_at < published_at`
const STATE = `SELECT ${STATE_OF_POLL} FROM posts LEFT JOIN turnouts ON turnouts.post_id = posts.id WHERE posts.id = ?`
