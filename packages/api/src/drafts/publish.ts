import type { Post, PublishDraft } from '@carillon/contract'
import { and, eq } from 'drizzle-orm'
import { type ChannelRow, requirePublisher } from '../channels/authority.ts'
import { type Ctx, transact } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { openContent, toPost } from '../posts/content.ts'
import { copyContent, discardCopy } from '../posts/copy.ts'
import { insertPost, type PreparedPost, preparePost } from '../posts/insert.ts'
import { handOverReviews, insertReview, prepareReview, type ReviewRow } from '../posts/reviews.ts'
import type { SealedContent } from '../posts/sealed.ts'
import { isOffered } from '../stickers/service.ts'
import { nextOf } from './plan.ts'
import { type DraftRow, findDraft, ofChannel } from './service.ts'
import { drafts } from './table.ts'

/**
 * The draft ends as its post begins, in one transaction; its key goes after that. One that recurs goes on as planned:
 * this was once more.
 */
export async function publishDraft(ctx: Ctx, input: PublishDraft): Promise<Post> {
  const channel = await requirePublisher(ctx, input.handle)
  const row = await findDraft(ctx, channel, input)
  const content = await openContent(ctx, { ...row, expiresAt: null })
  if (!content) throw new AppError('drafts.not_found')
  const approval =
    row.review === 'submitted'
      ? await prepareReview(ctx, channel.id, { id: row.id, expiresAt: null }, 'approve', '')
      : null
  return toPost(ctx, channel, (await publishRow(ctx, channel, row, content, approval)).row)
}

/** `approval`: what is said in its review as it goes out. */
export async function publishRow(
  ctx: Ctx,
  channel: ChannelRow,
  row: DraftRow,
  content: SealedContent,
  approval: ReviewRow | null,
): Promise<PreparedPost> {
  // Approved after its time: this is the post of that time, not one more.
  const overdue = approval !== null && row.scheduledAt !== null && row.scheduledAt <= ctx.now()
  const next = overdue ? nextOf(row, ctx.now()) : null
  const goesOn = row.repeatDays !== null && (!overdue || next !== null)
  const prepared = await preparePost(
    ctx,
    channel,
    goesOn ? await copyContent(ctx, channel.id, content) : content,
    row.silent,
  )
  await transact(ctx, async (tx) => {
    const asSeen = and(ofChannel(channel, row.id), eq(drafts.revision, row.revision))
    const found = goesOn
      ? await tx
          .update(drafts)
          .set({
            revision: row.revision + 1,
            ...(next ? { scheduledAt: next.at, clock: next.clock } : {}),
            ...(approval ? { review: 'approved' as const } : {}),
          })
          .where(asSeen)
          .returning({ id: drafts.id })
      : await tx.delete(drafts).where(asSeen).returning({ id: drafts.id })
    if (found.length === 0) throw new AppError('drafts.changed')
    if (!(await isOffered(tx, channel.id, content))) throw new AppError('stickers.not_found')
    if (approval) await insertReview(tx, approval)
    await insertPost(ctx, tx, prepared, goesOn ? undefined : row.id)
    if (!goesOn) await handOverReviews(ctx, tx, row.id, prepared.row)
  }).finally(() => (goesOn ? discardCopy(ctx, prepared.content) : undefined))
  if (goesOn) ctx.scheduled()
  else await ctx.keys.destroy(row.id)
  return prepared
}
