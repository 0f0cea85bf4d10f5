import type {
  AlbumItem,
  DocumentFile,
  PictureFile,
  ReadContent,
  Sticker,
  VideoFile,
  VoiceFile,
} from '@carillon/contract'
import { filledPlaces, isPollReady, type PollDraft, pollDraftOf } from '../../polls/draft.ts'

/** What a post shows beside its words. Files have an id of their own here from the moment they are chosen. */
export type Attached =
  | { kind: 'shown'; items: ShownItem[] }
  | { kind: 'voice'; item: VoiceItem }
  | { kind: 'document'; item: DocumentItem }
  | { kind: 'sticker'; sticker: Sticker }
  | { kind: 'poll'; poll: PollDraft }

type Chosen<File> = {
  id: string
  /** As it was called where it was chosen; of a document also how followers see it called. */
  name: string
  /** What the server answered; `null` until it is there. */
  file: File | null
  /** When it got there; 0 for what is part of a post already. */
  at: number
}

export type PhotoItem = Chosen<PictureFile> & { kind: 'photo'; alt: string }
export type VideoItem = Chosen<VideoFile> & { kind: 'video'; alt: string; poster: PictureFile | null }
export type ShownItem = PhotoItem | VideoItem
export type VoiceItem = Chosen<VoiceFile> & { kind: 'voice'; waveform: number[] }
export type DocumentItem = Chosen<DocumentFile> & { kind: 'document' }
export type AnyItem = ShownItem | VoiceItem | DocumentItem

export function itemsOf(attached: Attached | null): AnyItem[] {
  if (attached?.kind === 'voice' || attached?.kind === 'document') return [attached.item]
  return attached?.kind === 'shown' ? attached.items : []
}

/** Whether all of it is written, and on the server. */
export function isReady(attached: Attached | null): boolean {
  if (attached?.kind === 'poll') return isPollReady(attached.poll)
  return itemsOf(attached).every((item) => item.file !== null && (item.kind !== 'video' || item.poster !== null))
}

/** Whether there is something to see of it. */
export function isShowing(attached: Attached | null): boolean {
  if (attached?.kind !== 'poll') return attached !== null
  return attached.poll.question.trim() !== '' || filledPlaces(attached.poll).length > 0
}

/** Words can be published beside everything but this. */
export function takesText(attached: Attached | null): boolean {
  return attached?.kind !== 'sticker' && attached?.kind !== 'poll'
}

/** What of it followers would see now: whatever isn't on the server yet is left out. */
export function itemsThere(items: ShownItem[]): AlbumItem[] {
  return items.flatMap((item): AlbumItem[] => {
    if (item.kind === 'photo') return item.file ? [{ kind: 'photo', photo: { ...item.file, alt: item.alt } }] : []
    return item.file && item.poster
      ? [{ kind: 'video', video: { ...item.file, poster: item.poster, alt: item.alt } }]
      : []
  })
}

/** What a post shows, to be changed. */
export function attachedOf(content: ReadContent): Attached | null {
  switch (content.kind) {
    case 'photo':
    case 'video':
      return { kind: 'shown', items: [shownItemOf(content)] }
    case 'album':
      return { kind: 'shown', items: content.items.map(shownItemOf) }
    case 'voice': {
      const { waveform, ...file } = content.voice
      return { kind: 'voice', item: { kind: 'voice', id: file.mediaId, name: '', file, at: 0, waveform } }
    }
    case 'document': {
      const { name, ...file } = content.document
      return { kind: 'document', item: { kind: 'document', id: file.mediaId, name, file, at: 0 } }
    }
    case 'sticker':
      return { kind: 'sticker', sticker: content.sticker }
    case 'poll':
      return { kind: 'poll', poll: pollDraftOf(content.poll) }
    default:
      return null
  }
}

function shownItemOf(item: AlbumItem): ShownItem {
  if (item.kind === 'photo') {
    const { alt, ...file } = item.photo
    return { kind: 'photo', id: file.mediaId, name: '', file, at: 0, alt }
  }
  const { alt, poster, ...file } = item.video
  return { kind: 'video', id: file.mediaId, name: '', file, at: 0, alt, poster }
}
