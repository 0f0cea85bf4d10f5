import type { PostRef, Review, Reviews } from '@carillon/contract'
import type { ReviewAct } from '@carillon/contract/lists'
import { asc, eq } from 'drizzle-orm'
import { accounts } from '../accounts/table.ts'
import { requireRole } from '../channels/authority.ts'
import type { Statement } from '../core/aside.ts'
import type { Core, Ctx } from '../core/context.ts'
import type { Drizzle, Tx } from '../core/database.ts'
import { seal, unseal } from '../core/seal.ts'
import { findLivePost } from './live.ts'
import { reviews } from './table.ts'

export type ReviewRow = typeof reviews.$inferSelect
/** A draft, or the post that it became. */
type Holder = { id: string; expiresAt: number | null }

/** The words are sealed as their holder is, and tied to their own row. */
const lifetimeOf = (id: string, holder: Holder) => ({ id, expiresAt: holder.expiresAt, draftId: holder.id })

/** What somebody does in a review; to be written in the transaction of what follows from it. */
export async function prepareReview(
  ctx: Ctx,
  channelId: string,
  holder: Holder,
  act: ReviewAct,
  text: string,
): Promise<ReviewRow> {
  const id = ctx.newId('rev')
  const content = text ? await seal(ctx, lifetimeOf(id, holder), text) : null
  const accountId = ctx.actor.kind === 'account' ? ctx.actor.id : null
  return { id, channelId, holderId: holder.id, accountId, act, content, at: ctx.now() }
}

export async function insertReview(tx: Tx, row: ReviewRow): Promise<void> {
  await tx.insert(reviews).values(row)
}

/** What was said of a draft hangs on its post from now on, and dies with it. */
export async function handOverReviews(ctx: Core, tx: Tx, draftId: string, post: Holder): Promise<void> {
  const draft = { id: draftId, expiresAt: null }
  for (const row of await tx.select().from(reviews).where(eq(reviews.holderId, draftId))) {
    const text = row.content && (await unseal(ctx.keys, lifetimeOf(row.id, draft), row.content))
    const content = text ? await seal(ctx, lifetimeOf(row.id, post), text) : null
    await tx.update(reviews).set({ holderId: post.id, content }).where(eq(reviews.id, row.id))
  }
}

export function eraseReviews(ctx: Core, tx: Tx, holderIds: string[]): void {
  ctx.db.run(tx, ...erasingReviews(holderIds))
}

export function erasingReviews(holderIds: string[]): Statement {
  return [ERASE_REVIEWS, [JSON.stringify(holderIds)]]
}

const ERASE_REVIEWS = 'DELETE FROM reviews WHERE holder_id IN (SELECT value FROM json_each(?))'

/** In the order in which it happened. */
export async function readReviews(ctx: Ctx, holder: Holder): Promise<Review[]> {
  const rows = await namedReviews(ctx.db.read, holder.id)
  return Promise.all(
    rows.map(async ({ row: { id, act, at, content }, by }) => {
      const text = content && (await unseal(ctx.keys, lifetimeOf(id, holder), content))
      return { id, act, by, at, text: typeof text === 'string' ? text : '' }
    }),
  )
}

function namedReviews(db: Pick<Drizzle, 'select'>, holderId: string) {
  return db
    .select({ row: reviews, by: accounts.name })
    .from(reviews)
    .leftJoin(accounts, eq(accounts.id, reviews.accountId))
    .where(eq(reviews.holderId, holderId))
    .orderBy(asc(reviews.at), asc(reviews.id))
}

/** What was said and decided of a live post before it was published. */
export async function listPostReviews(ctx: Ctx, { handle, postId }: PostRef): Promise<Reviews> {
  const channel = await requireRole(ctx, handle, 'editor', null)
  return { items: await readReviews(ctx, await findLivePost(ctx, channel.id, postId)) }
}
