import type { ErrorCode } from '@carillon/contract'
import { isDiskFull } from '../../core/errors.ts'
import { Refusal } from './refusal.ts'

export type FileJob = {
  kind: 'video' | 'voice' | 'document'
  /** Paths: of what came, and of what is to be kept. */
  input: string
  output: string
}

/** What was written to `output`. Sizes in pixels, where there is something to see. */
export type TakenFile = { type: string; size: number; width?: number; height?: number; durationMs?: number }

/** In a worker: writes a file anew without what it tells beside its content. */
export async function takeFile(job: FileJob): Promise<{ done: TakenFile } | { code: ErrorCode }> {
  try {
    return { done: await take(job) }
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code }
    return { code: isDiskFull(error) ? 'server.disk_full' : 'media.damaged' }
  }
}

/** What reads films is no small thing to load, and nor is what reads documents. */
async function take(job: FileJob): Promise<TakenFile> {
  if (job.kind === 'document') return (await import('./document.ts')).takeDocument(job)
  return (await import('./film.ts')).takeFilm(job)
}
