import { ImportJob, ImportJobRef } from '@carillon/contract'
import { operatorProcedure, router } from '../core/trpc.ts'
import { importState } from './jobs.ts'

export const importsRouter = router({
  /** Of an import that was begun by sending a file to `/api/uploads/import`. */
  progress: operatorProcedure
    .input(ImportJobRef)
    .output(ImportJob)
    .query(({ ctx, input }) => importState(ctx, input.jobId)),
})
