import { type CarillonError, connectionError, ConnectionError, refusalIn } from './errors.ts'

/** What is sent in one request, bytes: after a broken connection no more than that is sent anew. */
const STEP = 8 * 1024 * 1024
/** How long to wait before trying again, milliseconds; with every byte that arrives it begins anew. */
const PAUSES = [0, 500, 1_000, 2_000, 4_000, 8_000]
/** What passes by itself. */
const PASSING = new Set(['uploads.offset', 'uploads.busy', 'server.storage_unavailable', 'server.internal'])

export type Send = (path: string, init: RequestInit) => Promise<Response>
export type Sending = {
  kind: string
  handle: string
  file: Blob
  signal: AbortSignal | undefined
  onProgress: ((progress: { sent: number; size: number }) => void) | undefined
}

/** Sends a file by tus 1.0, goes on where it broke off, and has the instance make of it what posts show. */
export async function sendResumable<Answer>(send: Send, sending: Sending): Promise<Answer> {
  const { kind, handle, file, signal, onProgress } = sending
  const ask = (path: string, method: string, headers: Record<string, string> = {}, body: Blob | null = null) =>
    answered(send, path, { method, headers: { ...headers, 'tus-resumable': '1.0.0' }, body, signal: signal ?? null })

  const told = `handle ${btoa(handle)},kind ${btoa(kind)}`
  const begun = await ask('files', 'POST', { 'upload-length': String(file.size), 'upload-metadata': told })
  const path = `files/${begun.headers.get('location')?.split('/').at(-1)}`
  const leave = () => void send(path, { method: 'DELETE', headers: { 'tus-resumable': '1.0.0' } }).catch(() => {})
  signal?.addEventListener('abort', leave, { once: true })
  try {
    let failures = 0
    for (let sent = 0; sent < file.size;) {
      onProgress?.({ sent, size: file.size })
      const before = sent
      const headers = { 'upload-offset': String(sent), 'content-type': 'application/offset+octet-stream' }
      const step = ask(path, 'PATCH', headers, file.slice(sent, sent + STEP))
      // Whatever became of it, the instance knows how much there is.
      const answer = await step.catch(async (error: unknown) => {
        await pause(failures, error)
        return ask(path, 'HEAD').catch(() => null)
      })
      sent = Number(answer?.headers.get('upload-offset') ?? sent)
      failures = sent > before ? 0 : failures + 1
    }
    onProgress?.({ sent: file.size, size: file.size })
    for (failures = 0; ; failures += 1) {
      const finished = await ask(`${path}/finish`, 'POST').catch((error: unknown) => pause(failures, error))
      if (finished) return (await finished.json()) as Answer
    }
  } finally {
    signal?.removeEventListener('abort', leave)
  }
}

async function answered(send: Send, path: string, init: RequestInit): Promise<Response> {
  const response = await send(path, init).catch((error: unknown) => {
    throw connectionError(error, null)
  })
  if (response.ok && response.headers.has('tus-resumable')) return response
  if (response.ok && response.headers.get('content-type')?.includes('application/json')) return response
  throw await refusalIn(response)
}

/** Waits a little longer each time, unless there is nothing to wait for. */
async function pause(failures: number, error: unknown): Promise<void> {
  const { code } = error as Partial<CarillonError>
  const passing = error instanceof ConnectionError || PASSING.has(code ?? '')
  const milliseconds = PAUSES[failures]
  if (!passing || milliseconds === undefined) throw error
  await new Promise((resolve) => setTimeout(resolve, milliseconds))
}
