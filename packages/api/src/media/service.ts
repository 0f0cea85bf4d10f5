import { and, eq, inArray } from 'drizzle-orm'
import { hasRole } from '../channels/authority.ts'
import type { Statement } from '../core/aside.ts'
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
export function orphanMedia(ctx: Core, tx: Tx, holderIds: string[], keep: string[] = []): void {
  ctx.db.run(tx, ...orphaning(holderIds, keep))
}

export function orphaning(holderIds: string[], keep: string[] = []): Statement {
  return [ORPHAN_ALL_BUT, [JSON.stringify(holderIds), JSON.stringify(keep)]]
}

const ORPHAN_ALL_BUT = `UPDATE media SET state = 'orphaned', post_id = NULL, sealed = NULL
  WHERE post_id IN (SELECT value FROM json_each(?)) AND id NOT IN (SELECT value FROM json_each(?))`

/** After a change that is done: what the storage can't delete now, the next run of the nightly job does. */
export async function eraseOrphans(ctx: Core): Promise<void> {
  await eraseSomeOrphans(ctx).catch((error: unknown) => {
    if (!(error instanceof StorageUnavailable)) throw error
  })
}

/** Deletes the objects of orphaned rows, then the rows: killed in between, the next call goes on. */
async function eraseSomeOrphans(ctx: Core): Promise<number> {
  const rows = ctx.db.rows(FIND_ORPHANS, []) as [id: string, objects: string][]
  await ctx.storage.delete(...rows.flatMap(([, objects]) => JSON.parse(objects) as string[]))
  if (rows.length > 0) {
    const ids = JSON.stringify(rows.map(([id]) => id))
    // Undone, it would find no objects and be done again.
    await ctx.db.transaction(async (tx) => void ctx.db.run(tx, DELETE_MEDIA, [ids]), { soft: true })
  }
  return rows.length
}

const FIND_ORPHANS = `SELECT id, objects FROM media WHERE state = 'orphaned' LIMIT 50`
const DELETE_MEDIA = 'DELETE FROM media WHERE id IN (SELECT value FROM json_each(?))'

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
