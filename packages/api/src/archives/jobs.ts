import type { ArchiveJob } from '@carillon/contract'
import { type ChannelRow, requireWritable } from '../channels/authority.ts'
import type { Ctx } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { cancelUpload, openUpload } from '../media/uploads.ts'
import { importArchive } from './import.ts'

/** Of those that are done, so many are kept for whoever comes back to ask. */
const KEPT = 20

type Job = ArchiveJob & { channelId: string; error: unknown }

/** Imports that go on when the request that began them is answered; one in a channel at a time, in memory only. */
export class ArchiveJobs {
  readonly #jobs = new Map<string, Job>()

  start(ctx: Ctx, channel: ChannelRow, uploadId: string): string {
    const open = [...this.#jobs.values()].filter(isOpen)
    if (open.some((job) => job.channelId === channel.id)) throw new AppError('archives.busy')
    const id = ctx.newToken()
    const job: Job = { channelId: channel.id, done: 0, of: 0, report: null, error: null }
    this.#jobs.set(id, job)
    void this.#run(ctx, channel, uploadId, job)
    return id
  }

  async #run(ctx: Ctx, channel: ChannelRow, uploadId: string, job: Job): Promise<void> {
    try {
      job.report = await this.#import(ctx, channel, uploadId, job)
    } catch (error) {
      job.error = error
      if (!(error instanceof AppError)) ctx.log.error('import.failed', { reason: String(error) })
    }
    const done = [...this.#jobs].filter(([, one]) => !isOpen(one))
    for (const [id] of done.slice(0, -KEPT)) this.#jobs.delete(id)
  }

  async #import(ctx: Ctx, channel: ChannelRow, uploadId: string, job: Job) {
    const path = ctx.uploads.scratch.pathOf(uploadId)
    // However many files it holds: they are one request of one person.
    const unlimited = { ...ctx, addressPrefix: '' }
    try {
      return await importArchive(unlimited, channel, path, (done, of) => Object.assign(job, { done, of }))
    } finally {
      await cancelUpload(ctx, uploadId)
    }
  }

  /** Throws what ended the import, if something did. */
  get(channelId: string, id: string): ArchiveJob {
    const job = this.#jobs.get(id)
    if (job?.channelId !== channelId) throw new AppError('archives.not_found')
    if (job.error) throw job.error
    return job
  }
}

function isOpen({ report, error }: Job): boolean {
  return !report && !error
}

/** Begins to import an archive that was uploaded whole by whoever asks. */
export async function startImport(ctx: Ctx, handle: string, uploadId: string): Promise<{ jobId: string }> {
  const channel = await requireWritable(ctx, handle, 'admin', 'publish')
  const { row, begun } = await openUpload(ctx, uploadId)
  if (row.channelId !== channel.id || begun.kind !== 'archive') throw new AppError('uploads.not_found')
  if ((await ctx.uploads.scratch.sizeOf(uploadId)) !== row.bytes) throw new AppError('uploads.unfinished')
  return { jobId: ctx.archives.start(ctx, channel, uploadId) }
}

export async function importState(ctx: Ctx, handle: string, jobId: string): Promise<ArchiveJob> {
  const channel = await requireWritable(ctx, handle, 'admin', 'publish')
  return ctx.archives.get(channel.id, jobId)
}
