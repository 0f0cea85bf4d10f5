import { LIMITS, type Sticker, StickerEmoji, StickerId } from '@carillon/contract'
import { and, eq, isNull, lte } from 'drizzle-orm'
import { type Core, type Ctx, transact } from '../core/context.ts'
import type { Tx } from '../core/database.ts'
import { AppError, StorageUnavailable } from '../core/errors.ts'
import { findPack, type Reader, requirePackMaker, toSticker } from './service.ts'
import { stickers } from './table.ts'

const FOLDER = 'stickers/'

export type NewSticker = { handle: string | null; packId: string; emoji: string[] }

/** Who may not add one is told before its bytes are read, and so is who would do so in vain. Answers with it as it is kept. */
export async function checkNewSticker(ctx: Ctx, { handle, packId, emoji }: NewSticker): Promise<NewSticker> {
  ctx.limiter.take('upload', ctx.addressPrefix)
  const owner = await requirePackMaker(ctx, handle)
  const read = StickerEmoji.safeParse(emoji)
  if (!read.success) throw new AppError('stickers.emoji', { emoji: 'stickers.emoji' })
  await requireRoom(ctx.db.read, (await findPack(ctx.db.read, owner, packId)).id)
  return { handle, packId, emoji: read.data }
}

async function requireRoom(from: Reader, packId: string): Promise<void> {
  const held = await from.$count(stickers, eq(stickers.packId, packId))
  if (held >= LIMITS.packStickersMax) throw new AppError('stickers.pack_full')
}

export async function addSticker(ctx: Ctx, { handle, packId, emoji }: NewSticker, file: Uint8Array): Promise<Sticker> {
  const owner = await requirePackMaker(ctx, handle)
  const { moving, object } = await storePicture(ctx, file)
  const row = { id: ctx.newId('stk'), packId, emoji, moving, object, removedAt: null }
  await transact(ctx, async (tx) => {
    const pack = await findPack(tx, owner, packId)
    await tx.insert(stickers).values({ ...row, position: await nextPosition(tx, pack.id) })
  })
  return toSticker(row)
}

/** Behind all others: places may have gaps, and after many removals more of them than stickers. */
async function nextPosition(tx: Tx, packId: string): Promise<number> {
  await requireRoom(tx, packId)
  const rows = await tx.select({ position: stickers.position }).from(stickers).where(eq(stickers.packId, packId))
  return Math.max(-1, ...rows.map(({ position }) => position)) + 1
}

/** Its row comes after it: what never gets one is swept up at the next start. */
export async function storePicture(ctx: Core, file: Uint8Array): Promise<{ moving: boolean; object: string }> {
  const { bytes, moving } = await ctx.photos.drawSticker(file)
  const object = `${FOLDER}${ctx.newToken()}`
  await ctx.storage.put(object, bytes)
  return { moving, object }
}

/** For everybody: there is nothing secret in a sticker, and its id can't be guessed. */
export async function streamSticker(ctx: Core, id: string): Promise<ReadableStream<Uint8Array>> {
  const known = StickerId.safeParse(id).success
  const row = known && (await ctx.db.read.select().from(stickers).where(eq(stickers.id, id)).get())
  const stream = row && (await ctx.storage.stream(row.object))
  if (!stream) throw new AppError('stickers.not_found')
  return stream
}

/**
 * Deletes what was removed before `before`: nothing that shows it lives any more. The picture goes first and its row
 * after it, so that what is cut short is made up for the next time.
 */
export async function eraseRemovedStickers(ctx: Core, before: number): Promise<void> {
  // With a channel its packs went, and nobody said of their stickers when.
  const left = and(isNull(stickers.packId), isNull(stickers.removedAt))
  await ctx.db.transaction((tx) => tx.update(stickers).set({ removedAt: ctx.now() }).where(left))
  const rows = await ctx.db.read.select().from(stickers).where(lte(stickers.removedAt, before))
  for (const { id, object } of rows) {
    await ctx.storage.delete(object)
    await ctx.db.transaction((tx) => tx.delete(stickers).where(eq(stickers.id, id)))
  }
}

/** Pictures that never got their row, because the process died in between. */
export async function sweepStickers(ctx: Core): Promise<void> {
  const rows = await ctx.db.read.select({ object: stickers.object }).from(stickers)
  const present = new Set(rows.map(({ object }) => object))
  try {
    for await (const object of ctx.storage.list(FOLDER)) if (!present.has(object)) await ctx.storage.delete(object)
  } catch (error) {
    if (!(error instanceof StorageUnavailable)) throw error
  }
}
