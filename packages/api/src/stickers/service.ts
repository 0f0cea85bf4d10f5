import { and, eq, isNull, or } from 'drizzle-orm'
import type { Core } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { stickerPacks, stickers } from './table.ts'

/** A sticker that posts of this channel may show: of its own packs, or of everybody's. */
export async function findSticker(ctx: Core, channelId: string, id: string) {
  const row = await ctx.db.read
    .select({ id: stickers.id, emoji: stickers.emoji, moving: stickers.moving })
    .from(stickers)
    .innerJoin(stickerPacks, eq(stickerPacks.id, stickers.packId))
    .where(and(eq(stickers.id, id), or(isNull(stickerPacks.channelId), eq(stickerPacks.channelId, channelId))))
    .get()
  if (!row) throw new AppError('stickers.not_found', { 'content.stickerId': 'stickers.not_found' })
  return row
}
