import { ChannelErasurePage, ListChannelErasures } from '@carillon/contract'
import { memberProcedure, router } from '../core/trpc.ts'
import { listChannelErasures } from './record.ts'

/** Joins the router of channels. */
export const erasuresRouter = router({
  erasures: memberProcedure
    .input(ListChannelErasures)
    .output(ChannelErasurePage)
    .query(({ ctx, input }) => listChannelErasures(ctx, input)),
})
