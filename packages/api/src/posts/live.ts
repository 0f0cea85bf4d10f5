import { and, eq, gt } from 'drizzle-orm'
import type { Core } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import type { PostRow } from './content.ts'
import { posts } from './table.ts'

export function livePost(ctx: Core, channelId: string, postId: string) {
  return and(eq(posts.id, postId), eq(posts.channelId, channelId), gt(posts.expiresAt, ctx.now()))
}

export async function findLivePost(ctx: Core, channelId: string, postId: string): Promise<PostRow> {
  const row = await ctx.db.read
    .select()
    .from(posts)
    .where(livePost(ctx, channelId, postId))
    .get()
  if (!row) throw new AppError('posts.not_found')
  return row
}
