import { plainText, type PollContent, type Variant } from '@carillon/contract'
import type { StoredDocument, StoredMedia, StoredPhoto, StoredVideo, StoredVoice } from '../media/stored.ts'

/** What is sealed: what an admin sent, with the objects and keys of what it shows in place of the ids of uploads. */
export type SealedContent = SealedKind & { variants?: Variant[]; forwardedFrom?: Origin }

/** Where a forwarded post was published first, as that channel was called then. */
export type Origin = { channelId: string; handle: string; name: string; postId: string }

type SealedKind =
  | { kind: 'text'; text: string; link?: SealedLink }
  | ({ kind: 'photo'; text: string } & SealedPhoto)
  | ({ kind: 'video'; text: string } & SealedVideo)
  | { kind: 'album'; text: string; items: SealedItem[] }
  | { kind: 'sticker'; sticker: { id: string; emoji: string[]; moving: boolean } }
  | { kind: 'poll'; poll: PollContent }
  | { kind: 'voice'; text: string; voice: StoredVoice; waveform: number[] }
  | { kind: 'document'; text: string; name: string; document: StoredDocument }

export type SealedLink = { url: string; title: string; site: string; picture: StoredPhoto | null }
type SealedPhoto = { alt: string; photo: StoredPhoto }
type SealedVideo = { alt: string; video: StoredVideo; poster: StoredPhoto }
export type SealedItem = ({ kind: 'photo' } & SealedPhoto) | ({ kind: 'video' } & SealedVideo)

/** Everything stored that it shows, in the order in which it is seen. */
export function mediaIn(content: SealedContent): StoredMedia[] {
  switch (content.kind) {
    case 'text':
      return content.link?.picture ? [content.link.picture] : []
    case 'photo':
      return [content.photo]
    case 'video':
      return [content.video, content.poster]
    case 'album':
      return content.items.flatMap((item) => (item.kind === 'photo' ? [item.photo] : [item.video, item.poster]))
    case 'voice':
      return [content.voice]
    case 'document':
      return [content.document]
    default:
      return []
  }
}

export function mediaOf(content: SealedContent): string[] {
  return mediaIn(content).map(({ mediaId }) => mediaId)
}

/** The words of a post: its text or caption first, marked up, and then what stands beside it, plain. */
export function textsOf(content: SealedContent): [text: string, ...beside: string[]] {
  const inOthers = (content.variants ?? []).flatMap(({ text, alts, poll }) => [
    ...(text ? [plainText(text)] : []),
    ...alts.filter((alt) => alt !== ''),
    ...(poll ? [poll.question, ...poll.options] : []),
  ])
  return [...ownTexts(content), ...inOthers]
}

function ownTexts(content: SealedContent): [text: string, ...beside: string[]] {
  switch (content.kind) {
    case 'text':
      return content.link ? [content.text, content.link.title] : [content.text]
    case 'photo':
    case 'video':
      return [content.text, content.alt]
    case 'album':
      return [content.text, ...content.items.map((item) => item.alt)]
    case 'sticker':
      return ['', ...content.sticker.emoji]
    case 'poll':
      return ['', content.poll.question, ...content.poll.options]
    case 'document':
      return [content.text, content.name]
    default:
      return [content.text]
  }
}
