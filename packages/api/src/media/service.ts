import { and, eq, inArray } from 'drizzle-orm'
import { hasRole } from '../channels/authority.ts'
import type { Core, Ctx } from '../core/context.ts'
import type { Tx } from '../core/database.ts'
import { AppError, StorageUnavailable } from '../core/errors.ts'
import { unseal } from '../core/seal.ts'
import type { StoredMedia } from './stored.ts'
import { media } from './table.ts'

export type MediaRow = typeof media.$inferSelect

/** A waiting upload of this channel, opened; `null` when there is none. */
export async function openPending(ctx: Core, channelId: string, mediaId: string): Promise<StoredMedia | null> {
  const row = await ctx.db.read
    .select()
    .from(media)
    .where(and(eq(media.id, mediaId), eq(media.channelId, channelId), eq(media.state, 'pending')))
    .get()
  return row && row.expiresAt > ctx.now() ? openRow(ctx, row) : null
}

/** What the row of an upload that waits holds. */
export async function openRow(ctx: Core, row: MediaRow): Promise<StoredMedia | null> {
  return row.sealed && ((await unseal(ctx.keys, row, row.sealed)) as StoredMedia | null)
}

/** Ties an upload to its post or draft, whose content now holds what the row held sealed. */
export async function attachMedia(
  tx: Tx,
  channelId: string,
  mediaId: string,
  holder: { id: string; expiresAt: number },
): Promise<void> {
  const attached = await tx
    .update(media)
    .set({ state: 'attached', postId: holder.id, expiresAt: holder.expiresAt, sealed: null })
    .where(and(eq(media.id, mediaId), eq(media.channelId, channelId), eq(media.state, 'pending')))
    .returning({ id: media.id })
  if (attached.length === 0) throw new AppError('media.not_found')
}

/** What a draft showed, its post shows. */
export async function handOverMedia(tx: Tx, draftId: string, post: { id: string; expiresAt: number }): Promise<void> {
  await tx.update(media).set({ postId: post.id, expiresAt: post.expiresAt }).where(eq(media.postId, draftId))
}

/** Whether the holder still has these. */
export async function isAttached(tx: Tx, holderId: string, mediaIds: string[]): Promise<boolean> {
  if (mediaIds.length === 0) return true
  return (await tx.$count(media, and(eq(media.postId, holderId), inArray(media.id, mediaIds)))) === mediaIds.length
}

/** Says in the transaction that ends posts (or takes media out of them) that these files are to go. */
export async function orphanMedia(tx: Tx, holderIds: string[], keep: string[] = []): Promise<void> {
  const rows = await tx.select({ id: media.id }).from(media).where(inArray(media.postId, holderIds))
  const gone = rows.map((row) => row.id).filter((id) => !keep.includes(id))
  if (gone.length === 0) return
  await tx.update(media).set({ state: 'orphaned', postId: null, sealed: null }).where(inArray(media.id, gone))
}

/** After a change that is done: what the storage can't delete now, the next run of the nightly job does. */
export async function eraseOrphans(ctx: Core): Promise<void> {
  await eraseSomeOrphans(ctx).catch((error: unknown) => {
    if (!(error instanceof StorageUnavailable)) throw error
  })
}

/** Deletes the objects of orphaned rows, then the rows: killed in between, the next call goes on. */
async function eraseSomeOrphans(ctx: Core): Promise<number> {
  const rows = await ctx.db.read.select().from(media).where(eq(media.state, 'orphaned')).limit(100)
  await ctx.storage.delete(...rows.flatMap((row) => row.objects))
  if (rows.length > 0) {
    const ids = rows.map((row) => row.id)
    // Undone, it would find no objects and be done again.
    await ctx.db.transaction((tx) => tx.delete(media).where(inArray(media.id, ids)), { soft: true })
  }
  return rows.length
}

export async function eraseAllOrphans(ctx: Core): Promise<number> {
  for (let erased = 0; ;) {
    const count = await eraseSomeOrphans(ctx)
    if (count === 0) return erased
    erased += count
  }
}

/** Who may see a waiting upload: whoever may write drafts for its channel, in the composer. */
export async function canSeePending(ctx: Ctx, row: MediaRow): Promise<boolean> {
  if (row.state !== 'pending' || row.expiresAt <= ctx.now()) return false
  return hasRole(ctx, row.channelId, 'editor', 'publish')
}
