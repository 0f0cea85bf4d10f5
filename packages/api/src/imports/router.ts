import { ImportOpml, ImportReport } from '@carillon/contract'
import { operatorProcedure, router } from '../core/trpc.ts'
import { importOpml } from './service.ts'

export const importsRouter = router({
  opml: operatorProcedure
    .input(ImportOpml)
    .output(ImportReport)
    .mutation(({ ctx, input }) => importOpml(ctx, input)),
})
