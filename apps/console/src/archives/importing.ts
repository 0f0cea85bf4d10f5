import type { ArchiveJob } from '@carillon/contract'
import { createStore } from 'solid-js/store'
import { api } from '../api.ts'
import { refreshPosts } from '../posts/queries.ts'
import { sendBytes } from '../posts/attached/transfer.ts'
import { asFailure } from '../failure.ts'
import { wordsNow } from '../interface.ts'
import { followJob, LostTrack } from '../jobs.ts'

export type Importing =
  | { phase: 'sending'; share: number }
  | { phase: 'running'; done: number; of: number }
  | { phase: 'done'; report: NonNullable<ArchiveJob['report']> }
  | { phase: 'failed'; reason: string }

// Of the whole console and not of its page: an import goes on when its page is left, and is there on return.
const [importing, setImporting] = createStore<Record<string, Importing | undefined>>({})

export const importingInto = (handle: string): Importing | undefined => importing[handle]

/** Takes an archive to the server and has its posts published in the channel; tells how far it is. */
export async function startImport(handle: string, file: File): Promise<void> {
  const tell = (state: Importing) => setImporting(handle, () => state)
  tell({ phase: 'sending', share: 0 })
  try {
    const url = await sendBytes(file, {
      kind: 'archive',
      handle,
      hear: (_, share) => tell({ phase: 'sending', share }),
      signal: new AbortController().signal,
    })
    const { jobId } = await api.archives.import.mutate({ handle, uploadId: url.slice(url.lastIndexOf('/') + 1) })
    const report = await followJob(
      () => api.archives.progress.query({ handle, jobId }),
      ({ done, of }) => tell({ phase: 'running', done, of }),
    )
    tell({ phase: 'done', report })
    void refreshPosts(handle)
  } catch (error) {
    tell({ phase: 'failed', reason: error instanceof LostTrack ? wordsNow().archives.lost : asFailure(error).message })
  }
}
