import type { ImportFile, ImportJob } from '@carillon/contract'
import type { Ctx } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { importFiles } from './service.ts'

/** Files that wait are in memory. */
const WAITING = 5

/** One after another. */
let last: Promise<void> = Promise.resolve()

/** Begins to import a file; returns at once, with an id to ask by. */
export function startImport(ctx: Ctx, file: ImportFile): string {
  if (ctx.imports.running().length >= WAITING) throw new AppError('request.too_many')
  const job: ImportJob = { progress: { files: 0, file: file.name, rowsDone: 0, rows: 0 }, report: null }
  const work = last.then(async () => {
    job.report = await importFiles(ctx, [file], (progress) => (job.progress = progress))
  })
  last = work.catch(() => {})
  return ctx.imports.start(ctx, job, () => work)
}

/** Throws what ended the import, if something did. */
export function importState(ctx: Ctx, jobId: string): ImportJob {
  const job = ctx.imports.find(jobId)
  if (!job) throw new AppError('imports.not_found')
  return job.outcome()
}
