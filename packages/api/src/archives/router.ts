import { ArchiveJob, ArchiveJobRef, ArchiveSize, ArchiveStarted, ChannelRef, ImportArchive } from '@carillon/contract'
import { memberProcedure, router } from '../core/trpc.ts'
import { measureArchive } from './export.ts'
import { importState, startImport } from './jobs.ts'

export const archivesRouter = router({
  /** Of what `GET /api/archives/{handle}` would give now. */
  size: memberProcedure
    .input(ChannelRef)
    .output(ArchiveSize)
    .query(({ ctx, input }) => measureArchive(ctx, input.handle)),
  import: memberProcedure
    .input(ImportArchive)
    .output(ArchiveStarted)
    .mutation(({ ctx, input }) => startImport(ctx, input.handle, input.uploadId)),
  progress: memberProcedure
    .input(ArchiveJobRef)
    .output(ArchiveJob)
    .query(({ ctx, input }) => importState(ctx, input.handle, input.jobId)),
})
