import * as z from 'zod'
import { MediaId, StickerId } from './ids.ts'
import { LIMITS } from './limits.ts'
import { NamedDocument, Photo, Video, Voice } from './media.ts'
import { Poll, PollContent } from './polls.ts'
import { Sticker } from './stickers.ts'
import { line, text } from './text.ts'

const caption = text(LIMITS.caption).default('')
const alt = text(LIMITS.altText).default('')
const photo = z.object({ mediaId: MediaId, alt })
/** `posterId`: a photo that was uploaded to stand for it until it plays. */
const video = z.object({ mediaId: MediaId, posterId: MediaId, alt })

const albumItem = z.discriminatedUnion('kind', [
  photo.extend({ kind: z.literal('photo') }),
  video.extend({ kind: z.literal('video') }),
])

/** What an admin sends. What it shows was uploaded before. */
export const PostContent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: text(LIMITS.postText, 1) }),
  z.object({ kind: z.literal('photo'), text: caption, photo }),
  z.object({ kind: z.literal('video'), text: caption, video }),
  z.object({
    kind: z.literal('album'),
    text: caption,
    items: z.array(albumItem).min(LIMITS.albumMin).max(LIMITS.albumMax),
  }),
  z.object({ kind: z.literal('sticker'), stickerId: StickerId }),
  z.object({ kind: z.literal('poll'), poll: PollContent }),
  z.object({
    kind: z.literal('voice'),
    text: caption,
    voice: z.object({
      mediaId: MediaId,
      /** How loud it is from its beginning to its end, 0 to 100. */
      waveform: z.array(z.int().min(0).max(100)).max(LIMITS.waveform).default([]),
    }),
  }),
  z.object({
    kind: z.literal('document'),
    text: caption,
    document: z.object({ mediaId: MediaId, name: line(LIMITS.fileName) }),
  }),
])
export type PostContent = z.infer<typeof PostContent>

/** One of an album. */
export const AlbumItem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('photo'), photo: Photo }),
  z.object({ kind: z.literal('video'), video: Video }),
])
export type AlbumItem = z.infer<typeof AlbumItem>

/**
 * What a reader gets. Open at the end: a kind that a client doesn't know is drawn as *needs a newer version*, and a
 * server answers `opaque` for what it can't read itself.
 */
export const ReadContent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('photo'), text: z.string(), photo: Photo }),
  z.object({ kind: z.literal('video'), text: z.string(), video: Video }),
  z.object({ kind: z.literal('album'), text: z.string(), items: z.array(AlbumItem) }),
  z.object({ kind: z.literal('sticker'), sticker: Sticker }),
  z.object({ kind: z.literal('poll'), poll: Poll }),
  z.object({ kind: z.literal('voice'), text: z.string(), voice: Voice }),
  z.object({ kind: z.literal('document'), text: z.string(), document: NamedDocument }),
  z.object({ kind: z.literal('opaque') }),
])
export type ReadContent = z.infer<typeof ReadContent>
