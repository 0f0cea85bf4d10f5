import { DAY, type Post, type PostRef } from '@carillon/contract'
import { and, eq } from 'drizzle-orm'
import type { ChannelRow } from '../channels/authority.ts'
import type { Ctx } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { timeOf } from '../core/ids.ts'
import { requireReadable } from '../follows/reading.ts'
import { type PostRow, toPost } from './content.ts'
import { shareWithAll } from './list.ts'
import { posts } from './table.ts'

export async function getPost(ctx: Ctx, { handle, postId }: PostRef): Promise<Post> {
  const channel = await requireReadable(ctx, handle)
  const row = await lookUp(ctx, channel, postId)
  if (row === 'expired') throw new AppError('posts.expired')
  if (row === 'missing') throw new AppError('posts.not_found')
  shareWithAll(ctx, channel, [row])
  return toPost(ctx, channel, row)
}

/** What has become of a post, for somebody who may read its channel. */
export async function postState(
  ctx: Ctx,
  channel: ChannelRow,
  postId: string,
): Promise<'live' | 'expired' | 'missing'> {
  const found = await lookUp(ctx, channel, postId)
  return typeof found === 'string' ? found : 'live'
}

async function lookUp(ctx: Ctx, channel: ChannelRow, postId: string): Promise<PostRow | 'expired' | 'missing'> {
  const row = await ctx.db.read
    .select()
    .from(posts)
    .where(and(eq(posts.id, postId), eq(posts.channelId, channel.id)))
    .get()
  if (row && row.expiresAt > ctx.now()) return row
  // The id tells when it was made: of a post that is erased nothing else is left.
  const isPast = row !== undefined || timeOf(postId) + channel.retentionDays * DAY <= ctx.now()
  return isPast ? 'expired' : 'missing'
}
