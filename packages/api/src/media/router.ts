import { ChannelStorage, Handle } from '@carillon/contract'
import * as z from 'zod'
import { memberProcedure, router } from '../core/trpc.ts'
import { readStorage } from './quota.ts'

/** Joins the router of channels. */
export const storageRouter = router({
  storage: memberProcedure
    .input(z.object({ handle: Handle }))
    .output(ChannelStorage)
    .query(({ ctx, input }) => readStorage(ctx, input.handle)),
})
