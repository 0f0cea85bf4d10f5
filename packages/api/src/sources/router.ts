import { AddSource, EditSource, ListSources, Ok, Source, SourceRef, Sources } from '@carillon/contract'
import { accountProcedure, ok, router } from '../core/trpc.ts'
import { addSource, checkNow, editSource, listSources, removeSource } from './service.ts'

export const sourcesRouter = router({
  list: accountProcedure
    .input(ListSources)
    .output(Sources)
    .query(({ ctx, input }) => listSources(ctx, input.handle)),
  add: accountProcedure
    .input(AddSource)
    .output(Source)
    .mutation(({ ctx, input }) => addSource(ctx, input)),
  edit: accountProcedure
    .input(EditSource)
    .output(Source)
    .mutation(({ ctx, input }) => editSource(ctx, input)),
  remove: accountProcedure
    .input(SourceRef)
    .output(Ok)
    .mutation(({ ctx, input }) => ok(removeSource(ctx, input))),
  check: accountProcedure
    .input(SourceRef)
    .output(Source)
    .mutation(({ ctx, input }) => checkNow(ctx, input)),
})
