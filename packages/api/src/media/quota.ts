import type { ChannelStorage } from '@carillon/contract'
import { eq, sum } from 'drizzle-orm'
import { requireRole } from '../channels/authority.ts'
import type { Core, Ctx } from '../core/context.ts'
import type { Database, Tx } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { media } from './table.ts'

/** Refuses what doesn't fit any more, before a byte of it is taken. */
export async function requireRoom(ctx: Core, db: Tx | Database['read'], channelId: string, bytes: number) {
  if (ctx.channelQuota === 0) return
  const free = Math.max(0, ctx.channelQuota - (await usedBy(db, channelId)))
  if (bytes > free) throw new AppError('media.quota', {}, null, free)
}

/** As `requireRoom`, for copies of all that a post shows. */
export async function requireRoomForCopy(ctx: Core, channelId: string, postId: string) {
  const row = await ctx.db.read
    .select({ bytes: sum(media.bytes) })
    .from(media)
    .where(eq(media.postId, postId))
    .get()
  await requireRoom(ctx, ctx.db.read, channelId, Number(row?.bytes ?? 0))
}

/** Bytes of all files of a channel, those that are still coming at their whole length. */
async function usedBy(db: Tx | Database['read'], channelId: string): Promise<number> {
  const row = await db
    .select({ used: sum(media.bytes) })
    .from(media)
    .where(eq(media.channelId, channelId))
    .get()
  return Number(row?.used ?? 0)
}

export async function readStorage(ctx: Ctx, handle: string): Promise<ChannelStorage> {
  const channel = await requireRole(ctx, handle, 'editor', 'publish')
  return { used: await usedBy(ctx.db.read, channel.id), quota: ctx.channelQuota || null }
}
