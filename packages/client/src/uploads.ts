import type { TeamChannel, Upload } from '@carillon/contract'
import { CarillonError, connectionError, isErrorBody } from './errors.ts'
import type { CallOptions } from './procedures.ts'
import { unlessAborted } from './signals.ts'

/** JPEG, PNG, WebP, AVIF or GIF as it is in its file, up to 16 MiB; the instance tells by the bytes which it is. */
export type Picture = Blob | Uint8Array<ArrayBuffer>

export type Uploads = {
  /** Sends a photo for a post of this channel, to be used in it within a day. Needs the scope `publish`. */
  photo: (handle: string, picture: Picture, options?: CallOptions) => Promise<Upload>
  /** Makes a picture the channel's avatar, cut to a square. Needs the scope `profile`. */
  avatar: (handle: string, picture: Picture, options?: CallOptions) => Promise<TeamChannel>
}

type Send = (path: string, init: RequestInit) => Promise<Response>

export function createUploads(send: Send): Uploads {
  async function upload<Answer>(path: string, body: Picture, signal: AbortSignal | undefined): Promise<Answer> {
    const response = await send(path, { method: 'POST', body, signal: signal ?? null }).catch((error: unknown) => {
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
  return { photo: to<Upload>('photo'), avatar: to<TeamChannel>('avatar') }
}
