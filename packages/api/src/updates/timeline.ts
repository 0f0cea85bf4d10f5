import type { ListUpdates, PostPage } from '@carillon/contract'
import { getTableColumns, sql } from 'drizzle-orm'
import type { Ctx } from '../core/context.ts'
import { hotQuery } from '../core/hot.ts'
import { toPost } from '../posts/content.ts'
import { placeOf, toPage } from '../posts/list.ts'
import { posts } from '../posts/table.ts'

/** The posts of all followed channels together, newest first. */
export async function listTimeline(ctx: Ctx, followerId: string, input: ListUpdates): Promise<PostPage> {
  const { publishedAt, id } = input.cursor === undefined ? END : placeOf(input.cursor)
  const rows = PAGE(ctx.db, { followerId, now: ctx.now(), publishedAt, id, limit: input.limit + 1 })
  const channelIds = JSON.stringify([...new Set(rows.map((row) => row.channelId))])
  const channels = new Map(
    ctx.db.rows(CHANNELS, [channelIds]).map(([of, handle, language]) => {
      return [of, { handle: handle as string, language: language as string | null }]
    }),
  )
  return toPage(rows, input.limit, (row) => toPost(ctx, channels.get(row.channelId)!, row))
}

/** Behind everything. */
const END = { publishedAt: Number.MAX_SAFE_INTEGER, id: '' }

const CHANNELS = 'SELECT id, handle, language FROM channels WHERE id IN (SELECT value FROM json_each(?))'

const columns = Object.values(getTableColumns(posts)).map((column) => `post."${column.name}"`)
const value = (name: string) => ({ placeholder: sql.placeholder(name) })
const LIVE = 'expires_at > ?1 AND (published_at, id) < (?2, ?3) ORDER BY published_at DESC, id DESC'

/**
 * What it costs follows from how many channels are followed, never from how many posts they have: the newest post of
 * each is sought by its index; only those whose newest is among the newest of all can be on the page, and of each of
 * them no more than a page is looked at.
 */
const PAGE = hotQuery(posts, () => ({
  toSQL: () => ({
    sql: `WITH newest AS MATERIALIZED (
        SELECT channel_id AS of, (SELECT published_at FROM posts WHERE channel_id = follows.channel_id AND ${LIVE} LIMIT 1) AS at
        FROM follows WHERE follower_id = ?4),
      oldest AS MATERIALIZED (SELECT at FROM newest WHERE at IS NOT NULL ORDER BY at DESC LIMIT 1 OFFSET ?5 - 1)
      SELECT ${columns.join(', ')} FROM newest CROSS JOIN posts AS post ON post.rowid IN (
        SELECT rowid FROM posts WHERE channel_id = newest.of AND published_at >= coalesce((SELECT at FROM oldest), 0)
        AND ${LIVE} LIMIT ?5)
      WHERE newest.at >= coalesce((SELECT at FROM oldest), 0)
      ORDER BY post.published_at DESC, post.id DESC LIMIT ?5`,
    params: ['now', 'publishedAt', 'id', 'followerId', 'limit'].map((name) => value(name).placeholder),
  }),
}))
