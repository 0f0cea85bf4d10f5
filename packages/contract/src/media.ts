import * as z from 'zod'
import { MediaId } from './ids.ts'

/** A picture as it is read: `/api/media/{mediaId}/{width}` for each of `widths`, WebP. Sizes in pixels. */
export const PictureFile = z.object({
  mediaId: MediaId,
  width: z.int(),
  height: z.int(),
  widths: z.array(z.int()),
  /** A blurred likeness to show while it loads: thumbhash, base64. */
  thumbhash: z.string(),
})
export type PictureFile = z.infer<typeof PictureFile>

export const Photo = PictureFile.extend({ alt: z.string() })
export type Photo = z.infer<typeof Photo>

/** Anything that is read as it is, in ranges if so wished: `/api/media/{mediaId}/file`. `size` is in bytes. */
const AnyFile = z.object({ mediaId: MediaId, type: z.string(), size: z.int() })

/** MP4 or WebM. Sizes in pixels. */
export const VideoFile = AnyFile.extend({ width: z.int(), height: z.int(), durationMs: z.int() })
export type VideoFile = z.infer<typeof VideoFile>
export const Video = VideoFile.extend({ alt: z.string(), poster: PictureFile })
export type Video = z.infer<typeof Video>

/** MP4, WebM, Ogg, MP3 or WAV. */
export const VoiceFile = AnyFile.extend({ durationMs: z.int() })
export type VoiceFile = z.infer<typeof VoiceFile>
/** `waveform`: how loud it is from its beginning to its end, 0 to 100; empty where nobody told. */
export const Voice = VoiceFile.extend({ waveform: z.array(z.int()) })
export type Voice = z.infer<typeof Voice>

export const DocumentFile = AnyFile
export type DocumentFile = z.infer<typeof DocumentFile>
export const NamedDocument = DocumentFile.extend({ name: z.string() })
export type NamedDocument = z.infer<typeof NamedDocument>

/** What an upload may be for. */
export const UploadKind = z.enum(['photo', 'video', 'voice', 'document', 'archive'])
export type UploadKind = z.infer<typeof UploadKind>

/** Answer of `POST /api/uploads/files/{mediaId}/finish`: to be used in a post within a day. */
export type UploadedFile = PictureFile | VideoFile | VoiceFile | DocumentFile

/** Bytes of all files of a channel, and how many it may have; `null` for as many as there is room for. */
export const ChannelStorage = z.object({ used: z.int(), quota: z.int().nullable() })
export type ChannelStorage = z.infer<typeof ChannelStorage>

/** Answer of `POST /api/uploads/photo?handle=…`: to be used in a post within a day. */
export const Upload = PictureFile
export type Upload = z.infer<typeof Upload>
