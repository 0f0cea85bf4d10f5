import { eq, lte } from 'drizzle-orm'
import type { Core } from '../core/context.ts'
import { eraseOrphans, orphanMedia } from '../media/service.ts'
import { drafts } from './table.ts'

/** The row first, then what it showed, then its key: killed in between, `sweepDraftKeys` goes on. */
export async function eraseDraft(ctx: Core, id: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await tx.delete(drafts).where(eq(drafts.id, id))
    await orphanMedia(tx, [id])
  })
  await eraseOrphans(ctx)
  await ctx.keys.destroy(id)
}

/** Discards what feeds brought and nobody touched. */
export async function eraseStaleDrafts(ctx: Core, now: number): Promise<number> {
  const rows = await ctx.db.read.select({ id: drafts.id }).from(drafts).where(lte(drafts.discardAt, now))
  for (const { id } of rows) await eraseDraft(ctx, id)
  return rows.length
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
