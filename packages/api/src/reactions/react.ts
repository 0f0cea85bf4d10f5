import type { React, Reactions } from '@carillon/contract'
import type { ChannelRow } from '../channels/authority.ts'
import type { Ctx } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { becomeFollower } from '../follows/become.ts'
import { requireReadable } from '../follows/reading.ts'
import { postState } from '../posts/read.ts'
import { isOff, readReactions } from './list.ts'
import { reactorOf } from './reactor.ts'

/**
 * For whoever holds the cookie of this very request; the first reaction makes the follower. It may always be withdrawn,
 * also where the channel came to want others, or none.
 */
export async function react(ctx: Ctx, { handle, postId, emoji }: React): Promise<Reactions> {
  if (ctx.followerId) ctx.limiter.take('reaction', ctx.followerId)
  const channel = await requireReadable(ctx, handle)
  if (emoji !== null) assertAllowed(channel, emoji)
  else if (!ctx.followerId) return unchanged(ctx, channel, postId)
  const follower = becomeFollower(ctx)
  const reactor = reactorOf(ctx, postId, follower.id)
  const { id: followerId, write } = follower
  const counts = await ctx.reacting.add({ channelId: channel.id, postId, reactor, followerId, emoji, write })
  if (!counts) throw await missing(ctx, channel, postId)
  if (emoji !== null) follower.tell()
  ctx.live.counted(channel.id, postId)
  return { postId, counts: isOff(channel) ? [] : counts, mine: emoji }
}

function assertAllowed(channel: ChannelRow, emoji: string): void {
  if (isOff(channel)) throw new AppError('reactions.off')
  if (channel.reactions && !channel.reactions.includes(emoji)) throw new AppError('reactions.not_allowed')
}

async function unchanged(ctx: Ctx, channel: ChannelRow, postId: string): Promise<Reactions> {
  const [reactions] = readReactions(ctx, channel, [postId])
  if (!reactions) throw await missing(ctx, channel, postId)
  return reactions
}

async function missing(ctx: Ctx, channel: ChannelRow, postId: string): Promise<AppError> {
  return new AppError((await postState(ctx, channel, postId)) === 'expired' ? 'posts.expired' : 'posts.not_found')
}
