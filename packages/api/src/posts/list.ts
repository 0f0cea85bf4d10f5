import type { LatePosts, ListPosts, Post, PostPage } from '@carillon/contract'
import { and, desc, eq, gt, isNotNull, lt, or, sql, type SQL } from 'drizzle-orm'
import { type ChannelRow, requireRole } from '../channels/authority.ts'
import type { Ctx } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { hotQuery } from '../core/hot.ts'
import { requireReadable } from '../follows/reading.ts'
import { type PostRow, toPost } from './content.ts'
import { posts } from './table.ts'

/** After a day without a server there may be many; the newest are on the team's first pages. */
const LATE_POSTS = 200

/** A channel's live posts, newest first. */
export async function listLivePosts(ctx: Ctx, input: ListPosts): Promise<PostPage> {
  const channel = await requireReadable(ctx, input.handle)
  const rows = input.cursor
    ? await ctx.db.read
        .select()
        .from(posts)
        .where(and(eq(posts.channelId, channel.id), gt(posts.expiresAt, ctx.now()), after(input.cursor)))
        .orderBy(desc(posts.publishedAt), desc(posts.id))
        .limit(input.limit + 1)
    : FIRST_POSTS(ctx.db, { channelId: channel.id, now: ctx.now(), limit: input.limit + 1 })
  if (!input.cursor) shareWithAll(ctx, channel, rows)
  return toPage(rows, input.limit, (row) => toPost(ctx, channel, row))
}

/** Nothing in a channel's list depends on who reads it; an invite-only one's is for few all the same. */
export function shareWithAll(ctx: Ctx, channel: ChannelRow, rows: PostRow[]): void {
  if (channel.access === 'open') ctx.sharing.add(channel.id, Math.min(...rows.map((row) => row.expiresAt)))
}

/** What most requests ask for. */
export const FIRST_POSTS = hotQuery(posts, (query) =>
  query
    .select()
    .from(posts)
    .where(and(eq(posts.channelId, sql.placeholder('channelId')), gt(posts.expiresAt, sql.placeholder('now'))))
    .orderBy(desc(posts.publishedAt), desc(posts.id))
    .limit(sql.placeholder('limit')),
)

export async function listPinnedPosts(ctx: Ctx, handle: string): Promise<{ items: Post[] }> {
  const channel = await requireReadable(ctx, handle)
  const rows = await ctx.db.read
    .select()
    .from(posts)
    .where(and(eq(posts.channelId, channel.id), gt(posts.expiresAt, ctx.now()), isNotNull(posts.pinnedAt)))
    .orderBy(desc(posts.pinnedAt))
  shareWithAll(ctx, channel, rows)
  return { items: await Promise.all(rows.map((row) => toPost(ctx, channel, row))) }
}

/** Which of a channel's live posts went out late, for its team. */
export async function listLatePosts(ctx: Ctx, handle: string): Promise<LatePosts> {
  const channel = await requireRole(ctx, handle, 'editor', 'publish')
  const rows = await ctx.db.read
    .select({ postId: posts.id, lateMs: posts.lateMs })
    .from(posts)
    .where(and(eq(posts.channelId, channel.id), gt(posts.expiresAt, ctx.now()), isNotNull(posts.lateMs)))
    .orderBy(desc(posts.publishedAt), desc(posts.id))
    .limit(LATE_POSTS)
  return { items: rows.map(({ postId, lateMs }) => ({ postId, lateMs: lateMs ?? 0 })) }
}

/** Of `limit + 1` rows, a page and where the next one begins. */
export async function toPage<Row extends { publishedAt: number; id: string }>(
  rows: Row[],
  limit: number,
  open: (row: Row) => Promise<Post>,
): Promise<PostPage> {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: await Promise.all(page.map(open)),
    nextCursor: rows.length > limit && last ? `${last.publishedAt}.${last.id}` : null,
  }
}

/** Posts that stand behind a cursor; a place by time and id, so that what is published meanwhile shifts nothing. */
export function after(cursor: string | undefined): SQL | undefined {
  if (cursor === undefined) return undefined
  const { publishedAt, id } = placeOf(cursor)
  return or(lt(posts.publishedAt, publishedAt), and(eq(posts.publishedAt, publishedAt), lt(posts.id, id)))
}

/** The post that a cursor stands behind. */
export function placeOf(cursor: string): { publishedAt: number; id: string } {
  const [, time, id] = /^(\d{1,16})\.(pst_[0-9a-z]{26})$/.exec(cursor) ?? []
  if (!time || !id) throw new AppError('input.invalid', { cursor: 'input.invalid' })
  return { publishedAt: Number(time), id }
}
