import {
  AlsoEditing,
  ApproveDraft,
  ApprovedDraft,
  ChannelRef,
  CommentDraft,
  CreateDraft,
  Draft,
  DraftPage,
  DraftRef,
  EditDraft,
  EditingDraft,
  ListDrafts,
  Ok,
  Post,
  PublishDraft,
  Review,
  Reviews,
  ScheduleDraft,
  SendBackDraft,
  SubmitDraft,
  UnscheduleDraft,
  WaitingDrafts,
} from '@carillon/contract'
import { accountProcedure, memberProcedure, ok, router } from '../core/trpc.ts'
import { publishDraft } from './publish.ts'
import { approveDraft, commentDraft, countWaiting, listReviews, sendBackDraft, submitDraft } from './review.ts'
import { scheduleDraft, unscheduleDraft } from './schedule.ts'
import { createDraft, discardDraft, editDraft, editingDraft, listDrafts } from './service.ts'

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
  submit: accountProcedure
    .input(SubmitDraft)
    .output(Draft)
    .mutation(({ ctx, input }) => submitDraft(ctx, input)),
  comment: accountProcedure
    .input(CommentDraft)
    .output(Review)
    .mutation(({ ctx, input }) => commentDraft(ctx, ctx.actor, input)),
  sendBack: accountProcedure
    .input(SendBackDraft)
    .output(Draft)
    .mutation(({ ctx, input }) => sendBackDraft(ctx, input)),
  approve: accountProcedure
    .input(ApproveDraft)
    .output(ApprovedDraft)
    .mutation(({ ctx, input }) => approveDraft(ctx, input)),
  reviews: accountProcedure
    .input(DraftRef)
    .output(Reviews)
    .query(({ ctx, input }) => listReviews(ctx, input)),
  waiting: accountProcedure
    .input(ChannelRef)
    .output(WaitingDrafts)
    .query(({ ctx, input }) => countWaiting(ctx, input.handle)),
  editing: accountProcedure
    .input(EditingDraft)
    .output(AlsoEditing)
    .mutation(({ ctx, input }) => editingDraft(ctx, ctx.actor, input)),
  discard: memberProcedure
    .input(DraftRef)
    .output(Ok)
    .mutation(({ ctx, input }) => ok(discardDraft(ctx, input))),
})
