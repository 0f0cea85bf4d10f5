import { eq, isNotNull } from 'drizzle-orm'
import { channels } from '../channels/table.ts'
import type { Core } from '../core/context.ts'
import { sweepDraftKeys } from '../drafts/erase.ts'
import { sweepScratch } from '../media/keep.ts'
import { eraseAllOrphans } from '../media/service.ts'
import { media } from '../media/table.ts'
import { sweepStickers } from '../stickers/pictures.ts'

/**
 * Clears away what a process that died had begun. For the one that owns the data, before it does anything else: what
 * is half done then is nobody's any more.
 */
export async function sweepLeftovers(ctx: Core): Promise<void> {
  const storing = eq(media.state, 'storing')
  await ctx.db.transaction((tx) => tx.update(media).set({ state: 'orphaned', sealed: null }).where(storing))
  await eraseAllOrphans(ctx)
  await sweepScratch(ctx, true)
  await sweepDraftKeys(ctx)
  await eraseAvatars(ctx)
  await sweepStickers(ctx)
}

/** Pictures between an old avatar and a new one. */
async function eraseAvatars(ctx: Core): Promise<void> {
  const rows = await ctx.db.read.select({ avatar: channels.avatar }).from(channels).where(isNotNull(channels.avatar))
  const present = new Set(rows.map((row) => row.avatar))
  for await (const object of ctx.storage.list('avatars/')) {
    const name = object.slice('avatars/'.length).split('-')[0]!
    if (!present.has(name)) await ctx.storage.delete(object)
  }
}
