import { ApiKeys, ChannelRef, CreateKey, KeyRef, NewApiKey, Ok } from '@carillon/contract'
import { accountProcedure, ok, router } from '../core/trpc.ts'
import { createKey, listKeys, revokeKey } from './service.ts'

export const keysRouter = router({
  list: accountProcedure
    .input(ChannelRef)
    .output(ApiKeys)
    .query(({ ctx, input }) => listKeys(ctx, input.handle)),
  create: accountProcedure
    .input(CreateKey)
    .output(NewApiKey)
    .mutation(({ ctx, input }) => createKey(ctx, ctx.actor, input)),
  revoke: accountProcedure
    .input(KeyRef)
    .output(Ok)
    .mutation(({ ctx, input }) => ok(revokeKey(ctx, input))),
})
