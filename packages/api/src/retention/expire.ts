import { DAY, RETENTION_DAYS } from '@carillon/contract'
import { and, isNotNull, lte, min, ne } from 'drizzle-orm'
import { invitations, sessions, verifications } from '../accounts/table.ts'
import type { WriteAside } from '../core/aside.ts'
import type { Core } from '../core/context.ts'
import type { Tx } from '../core/database.ts'
import { StorageUnavailable } from '../core/errors.ts'
import { dayOf } from '../core/keys.ts'
import { inBits } from '../core/turns.ts'
import { eraseStaleDrafts } from '../drafts/erase.ts'
import { sweepScratch } from '../media/keep.ts'
import { eraseAllOrphans, orphaning } from '../media/service.ts'
import { media } from '../media/table.ts'
import { emitting } from '../outbox/service.ts'
import { erasingReviews } from '../posts/reviews.ts'
import { posts } from '../posts/table.ts'
import { eraseRemovedStickers } from '../stickers/pictures.ts'
import { beginRun, countingErased, endRun, type ErasureCause, noteClean, noteKeys } from './runs.ts'

export type ExpiryReport = {
  id: string
  posts: number
  media: number
  /** Days whose keys were destroyed. */
  keys: number[]
  /** Whether no file holds what was erased; another program that reads the database may keep its log from being emptied. */
  clean: boolean
}

/** Small enough that whoever writes waits some milliseconds for one of these. */
const BATCH = 25
/** A post may have any number of votes and reactions: that many go in one of these, before the posts themselves. */
const HANGING = 500

/**
 * Erases what is past its time: rows, media, keys. Reads have hidden it since `expiresAt`; this makes it gone. Every
 * step leaves a state from which the next run goes on, so it may be killed anywhere, and a missed night is made up
 * for by the next one. It asks nobody whether the clock is right: see `night.ts`.
 */
export async function expirePosts(ctx: Core, cause: ErasureCause = 'asked'): Promise<ExpiryReport> {
  const now = ctx.now()
  const id = await beginRun(ctx, cause)
  const { erased, files, left } = await ctx.db.aside((write) => eraseAll(ctx, write, id, now))
  const keys = await destroyKeys(ctx, id, now)
  await endRun(ctx, id, files, left === null)
  // What was deleted is zeroed in the database; the log that still holds it is emptied last.
  const clean = await ctx.db.checkpoint()
  await noteClean(ctx, id, clean)
  await ctx.db.checkpoint()
  ctx.log[clean ? 'info' : 'error']('retention.expired', { run: id, posts: erased, media: files, keys, clean })
  if (left) throw left
  return { id, posts: erased, media: files, keys, clean }
}

async function eraseAll(ctx: Core, write: WriteAside, runId: string, now: number) {
  const erased = await erasePosts(ctx, write, runId, now)
  ctx.metrics.expired(erased)
  await eraseStaleDrafts(ctx, now)
  // A storage that is down keeps its files a while, but nobody keeps the keys to them.
  let left: StorageUnavailable | null = null
  const files = await eraseFiles(ctx, now).catch((error: unknown) => {
    if (!(error instanceof StorageUnavailable)) throw error
    left = error
    return 0
  })
  await sweepScratch(ctx, false)
  await eraseLinks(ctx, now)
  return { erased, files, left }
}

async function erasePosts(ctx: Core, write: WriteAside, runId: string, now: number): Promise<number> {
  let erased = 0
  await inBits(async () => {
    const rows = ctx.db.rows(FIND_ENDED, [now]).map(([id, channelId]) => ({ id, channelId }) as Ended)
    if (rows.length === 0) return false
    const ids = rows.map((row) => row.id)
    const hanging = await write(ERASE_HANGING.map((statement) => [statement, [JSON.stringify(ids)]]))
    if (hanging.some((gone) => gone.length === HANGING)) return true
    const before = [
      ...countingErased(runId, ids),
      emitting('post.expired', ids, now),
      orphaning(ids),
      erasingReviews(ids),
    ]
    const answers = await write([...before, [ERASE_POSTS, [JSON.stringify(ids)]]])
    // Fewer, where another run was quicker.
    erased += answers.at(-1)!.length
    seenToBeGone(ctx, rows)
    return true
  })
  return erased
}

type Ended = { id: string; channelId: string }

/** As after any transaction that changes channels. */
function seenToBeGone(ctx: Core, rows: Ended[]): void {
  for (const channelId of new Set(rows.map((row) => row.channelId))) {
    ctx.shared.changed(channelId)
    ctx.heads.changed(channelId)
  }
  ctx.committed()
}

const FIND_ENDED = `SELECT id, channel_id FROM posts WHERE expires_at <= ? ORDER BY expires_at LIMIT ${BATCH}`
const ERASE_POSTS = 'DELETE FROM posts WHERE id IN (SELECT value FROM json_each(?)) RETURNING 1'
/** What many followers left on these posts, some of it at a time. */
const ERASE_HANGING = ['votes', 'reactions'].map(
  (table) => `DELETE FROM ${table} WHERE rowid IN
    (SELECT rowid FROM ${table} WHERE post_id IN (SELECT value FROM json_each(?)) LIMIT ${HANGING}) RETURNING 1`,
)

async function eraseFiles(ctx: Core, now: number): Promise<number> {
  const erased = await eraseMedia(ctx, now)
  await eraseRemovedStickers(ctx, now - RETENTION_DAYS * DAY)
  return erased
}

async function eraseMedia(ctx: Core, now: number): Promise<number> {
  const orphanSome = async (tx: Tx) => ctx.db.run(tx, ORPHAN, [now]).length > 0
  await inBits(() => ctx.db.transaction(orphanSome, { soft: true }))
  return eraseAllOrphans(ctx)
}

/** What was uploaded for a post or a draft that never came. */
const ORPHAN = `UPDATE media SET state = 'orphaned', sealed = NULL WHERE rowid IN
  (SELECT rowid FROM media WHERE state IN ('uploading', 'storing', 'pending', 'attached') AND expires_at <= ? LIMIT 100)
  RETURNING 1`

async function eraseLinks(ctx: Core, now: number): Promise<void> {
  const date = new Date(now)
  await ctx.db.transaction(async (tx) => {
    // An old set-up link opens nothing, but is how an instance knows that it was begun empty.
    await tx.delete(invitations).where(and(lte(invitations.expiresAt, now), ne(invitations.kind, 'operator')))
    await tx.delete(verifications).where(lte(verifications.expiresAt, date))
    await tx.delete(sessions).where(lte(sessions.expiresAt, date))
  })
}

/** A day's key goes when the day is over in UTC and no row is left that it could open. */
async function destroyKeys(ctx: Core, runId: string, now: number): Promise<number[]> {
  const first = await ctx.db.read
    .select({ at: min(posts.expiresAt) })
    .from(posts)
    .get()
  const waiting = await ctx.db.read
    .select({ at: min(media.expiresAt) })
    .from(media)
    .where(isNotNull(media.sealed))
    .get()
  const needed = Math.min(...[first?.at, waiting?.at, now].filter((at) => at != null).map(dayOf))
  const over = (await ctx.keys.days()).filter((day) => day < needed)
  // Said before it is done: what a crash leaves is said again by the next run.
  if (over.length > 0) await noteKeys(ctx, runId, over)
  for (const day of over) await ctx.keys.destroy(day)
  return over
}
