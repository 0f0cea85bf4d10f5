import type { Follow, FollowState } from '@carillon/contract'
import { and, eq, sql } from 'drizzle-orm'
import { channels } from '../channels/table.ts'
import { type Ctx, emitEvent, transact } from '../core/context.ts'
import type { Tx } from '../core/database.ts'
import { becomeFollower } from './become.ts'
import { renewCookie } from './cookie.ts'
import { getChannel, isFollowing, requireReadable } from './reading.ts'
import { follows } from './table.ts'

/** Follows for whoever holds the cookie of this very request, and for nobody else: no input names a follower. */
export async function follow(ctx: Ctx, input: Follow): Promise<FollowState> {
  ctx.limiter.take('follow', ctx.addressPrefix)
  const channel = await getChannel(ctx, input)
  const follower = becomeFollower(ctx)
  const now = ctx.now()
  await transact(
    ctx,
    async (tx) => {
      follower.write(tx)
      const made = await tx
        .insert(follows)
        .values({ followerId: follower.id, channelId: channel.id, followedAt: now, readAt: now })
        .onConflictDoNothing()
        .returning({ at: follows.followedAt })
      if (made.length === 0) return
      await count(tx, channel.id, 1)
      await emitEvent(ctx, tx, 'channel.followed', channel.id)
    },
    { group: true },
  )
  follower.tell()
  ctx.live.mine(follower.id)
  return { handle: channel.handle, following: true }
}

/** Follows all of these for whoever holds the cookie of this very request. */
export async function followAll(ctx: Ctx, channelIds: string[]): Promise<void> {
  const follower = becomeFollower(ctx)
  const now = ctx.now()
  await transact(ctx, async (tx) => {
    follower.write(tx)
    for (const channelId of channelIds) {
      const [made] = ctx.db.run(tx, FOLLOW, [follower.id, channelId, now, now])
      if (!made) continue
      await count(tx, channelId, 1)
      await emitEvent(ctx, tx, 'channel.followed', channelId)
    }
  })
  follower.tell()
  ctx.live.mine(follower.id)
}

const FOLLOW = `INSERT INTO follows (follower_id, channel_id, followed_at, read_at) VALUES (?, ?, ?, ?)
  ON CONFLICT DO NOTHING RETURNING 1`

/**
 * What one follower follows is followed by another one too, who is the same person: of what both follow is kept what
 * was read further, muted and pinned. The first one's follows go with them.
 */
export async function mergeFollows(ctx: Ctx, tx: Tx, from: string, into: string): Promise<void> {
  for (const [channelId] of ctx.db.run(tx, FOLLOWED_BY_BOTH, [from, into])) {
    await count(tx, channelId as string, -1)
    await emitEvent(ctx, tx, 'channel.unfollowed', channelId as string)
  }
  ctx.db.run(tx, MERGE, [into, from])
}

const FOLLOWED_BY_BOTH = `SELECT channel_id FROM follows WHERE follower_id = ?
  INTERSECT SELECT channel_id FROM follows WHERE follower_id = ?`
const MERGE = `INSERT INTO follows (follower_id, channel_id, followed_at, read_at, muted_until, pinned_at, notify)
  SELECT ?, channel_id, followed_at, read_at, muted_until, pinned_at, notify FROM follows WHERE follower_id = ?
  ON CONFLICT (follower_id, channel_id) DO UPDATE SET
    followed_at = min(followed_at, excluded.followed_at),
    read_at = max(read_at, excluded.read_at),
    muted_until = nullif(max(coalesce(muted_until, 0), coalesce(excluded.muted_until, 0)), 0),
    pinned_at = coalesce(pinned_at, excluded.pinned_at),
    notify = min(notify, excluded.notify)`

export async function unfollow(ctx: Ctx, handle: string): Promise<FollowState> {
  const channel = await requireReadable(ctx, handle)
  const { followerId } = ctx
  if (followerId) {
    await transact(
      ctx,
      async (tx) => {
        const gone = await tx
          .delete(follows)
          .where(and(eq(follows.followerId, followerId), eq(follows.channelId, channel.id)))
          .returning({ at: follows.followedAt })
        if (gone.length === 0) return
        await count(tx, channel.id, -1)
        await emitEvent(ctx, tx, 'channel.unfollowed', channel.id)
      },
      { group: true },
    )
    ctx.live.mine(followerId)
  }
  return { handle: channel.handle, following: false }
}

export async function getFollowState(ctx: Ctx, handle: string): Promise<FollowState> {
  const channel = await requireReadable(ctx, handle)
  renewCookie(ctx)
  return { handle: channel.handle, following: await isFollowing(ctx, channel.id) }
}

async function count(tx: Tx, channelId: string, change: 1 | -1): Promise<void> {
  await tx
    .update(channels)
    .set({ followers: sql`${channels.followers} + ${change}` })
    .where(eq(channels.id, channelId))
}
