import type { FollowedChannel, ListUpdates, MarkRead, Updates } from '@carillon/contract'
import { and, desc, eq, gt, lt, sql } from 'drizzle-orm'
import { channels } from '../channels/table.ts'
import { avatarPath } from '../channels/view.ts'
import { type Ctx, transact } from '../core/context.ts'
import { requireReadable } from '../follows/reading.ts'
import { follows } from '../follows/table.ts'
import { toPost } from '../posts/content.ts'
import { after, toPage } from '../posts/list.ts'
import { posts } from '../posts/table.ts'

/** Nobody reads "347 unread"; counting stops where the number stops meaning anything. */
const MOST_UNREAD = 100

export async function listUpdates(ctx: Ctx, input: ListUpdates): Promise<Updates> {
  const { followerId } = ctx
  if (!followerId) return { channels: [], items: [], nextCursor: null }
  const now = ctx.now()
  const rows = await ctx.db.read
    .select({ post: posts, handle: channels.handle, language: channels.language })
    .from(follows)
    .innerJoin(posts, eq(posts.channelId, follows.channelId))
    .innerJoin(channels, eq(channels.id, follows.channelId))
    .where(and(eq(follows.followerId, followerId), gt(posts.expiresAt, now), after(input.cursor)))
    .orderBy(desc(posts.publishedAt), desc(posts.id))
    .limit(input.limit + 1)
  const byPost = new Map(rows.map((row) => [row.post.id, row]))
  const page = await toPage(
    rows.map((row) => row.post),
    input.limit,
    (post) => toPost(ctx, byPost.get(post.id)!, post),
  )
  return { ...page, channels: await listFollowed(ctx, followerId) }
}

async function listFollowed(ctx: Ctx, followerId: string): Promise<FollowedChannel[]> {
  const unread = sql<number>`(SELECT count(*) FROM (SELECT 1 FROM ${posts}
    WHERE ${posts.channelId} = ${follows.channelId} AND ${posts.publishedAt} > ${follows.readAt}
    AND ${posts.expiresAt} > ${ctx.now()} LIMIT ${MOST_UNREAD}))`
  const rows = await ctx.db.read
    .select({ channel: channels, follow: follows, unread })
    .from(follows)
    .innerJoin(channels, eq(channels.id, follows.channelId))
    .where(eq(follows.followerId, followerId))
    .orderBy(desc(sql`coalesce(${channels.lastPostAt}, 0)`), desc(follows.followedAt))
  return rows.map(({ channel, follow, unread: count }) => ({
    ...channel,
    avatar: avatarPath(channel.avatar),
    unread: count,
    readAt: follow.readAt,
    followedAt: follow.followedAt,
    mutedUntil: follow.mutedUntil,
    pinned: follow.pinnedAt !== null,
    notify: follow.notify,
    lastPost: null,
  }))
}

/** Read state only moves forward, and never past the present. */
export async function markRead(ctx: Ctx, input: MarkRead): Promise<void> {
  const { followerId } = ctx
  if (!followerId) return
  const channel = input.handle === undefined ? null : await requireReadable(ctx, input.handle)
  const readAt = Math.min(input.readAt, ctx.now())
  const mine = and(eq(follows.followerId, followerId), lt(follows.readAt, readAt))
  const which = channel ? and(mine, eq(follows.channelId, channel.id)) : mine
  await transact(ctx, (tx) => tx.update(follows).set({ readAt }).where(which), { group: true })
}
