import type { ErrorBody } from '@carillon/contract'
import type { DetailedError, Upload } from 'tus-js-client'
import { languageHeader } from '../../api.ts'
import { isSignedOut, Refusal } from '../../failure.ts'
import { askToSignIn } from '../../session.ts'
import type { FileKind } from './kept.ts'
import type { Hear } from './uploads.ts'

export type Going = {
  kind: FileKind | 'archive'
  handle: string
  /** Where it was begun before. */
  url?: string | undefined
  onUrl?: (url: string) => void
  /** Whether all of it got there before. */
  sent?: boolean | undefined
  onSent?: () => void
  hear: Hear
  signal: AbortSignal
}

/** After a break it tries again, milliseconds later each; then it waits to be told. */
const TRIES = [500, 1_500, 4_000, 8_000]
/** Bytes of one request: proxies before the server may not let more through. */
const CHUNK = 16 * 1024 * 1024

/** Takes a file to the server, goes on where it broke off, and answers with what became of it. */
export async function transfer<Answer>(file: Blob, going: Going): Promise<Answer> {
  try {
    return await attempt<Answer>(file, going)
  } catch (error) {
    // Whoever was signed out meanwhile is asked to sign in, and it goes on.
    if (!isSignedOut(error) || going.signal.aborted || !(await askToSignIn())) throw error
    return attempt<Answer>(file, going)
  }
}

async function attempt<Answer>(file: Blob, going: Going): Promise<Answer> {
  const { url, sent, hear, signal } = going
  // Where only the answer got lost there is nothing to send.
  const known = url && sent ? await finish<Answer>(url, signal).catch(() => undefined) : undefined
  if (known !== undefined) return known
  const there = await sendBytes(file, going)
  going.onSent?.()
  hear('checking', 1)
  return finish<Answer>(there, signal)
}

async function finish<Answer>(url: string, signal: AbortSignal): Promise<Answer> {
  const response = await fetch(`${url}/finish`, { method: 'POST', headers: languageHeader(), signal })
  const body = await response.json().catch(() => null)
  if (response.ok && body) return body
  throw body?.code ? new Refusal(body) : new Error(`status ${response.status}`)
}

/** All of it, and nothing made of it yet; answers where it lies. */
export async function sendBytes(file: Blob, { kind, handle, url, onUrl, hear, signal }: Going): Promise<string> {
  // What is much to load comes with the first file.
  const tus = await import('tus-js-client')
  return new Promise((resolve, reject) => {
    const upload: Upload = new tus.Upload(file as File, {
      endpoint: '/api/uploads/files',
      uploadUrl: url ?? null,
      metadata: { handle, kind },
      headers: languageHeader(),
      chunkSize: CHUNK,
      retryDelays: TRIES,
      storeFingerprintForResuming: false,
      onUploadUrlAvailable: () => onUrl?.(upload.url!),
      onProgress: (sent, total) => hear('sending', total > 0 ? sent / total : 1),
      onSuccess: () => resolve(upload.url!),
      onError: (error) => reject(refusalIn(error) ?? error),
    })
    const stop = () => {
      void upload.abort().catch(() => {})
      reject(new Error('stopped'))
    }
    if (signal.aborted) return stop()
    signal.addEventListener('abort', stop)
    hear('sending', 0)
    upload.start()
  })
}

/** What was begun and isn't wanted any more is forgotten there too; in a day it is anyway. */
export async function abandon(url: string): Promise<void> {
  const tus = await import('tus-js-client')
  await tus.Upload.terminate(url, { headers: languageHeader(), retryDelays: TRIES }).catch(() => {})
}

function refusalIn(error: Error | DetailedError): Refusal | undefined {
  try {
    const body: Partial<ErrorBody> = JSON.parse(
      ('originalResponse' in error && error.originalResponse?.getBody()) || '',
    )
    return body.code ? new Refusal(body as ErrorBody) : undefined
  } catch {
    return undefined
  }
}
