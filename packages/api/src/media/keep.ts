import { DAY, type Upload } from '@carillon/contract'
import { and, eq, inArray } from 'drizzle-orm'
import { open } from 'node:fs/promises'
import { requireWritable } from '../channels/authority.ts'
import { type Core, type Ctx, transact } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { putEncrypted } from '../core/objects.ts'
import { PART_BYTES, partsOf, putParts } from '../core/parts.ts'
import { seal } from '../core/seal.ts'
import { PHOTO_WIDTHS } from './pipeline.ts'
import { requireRoom } from './quota.ts'
import type { MediaRow } from './service.ts'
import { type StoredFile, type StoredMedia, type StoredPhoto, toPicture } from './stored.ts'
import { media } from './table.ts'

/** An upload waits this long for its post. */
const PENDING = DAY

export async function uploadPhoto(ctx: Ctx, handle: string, bytes: Uint8Array): Promise<Upload> {
  ctx.limiter.take('upload', ctx.addressPrefix)
  const channel = await requireWritable(ctx, handle, 'editor', 'publish')
  await requireRoom(ctx, ctx.db.read, channel.id, bytes.length)
  return toPicture(await storePhoto(ctx, channel.id, bytes))
}

/** Draws a picture anew and keeps it, encrypted, until a post or draft takes it. */
export async function storePhoto(
  ctx: Core,
  channelId: string,
  bytes: Uint8Array,
  { begun, widths = PHOTO_WIDTHS }: { begun?: MediaRow; widths?: number[] } = {},
): Promise<StoredPhoto> {
  const { renditions: drawn, ...photo } = await ctx.photos.process(bytes, { widths })
  const mediaId = begun?.id ?? ctx.newId('med')
  const renditions = drawn.map(({ width }) => ({ width, object: newObject(ctx), key: newKey(ctx) }))
  const stored: StoredPhoto = { mediaId, ...photo, renditions }
  const objects = renditions.map((rendition) => rendition.object)
  const size = drawn.reduce((sum, rendition) => sum + rendition.bytes.length, 0)
  await keep(ctx, { channelId, stored, objects, size, begun }, async () => {
    for (const [at, { bytes: picture }] of drawn.entries()) {
      const { object, key } = renditions[at]!
      await putEncrypted(ctx.storage, object, Buffer.from(key, 'base64'), picture)
    }
  })
  return stored
}

/** Writes an upload anew and keeps it, in parts. */
export async function storeFile(ctx: Core, begun: MediaRow, kind: StoredFile['is']): Promise<StoredFile> {
  const { scratch } = ctx.uploads
  const output = scratch.outputOf(begun.id)
  const taken = await ctx.photos.take({ kind, input: scratch.pathOf(begun.id), output })
  const parts = Array.from({ length: partsOf(taken.size) }, () => newObject(ctx))
  const stored = { mediaId: begun.id, ...taken, is: kind, parts, partSize: PART_BYTES, key: newKey(ctx) } as StoredFile
  await keep(ctx, { channelId: begun.channelId, stored, objects: parts, size: taken.size, begun }, async () => {
    const file = await open(output)
    try {
      await putParts(ctx.storage, file, stored)
    } finally {
      await file.close()
    }
  })
  return stored
}

const newObject = (ctx: Core) => `media/${ctx.newToken()}`
const newKey = (ctx: Core) => Buffer.from(ctx.random(32)).toString('base64')

type Keeping = {
  channelId: string
  stored: StoredMedia
  objects: string[]
  size: number
  /** The upload that it comes from, if it had a row already. */
  begun?: MediaRow | undefined
}

/** The row first, then the objects, and only then it is there to be used. */
async function keep(ctx: Core, { channelId, stored, objects, size, begun }: Keeping, put: () => Promise<void>) {
  const id = stored.mediaId
  const expiresAt = ctx.now() + PENDING
  const sealed = await seal(ctx, { id, expiresAt }, stored)
  const row = { objects, bytes: size, sealed, expiresAt, state: 'storing' as const }
  // Of an earlier attempt, which the storage broke off.
  for (const object of begun?.objects ?? []) await ctx.storage.delete(object)
  if (begun) await move(ctx, id, 'uploading', row)
  else await transact(ctx, (tx) => tx.insert(media).values({ id, channelId, ...row }))
  try {
    await put()
  } catch (error) {
    if (begun) await move(ctx, id, 'storing', { ...begun, objects })
    // What a full disk doesn't let go of now is cleared away at night.
    else await forget(ctx, id, objects).catch(() => {})
    throw error
  }
  await move(ctx, id, 'storing', { state: 'pending' })
}

async function forget(ctx: Core, id: string, objects: string[]): Promise<void> {
  for (const object of objects) await ctx.storage.delete(object)
  await ctx.db.transaction((tx) => tx.delete(media).where(and(eq(media.id, id), eq(media.state, 'storing'))))
}

async function move(ctx: Core, id: string, from: MediaRow['state'], changes: Partial<MediaRow>): Promise<void> {
  const there = and(eq(media.id, id), eq(media.state, from))
  const moved = await transact(ctx, (tx) => tx.update(media).set(changes).where(there).returning({ id: media.id }))
  if (moved.length === 0) throw new AppError('media.not_found')
}

/** Scratch files that no upload stands for go; at the start, uploads that have lost theirs as well. */
export async function sweepScratch(ctx: Core, starting: boolean): Promise<void> {
  const { scratch } = ctx.uploads
  const rows = await ctx.db.read.select({ id: media.id }).from(media).where(eq(media.state, 'uploading'))
  const present = new Set(await scratch.ids())
  const known = new Set(rows.map((row) => row.id))
  for (const id of present) if (!known.has(id) && !ctx.uploads.running.has(id)) await scratch.forget(id)
  const lost = starting ? rows.map((row) => row.id).filter((id) => !present.has(id)) : []
  if (lost.length > 0) await ctx.db.transaction((tx) => tx.delete(media).where(inArray(media.id, lost)))
}
