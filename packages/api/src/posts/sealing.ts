import type { LinkContent, PostContent } from '@carillon/contract'
import type { Core } from '../core/context.ts'
import type { Tx } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { attachMedia, openPending, orphanMedia } from '../media/service.ts'
import { isPhoto, type StoredFile, type StoredMedia, type StoredPhoto } from '../media/stored.ts'
import { findSticker } from '../stickers/service.ts'
import { mediaIn, mediaOf, type SealedContent, type SealedItem } from './sealed.ts'

type Kept = SealedContent | null

/** From what an admin sent to what is stored. `previous` is what an edited post holds so far: what it shows may stay. */
export async function toSealed(
  ctx: Core,
  channelId: string,
  content: PostContent,
  previous: Kept = null,
): Promise<SealedContent> {
  const sealed = await sealKind(ctx, channelId, content, previous)
  return 'variants' in content && content.variants?.length ? { ...sealed, variants: content.variants } : sealed
}

async function sealKind(ctx: Core, channelId: string, content: PostContent, previous: Kept): Promise<SealedContent> {
  const find = finder(ctx, channelId, previous)
  switch (content.kind) {
    case 'text': {
      const { text, link } = content
      return { kind: 'text', text, ...(link ? { link: await sealLink(find, link) } : {}) }
    }
    case 'poll':
      return { kind: 'poll', poll: content.poll }
    case 'sticker': {
      const kept = previous?.kind === 'sticker' && previous.sticker.id === content.stickerId ? previous.sticker : null
      return { kind: 'sticker', sticker: kept ?? (await findSticker(ctx, channelId, content.stickerId)) }
    }
    case 'photo': {
      const { mediaId, alt } = content.photo
      return { kind: 'photo', text: content.text, alt, photo: await find.photo(mediaId, 'photo.mediaId') }
    }
    case 'video':
      return { kind: 'video', text: content.text, ...(await sealVideo(find, content.video, 'video')) }
    case 'album': {
      const seen = content.items.map(({ mediaId }) => mediaId)
      const twice = seen.findIndex((id, at) => seen.indexOf(id) < at)
      if (twice >= 0) throw notFound(`items.${twice}.mediaId`)
      const items = content.items.map(async (item, at): Promise<SealedItem> => {
        if (item.kind === 'video') return { kind: 'video', ...(await sealVideo(find, item, `items.${at}`)) }
        return { kind: 'photo', alt: item.alt, photo: await find.photo(item.mediaId, `items.${at}.mediaId`) }
      })
      return { kind: 'album', text: content.text, items: await Promise.all(items) }
    }
    case 'voice': {
      const { mediaId, waveform } = content.voice
      return { kind: 'voice', text: content.text, voice: await find.file('voice', mediaId, 'voice.mediaId'), waveform }
    }
    case 'document': {
      const { mediaId, name } = content.document
      const document = await find.file('document', mediaId, 'document.mediaId')
      return { kind: 'document', text: content.text, name, document }
    }
  }
}

type Finder = ReturnType<typeof finder>
type FileOf<Is extends StoredFile['is']> = Extract<StoredFile, { is: Is }>

/** What an id stands for: something that the post shows already, or an upload that waits. */
function finder(ctx: Core, channelId: string, previous: Kept) {
  const kept = new Map((previous ? mediaIn(previous) : []).map((stored) => [stored.mediaId, stored]))
  const open = async (mediaId: string, path: string): Promise<StoredMedia> => {
    const stored = kept.get(mediaId) ?? (await openPending(ctx, channelId, mediaId))
    if (!stored) throw notFound(path)
    return stored
  }
  return {
    async photo(mediaId: string, path: string): Promise<StoredPhoto> {
      const stored = await open(mediaId, path)
      if (!isPhoto(stored)) throw otherKind(path)
      return stored
    },
    async file<Is extends StoredFile['is']>(is: Is, mediaId: string, path: string): Promise<FileOf<Is>> {
      const stored = await open(mediaId, path)
      if (isPhoto(stored) || stored.is !== is) throw otherKind(path)
      return stored as FileOf<Is>
    },
  }
}

async function sealLink(find: Finder, { pictureId, ...link }: LinkContent) {
  return { ...link, picture: pictureId ? await find.photo(pictureId, 'link.pictureId') : null }
}

async function sealVideo(find: Finder, video: { mediaId: string; posterId: string; alt: string }, path: string) {
  return {
    alt: video.alt,
    video: await find.file('video', video.mediaId, `${path}.mediaId`),
    poster: await find.photo(video.posterId, `${path}.posterId`),
  }
}

const notFound = (path: string) => new AppError('media.not_found', { [`content.${path}`]: 'media.not_found' })
const otherKind = (path: string) => new AppError('media.other_kind', { [`content.${path}`]: 'media.other_kind' })

/** What another version shows no more is to go, what it shows anew is taken. */
export async function replaceMedia(
  ctx: Core,
  tx: Tx,
  holder: { id: string; channelId: string; expiresAt: number },
  before: Kept,
  after: SealedContent,
): Promise<void> {
  const kept = before ? mediaOf(before).filter((id) => mediaOf(after).includes(id)) : []
  orphanMedia(ctx, tx, [holder.id], kept)
  for (const mediaId of mediaOf(after)) {
    if (!kept.includes(mediaId)) await attachMedia(tx, holder.channelId, mediaId, holder)
  }
}
