import { Link, PreviewLink } from '@carillon/contract'
import { memberProcedure, router } from '../core/trpc.ts'
import { previewLink } from './service.ts'

export const linksRouter = router({
  preview: memberProcedure
    .input(PreviewLink)
    .output(Link)
    .mutation(({ ctx, input }) => previewLink(ctx, input)),
})
