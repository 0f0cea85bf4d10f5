import type { Post, PostContent, ReadContent } from '@carillon/contract'
import { captionOf } from '@carillon/contract/reading'
import { attachedOf, itemsThere, type ShownItem } from './attached/attached.ts'
import type { Draft } from './draft.ts'

/** A post as a draft to change it by. */
export function draftOf({ content, silent }: Pick<Post, 'content' | 'silent'>): Draft {
  return { text: captionOf(content), silent, attached: attachedOf(content) }
}

/** What is sent of a draft whose files are all there. */
export function contentOf({ text, attached }: Draft): PostContent {
  switch (attached?.kind) {
    case undefined:
      return { kind: 'text', text }
    case 'sticker':
      return { kind: 'sticker', stickerId: attached.sticker.id }
    case 'shown': {
      const [first, ...others] = attached.items.map(sentItem)
      if (!first) return { kind: 'text', text }
      if (others.length > 0) return { kind: 'album', text, items: [first, ...others] }
      if (first.kind === 'photo') {
        const { kind, ...photo } = first
        return { kind, text, photo }
      }
      const { kind, ...video } = first
      return { kind, text, video }
    }
  }
}

/** What stands under `content` of the item at a place: where the server says what is wrong with it. */
export function itemPath(items: ShownItem[], at: number): string {
  return items.length === 1 ? `content.${items[at]!.kind}` : `content.items.${at}`
}

function sentItem(item: ShownItem) {
  const { alt, file } = item
  const mediaId = file?.mediaId ?? ''
  if (item.kind === 'photo') return { kind: item.kind, mediaId, alt }
  return { kind: item.kind, mediaId, posterId: item.poster?.mediaId ?? '', alt }
}

/** A draft as its followers would read it. */
export function readContentOf({ text, attached }: Draft): ReadContent {
  if (attached?.kind === 'sticker') return attached
  const [first, ...others] = attached?.kind === 'shown' ? itemsThere(attached.items) : []
  if (!first) return { kind: 'text', text }
  return others.length > 0 ? { kind: 'album', text, items: [first, ...others] } : { ...first, text }
}
