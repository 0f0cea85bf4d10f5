import type { ScheduleFault } from '@carillon/contract/lists'
import { and, asc, eq, getTableColumns, isNotNull, isNull, lte, min, or } from 'drizzle-orm'
import type { ChannelRow } from '../channels/authority.ts'
import { channels } from '../channels/table.ts'
import { type Core, transact } from '../core/context.ts'
import type { Tx } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { eraseOrphans, isAttached, orphanMedia } from '../media/service.ts'
import { openContent } from '../posts/content.ts'
import { copyContent, discardCopy } from '../posts/copy.ts'
import { insertPost, preparePost } from '../posts/insert.ts'
import { handOverReviews } from '../posts/reviews.ts'
import { mediaOf, type SealedContent } from '../posts/sealed.ts'
import { type Next, nextOf } from './plan.ts'
import { isOffered } from '../stickers/service.ts'
import type { DraftRow } from './service.ts'
import { drafts } from './table.ts'

export type Due = { draft: DraftRow; channel: ChannelRow }

/** People choose a time to the minute: what goes out within it is not late. */
const LATE = 60_000

/** What an admin has to look at first has a time only as a wish. */
const decided = or(isNull(drafts.review), eq(drafts.review, 'approved'))
const waiting = and(isNotNull(drafts.scheduledAt), isNull(drafts.fault), decided)

/** What is to be published now, longest due first. */
export function findDue(ctx: Core, limit: number): Promise<Due[]> {
  return ctx.db.read
    .select({ draft: getTableColumns(drafts), channel: getTableColumns(channels) })
    .from(drafts)
    .innerJoin(channels, eq(channels.id, drafts.channelId))
    .where(and(waiting, lte(drafts.scheduledAt, ctx.now())))
    .orderBy(asc(drafts.scheduledAt), asc(drafts.id))
    .limit(limit)
}

/** When the next one is to be published; `null` when none is. */
export async function findNextDue(ctx: Core): Promise<number | null> {
  const row = await ctx.db.read
    .select({ at: min(drafts.scheduledAt) })
    .from(drafts)
    .where(waiting)
    .get()
  return row?.at ?? null
}

/**
 * Publishes a draft in the name of its channel. In the transaction in which the post begins the draft ends, or moves on
 * to its next time: whoever comes second, after a kill too, finds nothing to do. What can't go out stays, with its fault.
 */
export async function publishDue(ctx: Core, { draft, channel }: Due): Promise<void> {
  const content = await openContent(ctx, { ...draft, expiresAt: null })
  if (!content) return setFault(ctx, draft, 'unreadable')
  const recurs = draft.repeatDays !== null
  const shown = recurs ? await copyOf(ctx, draft, content) : content
  if (!shown) return setFault(ctx, draft, 'picture_gone')
  const post = await preparePost(ctx, channel, shown, draft.silent)
  const lateMs = post.row.publishedAt - draft.scheduledAt!
  if (lateMs >= LATE) post.row.lateMs = lateMs
  const next = nextOf(draft, post.row.publishedAt)
  const outcome = await transact(
    ctx,
    async (tx) => {
      const { archived, review } =
        (await tx.select().from(channels).where(eq(channels.id, channel.id)).get()) ?? channel
      if (archived) return 'archived'
      if (review && draft.review !== 'approved') return 'unapproved'
      if (!(await isAttached(tx, draft.id, mediaOf(content)))) return 'picture_gone'
      if (!(await isOffered(tx, channel.id, content))) return 'picture_gone'
      if (!(await advance(tx, draft, next))) return 'taken'
      await insertPost(ctx, tx, post, recurs ? undefined : draft.id)
      if (recurs && !next) orphanMedia(ctx, tx, [draft.id])
      if (!next) await handOverReviews(ctx, tx, draft.id, post.row)
      return 'published'
    },
    { group: true },
  ).finally(() => (recurs ? discardCopy(ctx, shown) : undefined))
  if (outcome === 'archived' || outcome === 'picture_gone') await setFault(ctx, draft, outcome)
  if (outcome === 'unapproved') await submit(ctx, draft)
  if (outcome !== 'published' || next) return
  await ctx.keys.destroy(draft.id)
  if (recurs) await eraseOrphans(ctx)
}

/** What recurs keeps what it shows: each post has a copy. */
async function copyOf(ctx: Core, draft: DraftRow, content: SealedContent): Promise<SealedContent | null> {
  try {
    return await copyContent(ctx, draft.channelId, content)
  } catch (error) {
    if (error instanceof AppError && error.code === 'media.not_found') return null
    throw error
  }
}

/** An editor gave it its time before its channel asked for approval: it joins what waits for that. */
async function submit(ctx: Core, draft: DraftRow): Promise<void> {
  const changes = { review: 'submitted' as const, revision: draft.revision + 1 }
  await ctx.db.transaction((tx) => tx.update(drafts).set(changes).where(sameAs(draft)))
}

/** Whether the draft was still as it was found. */
async function advance(tx: Tx, draft: DraftRow, next: Next | null): Promise<boolean> {
  const asFound = sameAs(draft)
  const rows = next
    ? await tx
        .update(drafts)
        .set({ scheduledAt: next.at, clock: next.clock, revision: draft.revision + 1 })
        .where(asFound)
        .returning({ id: drafts.id })
    : await tx.delete(drafts).where(asFound).returning({ id: drafts.id })
  return rows.length > 0
}

/** Unless somebody changed it meanwhile: then it is looked at once more. */
export async function setFault(ctx: Core, draft: DraftRow, fault: ScheduleFault): Promise<void> {
  const changes = { fault, revision: draft.revision + 1 }
  await ctx.db.transaction((tx) => tx.update(drafts).set(changes).where(sameAs(draft)))
}

function sameAs({ id, revision }: DraftRow) {
  return and(eq(drafts.id, id), eq(drafts.revision, revision), waiting)
}
