import { excerptOf, inLanguage, languagesOf } from '@carillon/contract'
import { eq, sql } from 'drizzle-orm'
import { avatarPath } from '../channels/view.ts'
import type { Core } from '../core/context.ts'
import { hotQuery } from '../core/hot.ts'
import { openContent, toRead } from '../posts/content.ts'
import { posts } from '../posts/table.ts'
import type { Head } from './heads.ts'

/** Nobody reads "347 unread"; counting stops where the number stops meaning anything. */
const MOST_UNREAD = 100
/** Posts of a first page, and the one that shows that there are more. */
export const FIRST_PAGE = 20

/** Of those of the channels that there are. */
export async function headsOf(ctx: Core, channelIds: string[]): Promise<Map<string, Head>> {
  const heads = new Map<string, Head>()
  for (const id of channelIds) {
    const head = ctx.heads.find(id) ?? (await readAndKeep(ctx, id))
    if (head) heads.set(id, head)
  }
  return heads
}

async function readAndKeep(ctx: Core, channelId: string): Promise<Head | null> {
  const keep = ctx.heads.begin(channelId)
  const head = await readHead(ctx, channelId)
  if (head) keep(head)
  return head
}

async function readHead(ctx: Core, channelId: string): Promise<Head | null> {
  const [found] = ctx.db.rows(FIND_HEAD, [ctx.now(), MOST_UNREAD, channelId])
  if (!found) return null
  const [channel, live] = found.map((json) => JSON.parse(json as string) as unknown[])
  const [id, handle, name, avatar, language, verified, archived, reactions, sharing, lastPostAt] = channel!
  const newest = live as [publishedAt: number, id: string, expiresAt: number][]
  return {
    channel: {
      id: id as string,
      handle: handle as string,
      name: name as string,
      avatar: avatarPath(avatar as string | null),
      verified: verified === 1,
      archived: archived === 1,
      reactions: reactions as string[] | null,
      sharing: sharing === 1,
      lastPostAt: lastPostAt as number | null,
    },
    language: language as string | null,
    last: newest[0] ? await lastOf(ctx, newest[0][1], language as string | null) : null,
    times: newest.map(([publishedAt]) => publishedAt),
    ids: newest.slice(0, FIRST_PAGE + 1).map(([, postId]) => postId),
    until: Math.min(...newest.map(([, , expiresAt]) => expiresAt)),
  }
}

async function lastOf(ctx: Core, postId: string, language: string | null): Promise<Head['last']> {
  const [row] = POST(ctx.db, { postId })
  if (!row) return null
  const content = toRead(await openContent(ctx, row))
  const lines = languagesOf(content, language).map((one) => ({
    language: one,
    text: excerptOf(inLanguage(content, one)),
  }))
  return { id: postId, kind: content.kind, lines, expiresAt: row.expiresAt }
}

const FIND_HEAD = `SELECT
  json_array(id, handle, name, avatar, language, verified, archived, json(reactions), sharing, last_post_at),
  (SELECT json_group_array(json_array(published_at, id, expires_at)) FROM (SELECT published_at, id, expires_at FROM posts
    WHERE channel_id = channels.id AND expires_at > ? ORDER BY published_at DESC, id DESC LIMIT ?))
  FROM channels WHERE id = ?`
const POST = hotQuery(posts, (query) =>
  query
    .select()
    .from(posts)
    .where(eq(posts.id, sql.placeholder('postId'))),
)
