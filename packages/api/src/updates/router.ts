import { ListUpdates, MarkRead, Ok, Updates } from '@carillon/contract'
import { ok, publicProcedure, router } from '../core/trpc.ts'
import { listUpdates, markRead } from './service.ts'

export const updatesRouter = router({
  list: publicProcedure
    .input(ListUpdates.prefault({}))
    .output(Updates)
    .query(({ ctx, input }) => listUpdates(ctx, input)),
  markRead: publicProcedure
    .input(MarkRead)
    .output(Ok)
    .mutation(({ ctx, input }) => ok(markRead(ctx, input))),
})
