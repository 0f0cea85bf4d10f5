import type {
  ApprovedDraft,
  ApproveDraft,
  CommentDraft,
  Draft,
  DraftRef,
  Review,
  Reviews,
  SendBackDraft,
  SubmitDraft,
} from '@carillon/contract'
import { and, eq } from 'drizzle-orm'
import { requireRole, requireWritable } from '../channels/authority.ts'
import { type Ctx, transact } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { openContent, toPost } from '../posts/content.ts'
import { insertReview, prepareReview, readReviews } from '../posts/reviews.ts'
import { makePlan, NO_PLAN } from './plan.ts'
import { changeDraft } from './schedule.ts'
import { publishRow } from './publish.ts'
import { findDraft, ofChannel } from './service.ts'
import { drafts } from './table.ts'

const holder = (id: string) => ({ id, expiresAt: null })

/** It waits for an admin from now on; the time that it has is a wish. */
export async function submitDraft(ctx: Ctx, input: SubmitDraft): Promise<Draft> {
  const channel = await requireWritable(ctx, input.handle, 'editor', null)
  const row = await findDraft(ctx, channel, input)
  const isPast = row.scheduledAt !== null && row.scheduledAt <= ctx.now()
  const plan = input.schedule ? makePlan(ctx, input.schedule) : isPast ? NO_PLAN : {}
  const said = await prepareReview(ctx, channel.id, holder(row.id), 'submit', input.note)
  return changeDraft(ctx, channel, row, { ...plan, review: 'submitted' }, said)
}

/** Changes nothing of the draft, so it is in nobody's way who edits it. */
export async function commentDraft(ctx: Ctx, who: { name: string }, input: CommentDraft): Promise<Review> {
  const channel = await requireWritable(ctx, input.handle, 'editor', null)
  const { id } = await findDraft(ctx, channel, input)
  const said = await prepareReview(ctx, channel.id, holder(id), 'comment', input.text)
  await transact(ctx, async (tx) => {
    if ((await tx.$count(drafts, ofChannel(channel, id))) === 0) throw new AppError('drafts.not_found')
    await insertReview(tx, said)
  })
  return { id: said.id, act: said.act, by: who.name, at: said.at, text: input.text }
}

export async function sendBackDraft(ctx: Ctx, input: SendBackDraft): Promise<Draft> {
  const channel = await requireWritable(ctx, input.handle, 'admin', null)
  const row = await findDraft(ctx, channel, input)
  if (row.review !== 'submitted' && row.review !== 'approved') throw new AppError('drafts.not_submitted')
  const said = await prepareReview(ctx, channel.id, holder(row.id), 'return', input.text)
  return changeDraft(ctx, channel, row, { review: 'returned' }, said)
}

export async function approveDraft(ctx: Ctx, input: ApproveDraft): Promise<ApprovedDraft> {
  const channel = await requireWritable(ctx, input.handle, 'admin', null)
  const row = await findDraft(ctx, channel, input)
  const said = await prepareReview(ctx, channel.id, holder(row.id), 'approve', input.note)
  if (input.keepSchedule && row.scheduledAt !== null) {
    if (row.scheduledAt <= ctx.now()) throw new AppError('drafts.time_past')
    return { draft: await changeDraft(ctx, channel, row, { review: 'approved' }, said), post: null }
  }
  const content = await openContent(ctx, { ...row, expiresAt: null })
  if (!content) throw new AppError('drafts.not_found')
  const { row: post } = await publishRow(ctx, channel, row, content, said)
  return { post: await toPost(ctx, channel, post), draft: null }
}

export async function listReviews(ctx: Ctx, { handle, draftId }: DraftRef): Promise<Reviews> {
  const channel = await requireRole(ctx, handle, 'editor', null)
  const { id } = await findDraft(ctx, channel, { handle, draftId })
  return { items: await readReviews(ctx, holder(id)) }
}

/** How many drafts wait for an admin. */
export async function countWaiting(ctx: Ctx, handle: string): Promise<{ count: number }> {
  const channel = await requireRole(ctx, handle, 'editor', null)
  const which = and(eq(drafts.channelId, channel.id), eq(drafts.review, 'submitted'))
  return { count: await ctx.db.read.$count(drafts, which) }
}
