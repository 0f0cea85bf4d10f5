import type { ArchiveJob } from '@carillon/contract'
import { requireWritable } from '../channels/authority.ts'
import type { Ctx } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { cancelUpload, openUpload } from '../media/uploads.ts'
import { importArchive } from './import.ts'

export type ArchiveImport = ArchiveJob & { channelId: string }

/** Begins to import an archive that was uploaded whole by whoever asks; one in a channel at a time. */
export async function startImport(ctx: Ctx, handle: string, uploadId: string): Promise<{ jobId: string }> {
  const channel = await requireWritable(ctx, handle, 'admin', 'publish')
  const { row, begun } = await openUpload(ctx, uploadId)
  if (row.channelId !== channel.id || begun.kind !== 'archive') throw new AppError('uploads.not_found')
  const path = ctx.uploads.scratch.pathOf(uploadId)
  if ((await ctx.uploads.scratch.sizeOf(uploadId)) !== row.bytes) throw new AppError('uploads.unfinished')
  if (ctx.archives.running().some(({ channelId }) => channelId === channel.id)) throw new AppError('archives.busy')
  // However many files it holds: they are one request of one person.
  const unlimited = { ...ctx, addressPrefix: '' }
  const job: ArchiveImport = { channelId: channel.id, done: 0, of: 0, report: null }
  const jobId = ctx.archives.start(ctx, job, async () => {
    const importing = importArchive(unlimited, channel, path, (done, of) => Object.assign(job, { done, of }))
    // It is done when nothing of it is left behind.
    job.report = await importing.finally(() => cancelUpload(ctx, uploadId))
  })
  return { jobId }
}

/** Throws what ended the import, if something did. */
export async function importState(ctx: Ctx, handle: string, jobId: string): Promise<ArchiveJob> {
  const channel = await requireWritable(ctx, handle, 'admin', 'publish')
  const job = ctx.archives.find(jobId)
  if (job?.said.channelId !== channel.id) throw new AppError('archives.not_found')
  return job.outcome()
}
