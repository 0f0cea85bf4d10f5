import { errorSentence, LIMITS, type ErrorCode, type Sticker, type TeamChannel } from '@carillon/contract'
import { languageHeader } from './api.ts'
import { isSignedOut, Refusal } from './failure.ts'
import { interfaceLanguage } from './interface.ts'
import { askToSignIn } from './session.ts'

/** What a file picker offers; whatever else a browser can show is turned into one of them. */
export const pictureTypes = 'image/*'
const TAKEN = ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif']

type Sending = {
  /** Hears which share of it is sent, 0 to 1. */
  progress?: (share: number) => void
}

export async function uploadAvatar(handle: string, file: File): Promise<TeamChannel> {
  const bytes = await readablePicture(file)
  if (bytes.size > LIMITS.photoBytes) throw refusal('media.too_large')
  return sendSignedIn<TeamChannel>(`/api/uploads/avatar?handle=${encodeURIComponent(handle)}`, bytes)
}

/** Sends a picture to become a sticker of a channel's pack, or of everybody's. */
export async function uploadSticker(
  handle: string | null,
  pack: string,
  emoji: string[],
  file: File,
  sending?: Sending,
): Promise<Sticker> {
  if (file.size > LIMITS.photoBytes) throw refusal('media.too_large')
  const query = new URLSearchParams(handle === null ? { pack } : { handle, pack })
  for (const one of emoji) query.append('emoji', one)
  return sendSignedIn<Sticker>(`/api/uploads/sticker?${query}`, file, sending)
}

/** Begins to import the channels that a file lists; how far that is, `imports.progress` tells. */
export async function uploadImport(file: File): Promise<{ jobId: string }> {
  if (file.size > LIMITS.importBytes) throw refusal('imports.too_large')
  return sendSignedIn(`/api/uploads/import?name=${encodeURIComponent(file.name)}`, file)
}

/** Whoever was signed out meanwhile is asked to sign in, and it is sent again. */
async function sendSignedIn<Answer>(path: string, bytes: Blob, sending?: Sending): Promise<Answer> {
  try {
    return await send<Answer>(path, bytes, sending)
  } catch (error) {
    if (isSignedOut(error) && (await askToSignIn())) return send<Answer>(path, bytes, sending)
    throw error
  }
}

function send<Answer>(path: string, bytes: Blob, sending?: Sending): Promise<Answer> {
  return new Promise((resolve, reject) => {
    // Only XMLHttpRequest tells how much is sent.
    const request = new XMLHttpRequest()
    request.open('POST', path)
    request.responseType = 'json'
    for (const [name, value] of Object.entries(languageHeader())) request.setRequestHeader(name, value)
    request.setRequestHeader('content-type', bytes.type || 'application/octet-stream')
    request.upload.onprogress = (event) => event.lengthComputable && sending?.progress?.(event.loaded / event.total)
    request.onload = () => {
      if (request.status === 200 && request.response) resolve(request.response)
      else reject(request.response?.code ? new Refusal(request.response) : new Error(`status ${request.status}`))
    }
    request.onerror = request.ontimeout = () => reject(new Error('no answer'))
    request.send(bytes)
  })
}

/** What only this browser can read (HEIC on Apple's, for example) becomes a JPEG. */
export async function readablePicture(file: Blob): Promise<Blob> {
  if (TAKEN.includes(file.type)) return file
  const bitmap = await createImageBitmap(file).catch(() => null)
  if (!bitmap) throw refusal('media.unreadable')
  const canvas = document.createElement('canvas')
  canvas.width = bitmap.width
  canvas.height = bitmap.height
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0)
  bitmap.close()
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.92))
  if (!blob) throw refusal('media.unreadable')
  return blob
}

function refusal(code: ErrorCode): Refusal {
  return new Refusal({ code, message: errorSentence(code, interfaceLanguage().locale), fields: {} })
}
