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
  const beside = variantsBeside(draft)
  switch (attached?.kind) {
    case undefined: {
      const link = linkContentOf(draft.link)
      return { kind: 'text', text, ...(link ? { link } : {}), ...beside }
    }
    case 'sticker':
      return { kind: 'sticker', stickerId: attached.sticker.id }
    case 'poll':
      return { kind: 'poll', poll: pollContentOf(attached.poll), ...beside }
    case 'voice': {
      const { waveform } = attached.item
      return { kind: 'voice', text, voice: { mediaId: mediaIdOf(attached.item), waveform: [...waveform] }, ...beside }
    }
    case 'document': {
      const { name } = attached.item
      return { kind: 'document', text, document: { mediaId: mediaIdOf(attached.item), name }, ...beside }
    }
    case 'shown':
      return { ...shownContent(text, attached.items), ...beside }
  }
}

function variantsBeside(draft: Draft) {
  const variants = variantsOf(draft)
  return variants.length > 0 ? { variants } : {}
}

function shownContent(text: string, items: ShownItem[]) {
  const [first, ...others] = items.map(sentItem)
  if (!first) return { kind: 'text' as const, text }
  if (others.length > 0) return { kind: 'album' as const, text, items: [first, ...others] }
  if (first.kind === 'photo') {
    const { kind, ...photo } = first
    return { kind, text, photo }
  }
  const { kind, ...video } = first
  return { kind, text, video }
}

function sentItem(item: ShownItem) {
  const { alt } = item
  const mediaId = mediaIdOf(item)
  if (item.kind === 'photo') return { kind: item.kind, mediaId, alt }
  return { kind: item.kind, mediaId, posterId: item.poster?.mediaId ?? '', alt }
}

const mediaIdOf = (item: { file: { mediaId: string } | null }) => item.file?.mediaId ?? ''

/** What stands under `content` of the item at a place: where the server says what is wrong with it. */
export function itemPath(items: ShownItem[], at: number): string {
  return items.length === 1 ? `content.${items[at]!.kind}` : `content.items.${at}`
}

/** A draft as its followers would read it. */
export function readContentOf(draft: Draft): ReadContent {
  const { text, attached } = draft
  const beside = variantsBeside(draft)
  const onlyText: ReadContent = { kind: 'text', text, ...beside }
  switch (attached?.kind) {
    case undefined: {
      const link = linkOf(draft.link)
      return link ? { ...onlyText, link } : onlyText
    }
    case 'sticker':
      return attached
    case 'poll':
      return { kind: 'poll', poll: readPollOf(attached.poll), ...beside }
    case 'voice': {
      const { file, waveform } = attached.item
      return file ? { kind: 'voice', text, voice: { ...file, waveform }, ...beside } : onlyText
    }
    case 'document': {
      const { file, name } = attached.item
      return file ? { kind: 'document', text, document: { ...file, name }, ...beside } : onlyText
    }
    case 'shown': {
      const [first, ...others] = itemsThere(attached.items)
      if (!first) return onlyText
      return others.length > 0
        ? { kind: 'album', text, items: [first, ...others], ...beside }
        : { ...first, text, ...beside }
    }
  }
}
