import type { PollResults, Vote } from '@carillon/contract'
import type { ChannelRow } from '../channels/authority.ts'
import { type Core, type Ctx, transact } from '../core/context.ts'
import type { Tx } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { becomeFollower } from '../follows/become.ts'
import { requireReadable } from '../follows/reading.ts'
import { postState } from '../posts/read.ts'
import type { PollRules } from '../posts/table.ts'
import { bitsOf, voterOf } from './ballot.ts'
import { readResults } from './results.ts'
import { countVote } from './tally.ts'

/**
 * Votes for whoever holds the cookie of this very request, and for nobody else; the first vote makes the follower. The
 * vote and the counts it changes are one transaction, which many votes share.
 */
export async function vote(ctx: Ctx, input: Vote): Promise<PollResults> {
  // Somebody known has a measure of their own, so that behind a shared address nobody is held up by another.
  if (ctx.followerId) ctx.limiter.take('vote', ctx.followerId)
  else ctx.limiter.take('first_vote', ctx.addressPrefix)
  const channel = await requireReadable(ctx, input.handle)
  const chosen = bitsOf(input.options)
  const isWithdrawnByNobody = chosen === 0 && !ctx.followerId
  if (!isWithdrawnByNobody) await cast(ctx, channel, input, chosen)
  const [results] = await readResults(ctx, channel, [input.postId])
  if (!results) throw await missing(ctx, channel, input.postId)
  return results
}

async function cast(ctx: Ctx, channel: ChannelRow, input: Vote, chosen: number): Promise<void> {
  const { postId, seen } = input
  const follower = becomeFollower(ctx)
  const voter = voterOf(ctx, postId, follower.id)
  await transact(
    ctx,
    async (tx) => {
      const poll = findPoll(ctx, tx, channel.id, postId, voter, follower.id)
      if (!poll) throw await missing(ctx, channel, postId)
      const { rules, before } = poll
      if (rules.mode !== 'multiple' && input.options.some((option) => option !== input.options[0])) {
        throw new AppError('polls.one_option')
      }
      if (chosen >= 1 << rules.options) throw new AppError('polls.no_option')
      // Sent twice, it is one vote.
      if (chosen === before) return
      if (rules.closesAt <= ctx.now()) throw new AppError('polls.closed')
      if (seen !== undefined && seen !== poll.editedAt) throw new AppError('polls.changed')
      if (rules.voters === 'followers' && !poll.followedBefore) throw new AppError('polls.followers_only')
      if (before !== 0 && !rules.changeable) throw new AppError('polls.final')
      follower.write(tx)
      countVote(ctx, tx, { postId, voter, before, chosen })
    },
    { group: true },
  )
  if (chosen !== 0) follower.tell()
}

function findPoll(ctx: Core, tx: Tx, channelId: string, postId: string, voter: string, followerId: string) {
  const [found] = ctx.db.run(tx, FIND_POLL, [voter, followerId, postId, channelId, ctx.now()])
  if (!found) return null
  const [rules, editedAt, before, followedBefore] = found
  return {
    rules: JSON.parse(rules as string) as PollRules,
    editedAt: editedAt as number | null,
    before: (before ?? 0) as number,
    followedBefore: followedBefore === 1,
  }
}

const FIND_POLL = `SELECT poll, edited_at,
  (SELECT options FROM votes WHERE post_id = posts.id AND voter = ?),
  (SELECT followed_at < published_at FROM follows WHERE follower_id = ? AND channel_id = posts.channel_id)
  FROM posts WHERE id = ? AND channel_id = ? AND expires_at > ? AND poll IS NOT NULL`

/** Why there is no poll to vote in. */
async function missing(ctx: Ctx, channel: ChannelRow, postId: string): Promise<AppError> {
  const state = await postState(ctx, channel, postId)
  if (state === 'live') return new AppError('polls.not_found')
  return new AppError(state === 'expired' ? 'posts.expired' : 'posts.not_found')
}
