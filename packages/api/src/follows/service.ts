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
  let isNew = false
  await transact(
    ctx,
    async (tx) => {
      follower.write(tx)
      const made = await tx
        .insert(follows)
        .values({ followerId: follower.id, channelId: channel.id, followedAt: now, readAt: now })
        .onConflictDoNothing()
        .returning({ at: follows.followedAt })
      isNew = made.length > 0
      if (!isNew) return
      await count(tx, channel.id, 1)
      await emitEvent(ctx, tx, 'channel.followed', channel.id)
    },
    { group: true },
  )
  if (isNew) countFollow(ctx, channel.id, input)
  follower.tell()
  ctx.live.mine(follower.id)
  return { handle: channel.handle, following: true }
}

/** Follows all of these for whoever holds the cookie of this very request. */
export async function followAll(ctx: Ctx, channelIds: string[]): Promise<void> {
  const follower = becomeFollower(ctx)
  const now = ctx.now()
  const followed: string[] = []
  await transact(ctx, async (tx) => {
    follower.write(tx)
    for (const channelId of channelIds) {
      const [made] = ctx.db.run(tx, FOLLOW, [follower.id, channelId, now, now])
      if (!made) continue
      followed.push(channelId)
      await count(tx, channelId, 1)
      await emitEvent(ctx, tx, 'channel.followed', channelId)
    }
  })
  for (const channelId of followed) countFollow(ctx, channelId, {})
  follower.tell()
  ctx.live.mine(follower.id)
}

const FOLLOW = `INSERT INTO follows (follower_id, channel_id, followed_at, read_at) VALUES (?, ?, ?, ?)
  ON CONFLICT DO NOTHING RETURNING 1`

/**
 * What one follower follows is followed by another one too, who is the same person: of what both follow is kept what
 * was read further, muted and pinned. The first one's follows go with them. Answers the channels that both followed.
 */
export async function mergeFollows(ctx: Ctx, tx: Tx, from: string, into: string): Promise<string[]> {
  const twice = ctx.db.run(tx, FOLLOWED_BY_BOTH, [from, into]).map(([channelId]) => channelId as string)
  for (const channelId of twice) {
    await count(tx, channelId, -1)
    await emitEvent(ctx, tx, 'channel.unfollowed', channelId)
  }
  ctx.db.run(tx, MERGE, [into, from])
  return twice
}

function countFollow(ctx: Ctx, channelId: string, { visit, postId }: Partial<Pick<Follow, 'visit' | 'postId'>>): void {
  const { source = 'link', language, country } = visit ?? {}
  // A post that isn't live here brought nobody, whatever is said of it.
  const isLive = postId !== undefined && ctx.db.row(FIND_LIVE, [postId, channelId, ctx.now()]) !== undefined
  const place = { channelId, postId: isLive ? postId : null }
  ctx.counter.followed(place, { source, language, country: ctx.country ?? country })
}

const FIND_LIVE = 'SELECT 1 FROM posts WHERE id = ? AND channel_id = ? AND expires_at > ?'

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
    let isOver = false
    await transact(
      ctx,
      async (tx) => {
        const gone = await tx
          .delete(follows)
          .where(and(eq(follows.followerId, followerId), eq(follows.channelId, channel.id)))
          .returning({ at: follows.followedAt })
        isOver = gone.length > 0
        if (!isOver) return
        await count(tx, channel.id, -1)
        await emitEvent(ctx, tx, 'channel.unfollowed', channel.id)
      },
      { group: true },
    )
    if (isOver) ctx.counter.unfollowed(channel.id)
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
