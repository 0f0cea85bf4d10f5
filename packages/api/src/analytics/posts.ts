import type { ListPostFigures, PostFigures, PostFiguresPage } from '@carillon/contract'
import type { PostKind } from '@carillon/contract/lists'
import { requireRole } from '../channels/authority.ts'
import type { Core, Ctx } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { excerptsOf } from './excerpts.ts'
import { addAll, type Counts, unpack } from './counts.ts'
import { type DaySpan } from './days.ts'
import { startOf } from './counting.ts'

/** Posts of which the most seen are looked for. */
const MOST = 5
/** Posts that another is compared with. */
const AT_ONCE = 100

export type PostRecord = { id: number; postId: string; kind: PostKind; publishedAt: number; counts: Counts }

/** Numbers of all posts of the channel, the newest first. */
export async function listPostFigures(ctx: Ctx, { handle, limit, cursor }: ListPostFigures): Promise<PostFiguresPage> {
  const channel = await requireRole(ctx, handle, 'analyst', 'read')
  const [publishedAt, id] = cursor === undefined ? [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER] : placeIn(cursor)
  const records = toRecords(ctx, ctx.db.rows(PAGE, [channel.id, publishedAt, id, limit + 1]))
  const shown = records.slice(0, limit)
  const last = shown.at(-1)
  const nextCursor = records.length > limit && last ? `${last.publishedAt}.${last.id}` : null
  return { items: await toFigures(ctx, channel.id, shown), nextCursor }
}

function placeIn(cursor: string): [number, number] {
  const [, publishedAt, id] = /^(\d{1,15})\.(\d{1,15})$/.exec(cursor) ?? []
  if (id === undefined) throw new AppError('input.invalid', { cursor: 'input.invalid' })
  return [Number(publishedAt), Number(id)]
}

export async function topPosts(ctx: Ctx, channelId: string, span: DaySpan): Promise<PostFigures[]> {
  const rows = ctx.db.rows(MOST_SEEN, [channelId, startOf(span.from), startOf(span.to + 1), MOST])
  return toFigures(ctx, channelId, toRecords(ctx, rows))
}

/** How many posts were published, and how often these have been seen until now. For `null`, of the whole instance. */
export function viewsOfPublished(
  { db }: Core,
  channelId: string | null,
  { from, to }: DaySpan,
): { posts: number; views: number } {
  const times = [startOf(from), startOf(to + 1)]
  const found = channelId === null ? db.row(VIEWS_OF_ALL, times) : db.row(VIEWS_OF_CHANNEL, [channelId, ...times])
  return { posts: Number(found![0]), views: Number(found![1]) }
}

/** The last ones that were published before a post. */
export function publishedBefore(ctx: Core, channelId: string, instant: number, since: number): PostRecord[] {
  return toRecords(ctx, ctx.db.rows(PUBLISHED, [channelId, since, instant, AT_ONCE]))
}

export function findRecord(ctx: Core, channelId: string, postId: string): PostRecord | null {
  const [found] = ctx.db.rows(ONE, [postId, channelId])
  // One that was published a moment ago isn't among the counted ones yet.
  const row = found ?? ctx.db.row(NEW, [postId, channelId, ctx.now()])
  return row ? toRecords(ctx, [row])[0]! : null
}

/** With all that was counted of it on all days. */
function toRecords(ctx: Core, rows: unknown[][]): PostRecord[] {
  const { counting } = ctx.counter
  return rows.map(([id, key, kind, publishedAt, days]) => {
    const counts: Counts = new Map()
    const recent = counting.recent(key as string)
    for (const [day, hex] of JSON.parse(days as string) as [number, string][]) {
      if (!recent.has(day)) addAll(counts, unpack(counting.names, Buffer.from(hex, 'hex')))
    }
    for (const unwritten of recent.values()) addAll(counts, unwritten)
    return { id: Number(id), postId: key as string, kind: kind as PostKind, publishedAt: Number(publishedAt), counts }
  })
}

export async function toFigures(ctx: Ctx, channelId: string, records: PostRecord[]): Promise<PostFigures[]> {
  const excerpts = await excerptsOf(
    ctx,
    channelId,
    records.map(({ postId }) => postId),
  )
  return records.map(({ postId, kind, publishedAt, counts }) => {
    const of = (name: string) => Math.round(counts.get(name) ?? 0)
    return {
      postId,
      kind,
      publishedAt,
      excerpt: excerpts.get(postId) ?? null,
      views: of('views'),
      reactions: of('reactions'),
      votes: of('votes'),
      forwards: of('forwards'),
      clicks: of('clicks'),
      gained: of('gained'),
    }
  })
}

/** Bytes travel as text: the driver's work is by the value. */
const RECORD = `id, key, kind, published_at, (SELECT json_group_array(json_array(day, hex(counts)))
  FROM count_days WHERE subject_id = count_subjects.id)`
const OF_CHANNEL = 'FROM count_subjects WHERE channel_id = ? AND published_at IS NOT NULL'
const PAGE = `SELECT ${RECORD} ${OF_CHANNEL} AND (published_at, id) < (?, ?) ORDER BY published_at DESC, id DESC LIMIT ?`
const PUBLISHED = `SELECT ${RECORD} ${OF_CHANNEL} AND published_at >= ? AND published_at < ?
  ORDER BY published_at DESC LIMIT ?`
const MOST_SEEN = `SELECT ${RECORD} ${OF_CHANNEL} AND published_at >= ? AND published_at < ?
  ORDER BY views DESC, id DESC LIMIT ?`
const NEW = `SELECT 0, id, kind, published_at, '[]' FROM posts WHERE id = ? AND channel_id = ? AND expires_at > ?`
const ONE = `SELECT ${RECORD} FROM count_subjects WHERE key = ? AND channel_id = ?`
const SUM_VIEWS = 'SELECT count(*), coalesce(sum(views), 0) FROM count_subjects WHERE'
const VIEWS_OF_CHANNEL = `${SUM_VIEWS} channel_id = ? AND published_at >= ? AND published_at < ?`
const VIEWS_OF_ALL = `${SUM_VIEWS} published_at >= ? AND published_at < ?`
