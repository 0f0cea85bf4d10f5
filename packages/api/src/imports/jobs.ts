import type { ImportFile, ImportJob } from '@carillon/contract'
import type { Ctx } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { importFiles } from './service.ts'

/** Of those that are done, so many are kept for whoever comes back to ask. */
const KEPT = 20
/** Files that wait are in memory. */
const WAITING = 5

type Job = ImportJob & { error: unknown }

/** Imports that go on when the request that began them is answered: one after another, in memory only. */
export class ImportJobs {
  readonly #jobs = new Map<string, Job>()
  #last: Promise<void> = Promise.resolve()

  /** Returns at once, with an id to ask by. */
  start(ctx: Ctx, file: ImportFile): string {
    if ([...this.#jobs.values()].filter(isOpen).length >= WAITING) throw new AppError('request.too_many')
    const id = ctx.newToken()
    const job: Job = { progress: { files: 0, file: file.name, rowsDone: 0, rows: 0 }, report: null, error: null }
    this.#jobs.set(id, job)
    this.#last = this.#last.then(async () => {
      try {
        job.report = await importFiles(ctx, [file], (progress) => (job.progress = progress))
      } catch (error) {
        job.error = error
        if (!(error instanceof AppError)) ctx.log.error('import.failed', { reason: String(error) })
      }
      this.#forget()
    })
    return id
  }

  /** Throws what ended the import, if something did. */
  get(id: string): ImportJob {
    const job = this.#jobs.get(id)
    if (!job) throw new AppError('imports.not_found')
    if (job.error) throw job.error
    return job
  }

  #forget(): void {
    const done = [...this.#jobs].filter(([, job]) => !isOpen(job))
    for (const [id] of done.slice(0, -KEPT)) this.#jobs.delete(id)
  }
}

function isOpen({ report, error }: Job): boolean {
  return !report && !error
}
