import type { ImportProgress, ImportReport } from '@carillon/contract'
import { createSignal } from 'solid-js'
import { api } from '../api.ts'
import { asFailure } from '../failure.ts'
import { wordsNow } from '../interface.ts'
import { followJob, LostTrack } from '../jobs.ts'
import { uploadImport } from '../upload.ts'
import { emptyReport, joinReports } from './report.ts'

export type ImportOutcome = {
  report: ImportReport
  /** Files that brought nothing, and why. */
  failed: { file: string; reason: string }[]
}

/** Which file of how many, and how far that is. */
export type Progress = { at: number; all: number; name: string } & Pick<ImportProgress, 'rowsDone' | 'rows'>

// Of the whole console and not of its page: an import goes on when its page is left, and is there on return.
const [progress, setProgress] = createSignal<Progress>()
const [result, setResult] = createSignal<ImportOutcome>()
export { progress as importProgress, result as importResult }

/** Imports files one by one, so that one bad file stops no other, and tells how far it is. */
export async function startImport(files: File[]): Promise<void> {
  if (files.length === 0 || progress()) return
  const outcome: ImportOutcome = { report: emptyReport(), failed: [] }
  setResult(undefined)
  for (const [at, file] of files.entries()) {
    const tell = ({ rowsDone, rows }: Pick<ImportProgress, 'rowsDone' | 'rows'>) =>
      setProgress({ at, all: files.length, name: file.name, rowsDone, rows })
    tell({ rowsDone: 0, rows: 0 })
    try {
      const { jobId } = await uploadImport(file)
      outcome.report = joinReports(
        outcome.report,
        await followJob(
          () => api.imports.progress.query({ jobId }),
          ({ progress }) => tell(progress),
        ),
      )
    } catch (error) {
      outcome.failed.push({ file: file.name, reason: reasonOf(error) })
    }
  }
  setProgress(undefined)
  setResult(outcome)
}

function reasonOf(error: unknown): string {
  return error instanceof LostTrack ? wordsNow().imports.lost : asFailure(error).message
}
