import type { ArchivedContent, UploadKind } from '@carillon/contract'
import { isPhoto, type StoredMedia } from '../media/stored.ts'
import type { SealedContent, SealedItem } from '../posts/sealed.ts'

const EXTENSIONS: Record<string, string> = {
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'audio/mp4': 'm4a',
  'audio/webm': 'webm',
  'audio/ogg': 'ogg',
  'audio/mpeg': 'mp3',
  'audio/wav': 'wav',
  'application/pdf': 'pdf',
}

/** What a stored file is called in an archive. */
export function fileOf(stored: StoredMedia): string {
  return `media/${stored.mediaId}.${isPhoto(stored) ? 'webp' : (EXTENSIONS[stored.type] ?? 'bin')}`
}

export const stickerFile = (id: string) => `media/${id}.webp`

/** What a post says, with the names of files in place of what is stored. */
export function toArchived(sealed: SealedContent): ArchivedContent {
  const content = archive(sealed)
  return content.kind !== 'sticker' && sealed.variants ? { ...content, variants: sealed.variants } : content
}

function archive(sealed: SealedContent): ArchivedContent {
  switch (sealed.kind) {
    case 'text': {
      const { text, link } = sealed
      const picture = link?.picture ? fileOf(link.picture) : null
      return { kind: 'text', text, ...(link ? { link: { ...link, picture } } : {}) }
    }
    case 'photo':
      return { kind: 'photo', text: sealed.text, photo: photoOf(sealed) }
    case 'video':
      return { kind: 'video', text: sealed.text, video: videoOf(sealed) }
    case 'album': {
      const items = sealed.items.map((item) =>
        item.kind === 'photo' ? { kind: item.kind, ...photoOf(item) } : { kind: item.kind, ...videoOf(item) },
      )
      return { kind: 'album', text: sealed.text, items }
    }
    case 'sticker': {
      const { id, emoji } = sealed.sticker
      return { kind: 'sticker', sticker: { id, emoji, file: stickerFile(id) } }
    }
    case 'poll':
      return { kind: 'poll', poll: sealed.poll }
    case 'voice':
      return { kind: 'voice', text: sealed.text, voice: { file: fileOf(sealed.voice), waveform: sealed.waveform } }
    case 'document':
      return { kind: 'document', text: sealed.text, document: { file: fileOf(sealed.document), name: sealed.name } }
  }
}

type Sealed<Kind extends SealedItem['kind']> = Omit<Extract<SealedItem, { kind: Kind }>, 'kind'>
const photoOf = ({ photo, alt }: Sealed<'photo'>) => ({ file: fileOf(photo), alt })
const videoOf = ({ video, poster, alt }: Sealed<'video'>) => ({ file: fileOf(video), poster: fileOf(poster), alt })

/** Brings a file of the archive in as an upload; answers its id. */
export type Take = (file: string, kind: UploadKind) => Promise<string>

/** From what an archive holds to what is sent to publish it. Unchecked: it is for the schema to say whether it may be. */
export async function toSent(content: ArchivedContent, take: Take): Promise<unknown> {
  switch (content.kind) {
    case 'text': {
      const { link, ...rest } = content
      if (!link) return rest
      const { picture, ...words } = link
      return { ...rest, link: { ...words, pictureId: picture && (await take(picture, 'photo')) } }
    }
    case 'photo':
      return { ...content, photo: await takePhoto(content.photo, take) }
    case 'video':
      return { ...content, video: await takeVideo(content.video, take) }
    case 'album': {
      const items: unknown[] = []
      for (const item of content.items) {
        const { kind } = item
        items.push({ kind, ...(item.kind === 'photo' ? await takePhoto(item, take) : await takeVideo(item, take)) })
      }
      return { ...content, items }
    }
    case 'sticker':
      return { kind: 'sticker', stickerId: content.sticker.id }
    case 'poll':
      return content
    case 'voice':
      return { ...content, voice: { ...content.voice, mediaId: await take(content.voice.file, 'voice') } }
    case 'document':
      return { ...content, document: { ...content.document, mediaId: await take(content.document.file, 'document') } }
  }
}

const takePhoto = async ({ file, alt }: { file: string; alt: string }, take: Take) => ({
  mediaId: await take(file, 'photo'),
  alt,
})

const takeVideo = async ({ file, poster, alt }: { file: string; poster: string; alt: string }, take: Take) => ({
  mediaId: await take(file, 'video'),
  posterId: await take(poster, 'photo'),
  alt,
})
