import type { DocumentFile, PictureFile, VideoFile, VoiceFile } from '@carillon/contract'
import { readablePicture } from '../../upload.ts'
import { keepParcel, type FileKind, type Parcel } from './kept.ts'
import { transfer, type Going } from './transfer.ts'
import type { Hear } from './uploads.ts'

/** What is on the server now. */
export type Delivered = { file: PictureFile | VideoFile | VoiceFile | DocumentFile; poster?: PictureFile }

/** Makes of a file what the server takes, and takes it there. Called again, it goes on where it was. */
export async function deliver(parcel: Parcel, handle: string, hear: Hear, signal: AbortSignal): Promise<Delivered> {
  await keepParcel(parcel)
  if (parcel.kind === 'video') await prepareVideo(parcel, hear, signal)
  if (parcel.kind === 'photo') parcel.file = await readablePicture(parcel.file)
  const send = <Answer>(file: Blob, kind: FileKind, from: Pick<Going, 'url' | 'onUrl' | 'sent' | 'onSent'>) =>
    transfer<Answer>(file, { kind, handle, hear, signal, ...from })
  if (parcel.picture) {
    parcel.poster = await send<PictureFile>(parcel.picture, 'photo', {})
    parcel.picture = undefined
    await keepParcel(parcel)
  }
  const file = await send<Delivered['file']>(parcel.file, parcel.kind, {
    url: parcel.url,
    onUrl(url) {
      parcel.url = url
      void keepParcel(parcel)
    },
    sent: parcel.sent,
    onSent() {
      parcel.sent = true
      void keepParcel(parcel)
    },
  })
  return parcel.poster ? { file, poster: parcel.poster } : { file }
}

/** One at a time: each wants the whole machine. */
let lastVideo: Promise<unknown> = Promise.resolve()

async function prepareVideo(parcel: Parcel, hear: Hear, signal: AbortSignal): Promise<void> {
  if (parcel.poster || parcel.picture) return
  const before = lastVideo
  const work = (async () => {
    await before.catch(() => {})
    signal.throwIfAborted()
    const { makeVideo } = await import('./video.ts')
    return makeVideo(parcel.file, (share) => hear('preparing', share), signal)
  })()
  lastVideo = work
  Object.assign(parcel, await work)
  await keepParcel(parcel)
}
