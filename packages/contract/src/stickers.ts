import * as z from 'zod'
import { toEmoji } from './emoji.ts'
import { Handle } from './handles.ts'
import { PackId, StickerId } from './ids.ts'
import { LIMITS } from './limits.ts'
import { line } from './text.ts'

/** WebP, 512 × 512 pixels, at `/api/stickers/{id}`. Its emoji say what it shows, also to those who can't see it. */
export const Sticker = z.object({
  id: StickerId,
  emoji: z.array(z.string()),
  /** Whether it moves. */
  moving: z.boolean(),
})
export type Sticker = z.infer<typeof Sticker>

/** Stickers in their order. One is made step by step: only from three on is it offered to those who write. */
export const StickerPack = z.object({
  id: PackId,
  /** The channel that it is of; `null` for everybody's. */
  handle: Handle.nullable(),
  name: z.string(),
  stickers: z.array(Sticker),
})
export type StickerPack = z.infer<typeof StickerPack>
/** The channel's own first, then everybody's; each by when it was made. */
export const StickerPacks = z.object({ items: z.array(StickerPack) })

/** One emoji, written as Unicode recommends. */
export const Emoji = z
  .string()
  .max(40)
  .overwrite((text) => toEmoji(text) ?? text)
  .refine((text) => toEmoji(text) !== null)
export const StickerEmoji = z.array(Emoji).min(1).max(LIMITS.stickerEmoji)

/** Whose pack: a channel's, made by its team from editor up; `null` for everybody's, made by operators. */
const PackOwner = z.object({ handle: Handle.nullable() })

export const CreatePack = PackOwner.extend({ name: line(LIMITS.packName) })
export type CreatePack = z.infer<typeof CreatePack>

export const PackRef = PackOwner.extend({ packId: PackId })
export type PackRef = z.infer<typeof PackRef>

/** `order`: all of its stickers, each once. */
export const EditPack = PackRef.extend({
  name: line(LIMITS.packName).optional(),
  order: z.array(StickerId).max(LIMITS.packStickersMax).optional(),
})
export type EditPack = z.infer<typeof EditPack>

export const StickerRef = PackRef.extend({ stickerId: StickerId })
export type StickerRef = z.infer<typeof StickerRef>

export const EditSticker = StickerRef.extend({ emoji: StickerEmoji })
export type EditSticker = z.infer<typeof EditSticker>
