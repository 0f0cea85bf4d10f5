import type { Draft, ScheduleDraft, UnscheduleDraft } from '@carillon/contract'
import { and, eq } from 'drizzle-orm'
import { type ChannelRow, requirePublisher, requireWritable } from '../channels/authority.ts'
import { type Ctx, transact } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { insertReview, prepareReview, type ReviewRow } from '../posts/reviews.ts'
import { makePlan, NO_PLAN, type Plan } from './plan.ts'
import { type DraftRow, findDraft, ofChannel, standing, toDraft } from './service.ts'
import { drafts } from './table.ts'

/**
 * Another time takes the place of the one there was, and of what went wrong at that. Where posts are reviewed, whoever
 * may say when one goes out has approved it by that.
 */
export async function scheduleDraft(ctx: Ctx, input: ScheduleDraft): Promise<Draft> {
  const channel = await requirePublisher(ctx, input.handle)
  const row = await findDraft(ctx, channel, input)
  const approval =
    row.review === 'submitted'
      ? await prepareReview(ctx, channel.id, { id: row.id, expiresAt: null }, 'approve', '')
      : null
  return changeDraft(ctx, channel, row, { ...makePlan(ctx, input), review: standing(channel) }, approval)
}

export async function unscheduleDraft(ctx: Ctx, input: UnscheduleDraft): Promise<Draft> {
  const channel = await requireWritable(ctx, input.handle, 'editor', 'publish')
  const row = await findDraft(ctx, channel, input)
  const review = row.review === 'approved' ? null : row.review
  return changeDraft(ctx, channel, row, { ...NO_PLAN, review })
}

type Changes = Partial<Plan> & Pick<DraftRow, 'review'>

/** `said`: what this is in its review. */
export async function changeDraft(
  ctx: Ctx,
  channel: ChannelRow,
  { id, revision }: DraftRow,
  changes: Changes,
  said: ReviewRow | null = null,
): Promise<Draft> {
  const changed = await transact(ctx, async (tx) => {
    const result = await tx
      .update(drafts)
      .set({ ...changes, revision: revision + 1, updatedAt: ctx.now(), discardAt: null })
      .where(and(ofChannel(channel, id), eq(drafts.revision, revision)))
      .returning()
      .get()
    if (!result) throw new AppError('drafts.changed')
    if (said) await insertReview(tx, said)
    return result
  })
  ctx.scheduled()
  return toDraft(ctx, channel, changed)
}
