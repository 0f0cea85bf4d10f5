import { excerptOf, inLanguage, languagesOf } from '@carillon/contract'
import { desc, eq, gt, and, sql } from 'drizzle-orm'
import type { Core } from '../core/context.ts'
import { hotQuery } from '../core/hot.ts'
import { openContent, toRead } from '../posts/content.ts'
import { posts } from '../posts/table.ts'
import type { Head } from './heads.ts'

/** The newest live post of each of these channels. */
export async function lastPosts(
  ctx: Core,
  channels: { id: string; language: string | null }[],
): Promise<Map<string, Head | null>> {
  const found = new Map<string, Head | null>()
  const missing: typeof channels = []
  for (const channel of channels) {
    const head = ctx.heads.find(channel.id)
    if (head === undefined) missing.push(channel)
    else found.set(channel.id, head)
  }
  await Promise.all(missing.map(async (channel) => found.set(channel.id, await readLast(ctx, channel))))
  return found
}

async function readLast(ctx: Core, { id, language }: { id: string; language: string | null }): Promise<Head | null> {
  const keep = ctx.heads.begin(id)
  const [row] = LAST_POST(ctx.db, { channelId: id, now: ctx.now() })
  if (!row) {
    keep(null)
    return null
  }
  const content = toRead(await openContent(ctx, row))
  const lines = languagesOf(content, language).map((one) => ({
    language: one,
    text: excerptOf(inLanguage(content, one)),
  }))
  const head = { id: row.id, kind: content.kind, lines, expiresAt: row.expiresAt }
  keep(head)
  return head
}

const LAST_POST = hotQuery(posts, (query) =>
  query
    .select()
    .from(posts)
    .where(and(eq(posts.channelId, sql.placeholder('channelId')), gt(posts.expiresAt, sql.placeholder('now'))))
    .orderBy(desc(posts.publishedAt), desc(posts.id))
    .limit(1),
)
