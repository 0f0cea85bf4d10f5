import type {
  ChannelRef,
  CreatePack,
  EditPack,
  EditSticker,
  PackRef,
  Sticker,
  StickerPack,
  StickerRef,
} from '@carillon/contract'
import { LIMITS } from '@carillon/contract'
import { and, asc, desc, eq, inArray, isNull, or } from 'drizzle-orm'
import { requireRole, requireWritable } from '../channels/authority.ts'
import { type Core, type Ctx, transact } from '../core/context.ts'
import type { Tx } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { stickerPacks, stickers } from './table.ts'

type Owner = { id: string; handle: string } | null
type PackRow = typeof stickerPacks.$inferSelect
/** Either a transaction, or what is committed. */
export type Reader = Tx | Core['db']['read']

/** What the posts of a channel may show: its own packs and everybody's. */
export async function listPacks(ctx: Ctx, { handle }: ChannelRef): Promise<{ items: StickerPack[] }> {
  const channel = await requireRole(ctx, handle, 'analyst', 'read')
  return readPacks(ctx, channel, or(eq(stickerPacks.channelId, channel.id), isNull(stickerPacks.channelId)))
}

/** Everybody's packs, for operators. */
export function listSharedPacks(ctx: Ctx): Promise<{ items: StickerPack[] }> {
  return readPacks(ctx, null, isNull(stickerPacks.channelId))
}

async function readPacks(ctx: Ctx, owner: Owner, which: ReturnType<typeof or>): Promise<{ items: StickerPack[] }> {
  const packs = await ctx.db.read
    .select()
    .from(stickerPacks)
    .where(which)
    // `null` sorts lowest: everybody's come last.
    .orderBy(desc(stickerPacks.channelId), asc(stickerPacks.createdAt), asc(stickerPacks.id))
  const ids = packs.map(({ id }) => id)
  const rows = await ctx.db.read
    .select()
    .from(stickers)
    .where(inArray(stickers.packId, ids))
    .orderBy(asc(stickers.position))
  const held = Map.groupBy(rows, ({ packId }) => packId)
  return { items: packs.map((pack) => toPack(owner, pack, held.get(pack.id) ?? [])) }
}

function toPack(owner: Owner, { id, channelId, name }: PackRow, held: Sticker[]): StickerPack {
  return { id, handle: channelId && owner ? owner.handle : null, name, stickers: held.map(toSticker) }
}

export function toSticker({ id, emoji, moving }: Sticker): Sticker {
  return { id, emoji, moving }
}

/** Who may make the packs of a channel; without one, whoever may make everybody's: an operator. */
export async function requirePackMaker(ctx: Ctx, handle: string | null): Promise<Owner> {
  if (handle !== null) return requireWritable(ctx, handle, 'editor', 'publish')
  if (ctx.actor.kind !== 'account' || !ctx.actor.operator) throw new AppError('accounts.operators_only')
  return null
}

const ofOwner = (owner: Owner) => (owner ? eq(stickerPacks.channelId, owner.id) : isNull(stickerPacks.channelId))

/** The pack, if it is its owner's. */
export async function findPack(from: Reader, owner: Owner, packId: string): Promise<PackRow> {
  const pack = await from
    .select()
    .from(stickerPacks)
    .where(and(eq(stickerPacks.id, packId), ofOwner(owner)))
    .get()
  if (!pack) throw new AppError('stickers.pack_not_found')
  return pack
}

export async function createPack(ctx: Ctx, input: CreatePack): Promise<StickerPack> {
  const owner = await requirePackMaker(ctx, input.handle)
  const now = ctx.now()
  const channelId = owner?.id ?? null
  const row = { id: ctx.newId('pck'), channelId, name: input.name, createdAt: now, updatedAt: now }
  await transact(ctx, async (tx) => {
    if ((await tx.$count(stickerPacks, ofOwner(owner))) >= LIMITS.packs) throw new AppError('stickers.too_many_packs')
    await tx.insert(stickerPacks).values(row)
  })
  return toPack(owner, row, [])
}

export async function editPack(ctx: Ctx, input: EditPack): Promise<StickerPack> {
  const owner = await requirePackMaker(ctx, input.handle)
  return transact(ctx, async (tx) => {
    const { id, name } = await findPack(tx, owner, input.packId)
    if (input.order) await reorder(tx, id, input.order)
    const changes = { name: input.name ?? name, updatedAt: ctx.now() }
    const pack = await tx.update(stickerPacks).set(changes).where(eq(stickerPacks.id, id)).returning().get()
    return toPack(owner, pack, await heldBy(tx, id))
  })
}

function heldBy(tx: Tx, packId: string) {
  return tx.select().from(stickers).where(eq(stickers.packId, packId)).orderBy(asc(stickers.position))
}

/** Whoever orders stickers names those that they saw: an order of others would lose one. */
async function reorder(tx: Tx, packId: string, order: string[]): Promise<void> {
  const present = new Set((await heldBy(tx, packId)).map(({ id }) => id))
  if (order.length !== present.size || new Set(order).size !== order.length) throw new AppError('stickers.order')
  for (const [position, id] of order.entries()) {
    if (!present.has(id)) throw new AppError('stickers.order')
    await tx.update(stickers).set({ position }).where(eq(stickers.id, id))
  }
}

export async function editSticker(ctx: Ctx, { handle, packId, stickerId, emoji }: EditSticker): Promise<Sticker> {
  const owner = await requirePackMaker(ctx, handle)
  return transact(ctx, async (tx) => {
    const pack = await findPack(tx, owner, packId)
    const row = await tx.update(stickers).set({ emoji }).where(inPack(pack, stickerId)).returning().get()
    if (!row) throw new AppError('stickers.not_found')
    return toSticker(row)
  })
}

const inPack = (pack: PackRow, stickerId: string) => and(eq(stickers.id, stickerId), eq(stickers.packId, pack.id))

/** Posts that show it go on showing it: only new ones can't. */
export async function removeSticker(ctx: Ctx, { handle, packId, stickerId }: StickerRef): Promise<void> {
  const owner = await requirePackMaker(ctx, handle)
  await transact(ctx, async (tx) => {
    const pack = await findPack(tx, owner, packId)
    const gone = { packId: null, removedAt: ctx.now() }
    const rows = await tx.update(stickers).set(gone).where(inPack(pack, stickerId)).returning({ id: stickers.id })
    if (rows.length === 0) throw new AppError('stickers.not_found')
  })
}

export async function removePack(ctx: Ctx, { handle, packId }: PackRef): Promise<void> {
  const owner = await requirePackMaker(ctx, handle)
  await transact(ctx, async (tx) => {
    const { id } = await findPack(tx, owner, packId)
    await tx.update(stickers).set({ packId: null, removedAt: ctx.now() }).where(eq(stickers.packId, id))
    await tx.delete(stickerPacks).where(eq(stickerPacks.id, id))
  })
}

/** A sticker that posts of this channel may show: of its own packs, or of everybody's. */
export async function findSticker(ctx: Core, channelId: string, id: string): Promise<Sticker> {
  const row = await selectOffered(ctx.db.read, channelId, id)
  if (!row) throw new AppError('stickers.not_found', { 'content.stickerId': 'stickers.not_found' })
  return toSticker(row)
}

/** Whether what a draft shows may begin to be shown: a sticker may have been taken out of its pack meanwhile. */
export async function isOffered(
  tx: Tx,
  channelId: string,
  content: { kind: string; sticker?: { id: string } },
): Promise<boolean> {
  if (content.kind !== 'sticker' || !content.sticker) return true
  return (await selectOffered(tx, channelId, content.sticker.id)) !== undefined
}

function selectOffered(from: Reader, channelId: string, id: string) {
  return from
    .select({ id: stickers.id, emoji: stickers.emoji, moving: stickers.moving })
    .from(stickers)
    .innerJoin(stickerPacks, eq(stickerPacks.id, stickers.packId))
    .where(and(eq(stickers.id, id), or(isNull(stickerPacks.channelId), eq(stickerPacks.channelId, channelId))))
    .get()
}
