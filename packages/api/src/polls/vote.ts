import type { PollResults, Vote } from '@carillon/contract'
import { type ChannelRow, hasRole } from '../channels/authority.ts'
import type { Ctx } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { becomeFollower } from '../follows/become.ts'
import { requireReadable } from '../follows/reading.ts'
import { postState } from '../posts/read.ts'
import { bitsOf, optionsIn, voterOf } from './ballot.ts'
import { readResults } from './results.ts'
import { toResults } from './state.ts'

/**
 * Votes for whoever holds the cookie of this very request, and for nobody else; the first vote makes the follower. The
 * vote and the counts it changes are one transaction, which many votes share.
 */
export async function vote(ctx: Ctx, input: Vote): Promise<PollResults> {
  if (ctx.followerId) ctx.limiter.take('vote', ctx.followerId)
  const channel = await requireReadable(ctx, input.handle)
  const chosen = bitsOf(input.options)
  const isWithdrawnByNobody = chosen === 0 && !ctx.followerId
  const results = isWithdrawnByNobody
    ? (await readResults(ctx, channel, [input.postId]))[0]
    : await cast(ctx, channel, input, chosen)
  if (!results) throw await missing(ctx, channel, input.postId)
  return results
}

async function cast(ctx: Ctx, channel: ChannelRow, input: Vote, chosen: number): Promise<PollResults | null> {
  const { postId, seen } = input
  const { id: followerId, write, tell } = becomeFollower(ctx)
  const voter = voterOf(ctx, postId, followerId)
  const counted = await ctx.ballots.add({ channelId: channel.id, postId, voter, followerId, chosen, seen, write })
  if (!counted) return null
  if (chosen !== 0) tell()
  ctx.live.counted(channel.id, postId)
  const isTeam = await hasRole(ctx, channel.id, 'analyst', 'read')
  return toResults(ctx, counted.state, { isTeam, mine: optionsIn(chosen), followedBefore: counted.followedBefore })
}

/** Why there is no poll to vote in. */
async function missing(ctx: Ctx, channel: ChannelRow, postId: string): Promise<AppError> {
  const state = await postState(ctx, channel, postId)
  if (state === 'live') return new AppError('polls.not_found')
  return new AppError(state === 'expired' ? 'posts.expired' : 'posts.not_found')
}
