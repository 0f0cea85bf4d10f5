import type { Post, PostContent, ReadContent } from '@carillon/contract'
import { captionOf } from '@carillon/contract/reading'
import { attachedOf, itemsThere, type ShownItem } from './attached/attached.ts'
import { pollContentOf, readPollOf } from '../polls/draft.ts'
import type { Draft } from './draft.ts'
import { linkContentOf, linkDraftOf, linkOf } from './link/link.ts'
import { variantDraftsOf, variantsOf } from './variants/variants.ts'

/** A post as a draft to change it by. */
export function draftOf({ content, silent }: Pick<Post, 'content' | 'silent'>): Draft {
  const text = captionOf(content)
  const attached = attachedOf(content)
  const link = content.kind === 'text' ? linkDraftOf(text, content.link) : null
  return { text, silent, attached, link, variants: variantDraftsOf(content, attached) }
}

/** What is sent of a draft whose files are all there. */
export function contentOf(draft: Draft): PostContent {
  const { text, attached } = draft
  const variants = variantsOf(draft)
  const beside = variants.length > 0 ? { variants } : {}
  switch (attached?.kind) {
    case undefined: {
      const link = linkContentOf(draft.link)
      return { kind: 'text', text, ...(link ? { link } : {}), ...beside }
    }
    case 'sticker':
      return { kind: 'sticker', stickerId: attached.sticker.id }
    case 'poll':
      return { kind: 'poll', poll: pollContentOf(attached.poll) }
    case 'shown': {
      const [first, ...others] = attached.items.map(sentItem)
      if (!first) return { kind: 'text', text }
      if (others.length > 0) return { kind: 'album', text, items: [first, ...others], ...beside }
      if (first.kind === 'photo') {
        const { kind, ...photo } = first
        return { kind, text, photo, ...beside }
      }
      const { kind, ...video } = first
      return { kind, text, video, ...beside }
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
export function readContentOf(draft: Draft): ReadContent {
  const { text, attached } = draft
  const variants = variantsOf(draft)
  const beside = variants.length > 0 ? { variants } : {}
  if (attached?.kind === 'sticker') return attached
  if (attached?.kind === 'poll') return { kind: 'poll', poll: readPollOf(attached.poll) }
  const [first, ...others] = attached?.kind === 'shown' ? itemsThere(attached.items) : []
  if (!first) {
    const link = attached ? undefined : linkOf(draft.link)
    return { kind: 'text', text, ...(link ? { link } : {}), ...beside }
  }
  return others.length > 0
    ? { kind: 'album', text, items: [first, ...others], ...beside }
    : { ...first, text, ...beside }
}
