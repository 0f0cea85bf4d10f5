import {
  CreateDraft,
  Draft,
  DraftPage,
  DraftRef,
  EditDraft,
  ListDrafts,
  Ok,
  Post,
  PublishDraft,
  ScheduleDraft,
  UnscheduleDraft,
} from '@carillon/contract'
import { memberProcedure, ok, router } from '../core/trpc.ts'
import { scheduleDraft, unscheduleDraft } from './schedule.ts'
import { createDraft, discardDraft, editDraft, listDrafts, publishDraft } from './service.ts'

export const draftsRouter = router({
  list: memberProcedure
    .input(ListDrafts)
    .output(DraftPage)
    .query(({ ctx, input }) => listDrafts(ctx, input)),
  create: memberProcedure
    .input(CreateDraft)
    .output(Draft)
    .mutation(({ ctx, input }) => createDraft(ctx, input)),
  edit: memberProcedure
    .input(EditDraft)
    .output(Draft)
    .mutation(({ ctx, input }) => editDraft(ctx, input)),
  publish: memberProcedure
    .input(PublishDraft)
    .output(Post)
    .mutation(({ ctx, input }) => publishDraft(ctx, input)),
  schedule: memberProcedure
    .input(ScheduleDraft)
    .output(Draft)
    .mutation(({ ctx, input }) => scheduleDraft(ctx, input)),
  unschedule: memberProcedure
    .input(UnscheduleDraft)
    .output(Draft)
    .mutation(({ ctx, input }) => unscheduleDraft(ctx, input)),
  discard: memberProcedure
    .input(DraftRef)
    .output(Ok)
    .mutation(({ ctx, input }) => ok(discardDraft(ctx, input))),
})
