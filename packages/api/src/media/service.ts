import { DAY, type Upload } from '@carillon/contract'
import { and, eq, inArray } from 'drizzle-orm'
import { requireWritable, roleIn } from '../channels/authority.ts'
import { type Core, type Ctx, transact } from '../core/context.ts'
import type { Tx } from '../core/database.ts'
import { AppError, StorageUnavailable } from '../core/errors.ts'
import { putEncrypted } from '../core/objects.ts'
import { seal, unseal } from '../core/seal.ts'
import { type StoredMedia, type StoredPhoto, toPicture } from './stored.ts'
import { media } from './table.ts'

/** Widths a photo is kept in, pixels: phones to large screens. Never enlarged. */
export const PHOTO_WIDTHS = [320, 640, 1080, 1600, 2560]

export type MediaRow = typeof media.$inferSelect

/** An upload waits this long for its post. */
const PENDING = DAY

export async function uploadPhoto(ctx: Ctx, handle: string, bytes: Uint8Array): Promise<Upload> {
  ctx.limiter.take('upload', ctx.addressPrefix)
  const channel = await requireWritable(ctx, handle, 'editor', 'publish')
  return toPicture(await storePhoto(ctx, channel.id, bytes))
}

/** Draws a picture anew and keeps it, encrypted, until a post or draft takes it. */
export async function storePhoto(
  ctx: Core,
  channelId: string,
  bytes: Uint8Array,
  widths = PHOTO_WIDTHS,
): Promise<StoredPhoto> {
  const photo = await ctx.photos.process(bytes, { widths })
  const id = ctx.newId('med')
  const renditions = photo.renditions.map(({ width }) => ({
    width,
    object: `media/${ctx.newToken()}`,
    key: Buffer.from(ctx.random(32)).toString('base64'),
  }))
  const stored: StoredPhoto = {
    mediaId: id,
    width: photo.width,
    height: photo.height,
    thumbhash: photo.thumbhash,
    renditions,
  }
  const expiresAt = ctx.now() + PENDING
  const sealed = await seal(ctx, { id, expiresAt }, stored)
  const objects = renditions.map((rendition) => rendition.object)
  const bytesKept = photo.renditions.reduce((sum, rendition) => sum + rendition.bytes.length, 0)
  const row = { id, channelId, objects, bytes: bytesKept, sealed, expiresAt }
  await transact(ctx, (tx) => tx.insert(media).values({ ...row, state: 'storing' }))
  for (const [at, { bytes: picture }] of photo.renditions.entries()) {
    const { object, key } = renditions[at]!
    await putEncrypted(ctx.storage, object, Buffer.from(key, 'base64'), picture)
  }
  const storing = and(eq(media.id, id), eq(media.state, 'storing'))
  const whole = await transact(ctx, (tx) => tx.update(media).set({ state: 'pending' }).where(storing).returning())
  if (whole.length === 0) throw new AppError('media.not_found')
  return stored
}

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
  for (const row of rows) for (const object of row.objects) await ctx.storage.delete(object)
  if (rows.length > 0) {
    const ids = rows.map((row) => row.id)
    await ctx.db.transaction((tx) => tx.delete(media).where(inArray(media.id, ids)))
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

/** Who may see a waiting upload: the team of its channel, in the composer. */
export async function canSeePending(ctx: Ctx, row: MediaRow): Promise<boolean> {
  return row.state === 'pending' && row.expiresAt > ctx.now() && (await roleIn(ctx, row.channelId)) !== null
}
