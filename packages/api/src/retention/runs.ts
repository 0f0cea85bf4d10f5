import type { ERASURE_CAUSES } from '@carillon/contract'
import { eq } from 'drizzle-orm'
import type { Statement } from '../core/aside.ts'
import type { Core } from '../core/context.ts'
import type { Doubt } from '../posts/doubt.ts'
import { expiryRuns } from './table.ts'

export type ErasureCause = (typeof ERASURE_CAUSES)[number]
type Changes = Partial<typeof expiryRuns.$inferInsert>

/** Answers the id of a run that begins now. */
export async function beginRun(ctx: Core, cause: ErasureCause): Promise<string> {
  const id = ctx.newId('exp')
  await ctx.db.transaction((tx) => tx.insert(expiryRuns).values({ id, cause, startedAt: ctx.now(), keys: [] }))
  return id
}

/** A run that did nothing, because the clock was in doubt: it has its place in the time of which there is none. */
export async function recordHeld(ctx: Core, cause: ErasureCause, { ahead, due }: Doubt): Promise<void> {
  const at = ctx.now() - ahead
  const run = { id: ctx.newId('exp'), cause, startedAt: at, finishedAt: at, keys: [], held: due }
  await ctx.db.transaction((tx) => tx.insert(expiryRuns).values(run))
}

/** In the transaction that erases them, and before, so that the numbers are true of a run that is cut short too. */
export function countingErased(runId: string, postIds: string[]): Statement[] {
  const ids = JSON.stringify(postIds)
  return [
    [COUNT_RUN, [ids, runId]],
    [COUNT_CHANNELS, [runId, ids]],
  ]
}

const THERE = 'FROM posts WHERE id IN (SELECT value FROM json_each(?))'
const COUNT_RUN = `UPDATE expiry_runs SET posts = posts + (SELECT count(*) ${THERE}) WHERE id = ?`
const COUNT_CHANNELS = `INSERT INTO expiry_counts (run_id, channel_id, posts)
  SELECT ?, channel_id, count(*) ${THERE} GROUP BY channel_id
  ON CONFLICT (run_id, channel_id) DO UPDATE SET posts = posts + excluded.posts`

export const noteKeys = (ctx: Core, id: string, keys: number[]) => change(ctx, id, { keys })
export const noteClean = (ctx: Core, id: string, clean: boolean) => change(ctx, id, { clean })
/** A run that couldn't do everything has not finished: the next one goes on from there. */
export const endRun = (ctx: Core, id: string, media: number, isWhole: boolean) =>
  change(ctx, id, { media, ...(isWhole && { finishedAt: ctx.now() }) })

async function change(ctx: Core, id: string, changes: Changes): Promise<void> {
  await ctx.db.transaction((tx) => tx.update(expiryRuns).set(changes).where(eq(expiryRuns.id, id)))
}
