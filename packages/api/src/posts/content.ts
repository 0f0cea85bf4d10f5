import type { Link, Post, ReadContent, ReadVariant, Variant } from '@carillon/contract'
import type { ChannelRow } from '../channels/authority.ts'
import type { Core } from '../core/context.ts'
import { unseal } from '../core/seal.ts'
import { toDocumentFile, toPicture, toVideoFile, toVoiceFile } from '../media/stored.ts'
import type { SealedContent, SealedItem, SealedLink } from './sealed.ts'
import type { posts } from './table.ts'

export type PostRow = typeof posts.$inferSelect

export async function openContent(
  ctx: Core,
  row: { id: string; expiresAt: number | null; content: Uint8Array },
): Promise<SealedContent | null> {
  return (await unseal(ctx.keys, row, row.content)) as SealedContent | null
}

/** `closesAt` is of a poll that is published. */
export function toRead(sealed: SealedContent | null, closesAt: number | null = null): ReadContent {
  if (!sealed) return { kind: 'opaque' }
  const read = readKind(sealed, closesAt)
  if (!sealed.variants || read.kind === 'sticker' || read.kind === 'opaque') return read
  return { ...read, variants: sealed.variants.map(readVariant) }
}

function readKind(sealed: SealedContent, closesAt: number | null): ReadContent {
  switch (sealed.kind) {
    case 'text':
      return { kind: 'text', text: sealed.text, ...(sealed.link ? { link: readLink(sealed.link) } : {}) }
    case 'sticker':
      return { kind: 'sticker', sticker: sealed.sticker }
    case 'photo':
    case 'video':
      return { ...readItem(sealed), text: sealed.text }
    case 'album':
      return { kind: 'album', text: sealed.text, items: sealed.items.map(readItem) }
    case 'poll': {
      const { correct: _, explanation: __, ...poll } = sealed.poll
      return { kind: 'poll', poll: { ...poll, closesAt } }
    }
    case 'voice':
      return { kind: 'voice', text: sealed.text, voice: { ...toVoiceFile(sealed.voice), waveform: sealed.waveform } }
    case 'document':
      return {
        kind: 'document',
        text: sealed.text,
        document: { ...toDocumentFile(sealed.document), name: sealed.name },
      }
  }
}

function readLink(link: SealedLink): Link {
  return { ...link, picture: link.picture && toPicture(link.picture) }
}

/** Without what explains the answer of a quiz. */
function readVariant({ poll, ...variant }: Variant): ReadVariant {
  return { ...variant, poll: poll && { question: poll.question, options: poll.options } }
}

function readItem(item: SealedItem) {
  if (item.kind === 'photo') return { kind: 'photo' as const, photo: { ...toPicture(item.photo), alt: item.alt } }
  return {
    kind: 'video' as const,
    video: { ...toVideoFile(item.video), alt: item.alt, poster: toPicture(item.poster) },
  }
}

/** What the team sees of a draft: of a quiz its answer too. */
export function toDrafted(sealed: SealedContent | null): ReadContent {
  const content = toRead(sealed)
  if (content.kind !== 'poll' || sealed?.kind !== 'poll' || sealed.poll.correct === undefined) return content
  const { correct, explanation } = sealed.poll
  const poll = { ...content.poll, quiz: { correct, explanation } }
  return { kind: 'poll', poll, ...(sealed.variants ? { variants: sealed.variants } : {}) }
}

export async function toPost(ctx: Core, channel: Pick<ChannelRow, 'handle' | 'language'>, row: PostRow): Promise<Post> {
  return describe(channel, row, await openContent(ctx, row))
}

/** The same, of a post whose content is at hand. */
export function describe(
  channel: Pick<ChannelRow, 'handle' | 'language'>,
  row: PostRow,
  sealed: SealedContent | null,
): Post {
  const { id, silent, publishedAt, editedAt, expiresAt, pinnedAt } = row
  const content = toRead(sealed, row.poll?.closesAt)
  const { handle, language } = channel
  const pinned = pinnedAt !== null
  const about = { id, handle, language, silent, pinned, publishedAt, editedAt, expiresAt }
  return { ...about, content, forwardedFrom: originOf(sealed) }
}

function originOf(sealed: SealedContent | null): Post['forwardedFrom'] {
  if (!sealed?.forwardedFrom) return null
  const { handle, name, postId } = sealed.forwardedFrom
  return { handle, name, postId }
}
