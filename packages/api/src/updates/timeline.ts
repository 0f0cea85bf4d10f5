import type { ListUpdates, PostPage } from '@carillon/contract'
import { getTableColumns, inArray, sql } from 'drizzle-orm'
import type { Ctx } from '../core/context.ts'
import { hotQuery } from '../core/hot.ts'
import { type PostRow, toPost } from '../posts/content.ts'
import { placeOf, toPage } from '../posts/list.ts'
import { posts } from '../posts/table.ts'
import { FIRST_PAGE } from './head.ts'
import type { Head } from './heads.ts'

/** The posts of all followed channels together, newest first. */
export function listTimeline(ctx: Ctx, followerId: string, heads: Head[], input: ListUpdates): Promise<PostPage> {
  const wanted = input.limit + 1
  const isFirst = input.cursor === undefined && input.limit <= FIRST_PAGE
  const first = isFirst ? readFirst(ctx, heads, wanted) : null
  if (first) {
    const channels = new Map(heads.map(({ channel, language }) => [channel.id, { handle: channel.handle, language }]))
    return toPage(first, input.limit, (row) => toPost(ctx, channels.get(row.channelId)!, row))
  }
  const rows = readBehind(ctx, followerId, input.cursor, wanted)
  const channels = readChannels(ctx, new Set(rows.map((row) => row.channelId)))
  return toPage(rows, input.limit, (row) => toPost(ctx, channels.get(row.channelId)!, row))
}

function readChannels(ctx: Ctx, ids: Set<string>): Map<string, { handle: string; language: string | null }> {
  const rows = ctx.db.rows(CHANNELS, [JSON.stringify([...ids])]) as [id: string, handle: string, string | null][]
  return new Map(rows.map(([id, handle, language]) => [id, { handle, language }]))
}

const CHANNELS = 'SELECT id, handle, language FROM channels WHERE id IN (SELECT value FROM json_each(?))'

/** The heads of the channels tell which posts are the newest; `null` if one of those went meanwhile. */
function readFirst(ctx: Ctx, heads: Head[], wanted: number): PostRow[] | null {
  const newest = heads.map(({ times }) => times[0] ?? 0).toSorted((a, b) => b - a)
  const oldest = newest[wanted - 1] ?? 0
  const page: Place[] = []
  for (const { times, ids } of heads) {
    for (let at = 0; at < ids.length && times[at]! >= oldest; at += 1)
      page.push({ id: ids[at]!, publishedAt: times[at]! })
  }
  page.sort(byAge).splice(wanted)
  const rows = BY_ID(ctx.db, { ids: JSON.stringify(page.map(({ id }) => id)) })
  return rows.length === page.length ? rows.toSorted(byAge) : null
}

type Place = { id: string; publishedAt: number }
const byAge = (a: Place, b: Place) => b.publishedAt - a.publishedAt || (a.id < b.id ? 1 : -1)

const BY_ID = hotQuery(posts, (query) =>
  query
    .select()
    .from(posts)
    .where(inArray(posts.id, sql`(SELECT value FROM json_each(${sql.placeholder('ids')}))`)),
)

function readBehind(ctx: Ctx, followerId: string, cursor: string | undefined, wanted: number): PostRow[] {
  const { publishedAt, id } = cursor === undefined ? START : placeOf(cursor)
  return BEHIND(ctx.db, { now: ctx.now(), publishedAt, id, followerId, wanted })
}

/** Before everything. */
const START = { publishedAt: Number.MAX_SAFE_INTEGER, id: '' }
const LIVE = 'expires_at > ?1 AND (published_at, id) < (?2, ?3) ORDER BY published_at DESC, id DESC'

/**
 * What it costs follows from how many channels are followed, never from how many posts they have: the newest post of
 * each is sought by its index; only those whose newest is among the newest of all can be on the page, and of each of
 * them no more than a page is looked at.
 */
const BEHIND = hotQuery(posts, () => ({
  toSQL: () => ({
    sql: `WITH newest AS MATERIALIZED (SELECT channel_id AS of,
        (SELECT published_at FROM posts WHERE channel_id = follows.channel_id AND ${LIVE} LIMIT 1) AS at
        FROM follows WHERE follower_id = ?4),
      oldest AS MATERIALIZED (SELECT at FROM newest WHERE at IS NOT NULL ORDER BY at DESC LIMIT 1 OFFSET ?5 - 1)
      SELECT ${columnsOf('post')} FROM newest CROSS JOIN posts AS post ON post.rowid IN (SELECT rowid FROM posts
        WHERE channel_id = newest.of AND published_at >= coalesce((SELECT at FROM oldest), 0) AND ${LIVE} LIMIT ?5)
      WHERE newest.at >= coalesce((SELECT at FROM oldest), 0)
      ORDER BY post.published_at DESC, post.id DESC LIMIT ?5`,
    params: ['now', 'publishedAt', 'id', 'followerId', 'wanted'].map((name) => sql.placeholder(name)),
  }),
}))

function columnsOf(table: string): string {
  return Object.values(getTableColumns(posts))
    .map(({ name }) => `${table}."${name}"`)
    .join(', ')
}
