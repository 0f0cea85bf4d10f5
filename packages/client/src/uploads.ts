import type { DocumentFile, PictureFile, Sticker, TeamChannel, VideoFile, VoiceFile } from '@carillon/contract'
import { CarillonError, connectionError, isErrorBody, requireJson } from './errors.ts'
import type { CallOptions } from './procedures.ts'
import { type Send, sendResumable } from './resumable.ts'
import { unlessAborted } from './signals.ts'

/** JPEG, PNG, WebP, AVIF or GIF as it is in its file, up to 16 MiB; the instance tells by the bytes which it is. */
export type Picture = Blob | Uint8Array<ArrayBuffer>

/** A file as it is; `await openAsBlob(path)` of `node:fs` gives one that is never in memory as a whole. */
export type MediaFile = Blob | Uint8Array<ArrayBuffer>

export type FileOptions = CallOptions & {
  /** Told as bytes arrive. */
  onProgress?: ((progress: { sent: number; size: number }) => void) | undefined
}

/** Which pack it goes into, and the emoji that it is found by. */
export type NewSticker = { handle: string; packId: string; emoji: string[] }

export type Uploads = {
  /** Sends a photo for a post of this channel, to be used in it within a day. Needs the scope `publish`. */
  photo: (handle: string, picture: Picture, options?: CallOptions) => Promise<PictureFile>
  /**
   * Sends a video for a post, MP4 (H.264, AAC) or WebM (VP8, VP9 or AV1; Opus or Vorbis) up to 100 MiB, and goes on by
   * itself where the connection broke. A post needs a photo beside it, its poster.
   */
  video: (handle: string, file: MediaFile, options?: FileOptions) => Promise<VideoFile>
  /** The same for a voice note: M4A, WebM, Ogg, MP3 or WAV up to 16 MiB. */
  voice: (handle: string, file: MediaFile, options?: FileOptions) => Promise<VoiceFile>
  /** The same for a document: PDF, docx, xlsx, pptx, odt, ods, odp, EPUB or plain text up to 100 MiB. */
  document: (handle: string, file: MediaFile, options?: FileOptions) => Promise<DocumentFile>
  /** Makes a picture the channel's avatar, cut to a square. Needs the scope `profile`. */
  avatar: (handle: string, picture: Picture, options?: CallOptions) => Promise<TeamChannel>
  /** Puts a PNG, WebP, GIF or SVG into one of the channel's packs, with its 1 to 3 emoji. Needs the scope `publish`. */
  sticker: (into: NewSticker, picture: Picture, options?: CallOptions) => Promise<Sticker>
}

export function createUploads(send: Send): Uploads {
  async function upload<Answer>(path: string, body: Picture, signal: AbortSignal | undefined): Promise<Answer> {
    const init = { method: 'POST', body, signal: signal ?? null }
    const response = await send(path, init).then(requireJson, (error: unknown) => {
      throw connectionError(error, null)
    })
    const answer: unknown = await response.json().catch((error: unknown) => {
      throw connectionError(error, response.status)
    })
    if (response.ok) return answer as Answer
    throw isErrorBody(answer) ? new CarillonError(answer) : connectionError(undefined, response.status)
  }
  const to =
    <Answer>(kind: string) =>
    (handle: string, picture: Picture, { signal }: CallOptions = {}) =>
      unlessAborted(upload<Answer>(`${kind}?handle=${encodeURIComponent(handle)}`, picture, signal), signal)
  const resumable =
    <Answer>(kind: string) =>
    (handle: string, file: MediaFile, { signal, onProgress }: FileOptions = {}) => {
      const sending = { kind, handle, file: file instanceof Blob ? file : new Blob([file]), signal, onProgress }
      return unlessAborted(sendResumable<Answer>(send, sending), signal)
    }
  return {
    photo: to<PictureFile>('photo'),
    video: resumable<VideoFile>('video'),
    voice: resumable<VoiceFile>('voice'),
    document: resumable<DocumentFile>('document'),
    avatar: to<TeamChannel>('avatar'),
    sticker({ handle, packId, emoji }, picture, { signal } = {}) {
      const query = new URLSearchParams([['handle', handle], ['pack', packId], ...emoji.map((one) => ['emoji', one])])
      return unlessAborted(upload<Sticker>(`sticker?${query}`, picture, signal), signal)
    },
  }
}
