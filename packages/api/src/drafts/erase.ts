import { and, eq, lte, type SQL } from 'drizzle-orm'
import type { Core } from '../core/context.ts'
import { eraseOrphans, orphanMedia } from '../media/service.ts'
import { eraseReviews } from '../posts/reviews.ts'
import { drafts } from './table.ts'

/**
 * The row first, then its key, then what it showed: killed in between, `sweepDraftKeys` goes on. `false` if it is gone
 * already, or no longer one of `which`.
 */
export async function eraseDraft(ctx: Core, id: string, which?: SQL): Promise<boolean> {
  const gone = await ctx.db.transaction(async (tx) => {
    const rows = await tx
      .delete(drafts)
      .where(and(eq(drafts.id, id), which))
      .returning({ id: drafts.id })
    if (rows.length > 0) {
      orphanMedia(ctx, tx, [id])
      eraseReviews(ctx, tx, [id])
    }
    return rows.length > 0
  })
  if (!gone) return false
  await ctx.keys.destroy(id)
  await eraseOrphans(ctx)
  return true
}

/** Discards what feeds brought and nobody touched, not even while this looks. */
export async function eraseStaleDrafts(ctx: Core, now: number): Promise<void> {
  const stale = lte(drafts.discardAt, now)
  const rows = await ctx.db.read.select({ id: drafts.id }).from(drafts).where(stale)
  for (const { id } of rows) await eraseDraft(ctx, id, stale)
}

/** After a change that failed: a key was made for it, perhaps, and opens nothing. */
export async function destroyUnusedKey(ctx: Core, id: string): Promise<void> {
  if ((await ctx.db.read.$count(drafts, eq(drafts.id, id))) === 0) await ctx.keys.destroy(id)
}

/**
 * Destroys the keys of drafts that are gone, or that a process died over before there was one. Only for whoever owns
 * the data and serves nobody yet: a draft that is being made has a key before it has a row.
 */
export async function sweepDraftKeys(ctx: Core): Promise<void> {
  const rows = await ctx.db.read.select({ id: drafts.id }).from(drafts)
  const present = new Set(rows.map((row) => row.id))
  for (const id of await ctx.keys.drafts()) if (!present.has(id)) await ctx.keys.destroy(id)
}
