import type { ListUpdates, MarkRead, Updates } from '@carillon/contract'
import { and, eq, lt } from 'drizzle-orm'
import { type Ctx, transact } from '../core/context.ts'
import { renewCookie } from '../follows/cookie.ts'
import { requireReadable } from '../follows/reading.ts'
import { follows } from '../follows/table.ts'
import { readFollowed, toFollowedChannel } from './followed.ts'
import { listTimeline } from './timeline.ts'

export async function listUpdates(ctx: Ctx, input: ListUpdates): Promise<Updates> {
  const { followerId } = ctx
  if (!followerId) return { channels: [], items: [], nextCursor: null }
  renewCookie(ctx)
  const followed = input.cursor === undefined ? await readFollowed(ctx, followerId) : []
  const heads = followed.map(({ head }) => head)
  const page = await listTimeline(ctx, followerId, heads, input)
  return { ...page, channels: followed.map((one) => toFollowedChannel(ctx, one)) }
}

/** Read state only moves forward, and never past the present. */
export async function markRead(ctx: Ctx, input: MarkRead): Promise<void> {
  const { followerId } = ctx
  if (!followerId) return
  const channel = input.handle === undefined ? null : await requireReadable(ctx, input.handle)
  const readAt = Math.min(input.readAt, ctx.now())
  const mine = and(eq(follows.followerId, followerId), lt(follows.readAt, readAt))
  const which = channel ? and(mine, eq(follows.channelId, channel.id)) : mine
  const moved = await transact(
    ctx,
    (tx) => tx.update(follows).set({ readAt }).where(which).returning({ of: follows.channelId }),
    { group: true },
  )
  if (moved.length > 0) ctx.live.mine(followerId)
}
