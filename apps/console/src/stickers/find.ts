import { LIMITS, type Sticker, type StickerPack } from '@carillon/contract'
import { toEmoji } from '@carillon/contract/emoji'
import { recall, remember } from '../storage.ts'
import { findEmoji, type NamedEmoji } from './emoji.ts'

/** A pack is offered once it is one: from three stickers on. */
export function offered(packs: StickerPack[]): StickerPack[] {
  return packs.filter(({ stickers }) => stickers.length >= LIMITS.packStickersMin)
}

/** By an emoji, or by words for one; what a pack is called finds all that is in it. */
export function findStickers(packs: StickerPack[], all: NamedEmoji[], query: string): Sticker[] {
  const meant = new Set(findEmoji(all, query).map(({ emoji }) => emoji))
  const typed = query.trim()
  const named = (name: string) => typed !== '' && name.toLowerCase().startsWith(typed.toLowerCase())
  return packs.flatMap(({ name, stickers }) =>
    stickers.filter(({ emoji }) => named(name) || emoji.some((one) => one === toEmoji(typed) || meant.has(one))),
  )
}

const RECENT = 'stickers.recent'
const KEPT = 12

export function recentStickers(packs: StickerPack[]): Sticker[] {
  const all = new Map(packs.flatMap(({ stickers }) => stickers.map((sticker) => [sticker.id, sticker] as const)))
  return recentIds().flatMap((id) => all.get(id) ?? [])
}

export function noteSticker({ id }: Sticker): void {
  remember(RECENT, [id, ...recentIds().filter((other) => other !== id)].slice(0, KEPT).join(' '))
}

const recentIds = () => (recall(RECENT) ?? '').split(' ').filter(Boolean)
