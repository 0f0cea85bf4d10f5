import { excerptOf } from '@carillon/contract'
import { and, eq, gt, inArray } from 'drizzle-orm'
import type { Ctx } from '../core/context.ts'
import { openContent, toRead } from '../posts/content.ts'
import { posts } from '../posts/table.ts'

/** The first words of those of the posts that are live, by their ids. Nothing else is ever kept of what a post said. */
export async function excerptsOf(ctx: Ctx, channelId: string, postIds: string[]): Promise<Map<string, string>> {
  const live = and(eq(posts.channelId, channelId), inArray(posts.id, postIds), gt(posts.expiresAt, ctx.now()))
  const rows = postIds.length === 0 ? [] : await ctx.db.read.select().from(posts).where(live)
  const excerpts = rows.map(async (row) => {
    const content = await openContent(ctx, row)
    return content ? ([row.id, excerptOf(toRead(content))] as const) : null
  })
  return new Map((await Promise.all(excerpts)).filter((found) => found !== null))
}
