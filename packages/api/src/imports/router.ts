import { ImportJob, ImportJobRef } from '@carillon/contract'
import { operatorProcedure, router } from '../core/trpc.ts'

export const importsRouter = router({
  /** Of an import that was begun by sending a file to `/api/uploads/import`. */
  progress: operatorProcedure
    .input(ImportJobRef)
    .output(ImportJob)
    .query(({ ctx, input }) => ctx.imports.get(input.jobId)),
})
