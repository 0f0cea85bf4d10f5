import { DAY } from '@carillon/contract'
import { and, asc, desc, eq, inArray, isNotNull, lte, min, or } from 'drizzle-orm'
import { invitations, sessions, verifications } from '../accounts/table.ts'
import { channels } from '../channels/table.ts'
import { type Core, emitEvent, transact } from '../core/context.ts'
import { dayOf } from '../core/keys.ts'
import { eraseOrphans } from '../media/service.ts'
import { media } from '../media/table.ts'
import { posts } from '../posts/table.ts'
import { expiryRuns } from './table.ts'

export type ExpiryReport = { id: string; posts: number; media: number; keys: number[] }

/** Small enough that other writers wait a few milliseconds between two of these. */
const BATCH = 200

/** An upload that never got past `storing` belongs to a process that died: nobody writes for this long. */
const STORING_AT_MOST = 3_600_000

/**
 * Erases what is past its time: rows, media, keys. Reads have hidden it since `expiresAt`; this makes it gone. Every
 * step leaves a state from which the next run goes on, so it may be killed anywhere, and a missed night is made up
 * for by the next one.
 */
export async function expirePosts(ctx: Core): Promise<ExpiryReport> {
  const id = ctx.newId('exp')
  const now = ctx.now()
  await ctx.db.transaction((tx) => tx.insert(expiryRuns).values({ id, startedAt: now, keys: [] }))
  const erased = await erasePosts(ctx, now)
  const files = await eraseMedia(ctx, now)
  await eraseAvatars(ctx)
  await eraseLinks(ctx, now)
  const keys = await destroyKeys(ctx, now)
  const result = { posts: erased, media: files, keys }
  await ctx.db.transaction((tx) =>
    tx
      .update(expiryRuns)
      .set({ ...result, finishedAt: ctx.now() })
      .where(eq(expiryRuns.id, id)),
  )
  // What was deleted is zeroed in the database; the log that still holds it is emptied last.
  await ctx.db.checkpoint()
  ctx.log.info('retention.expired', { run: id, ...result })
  return { id, ...result }
}

async function erasePosts(ctx: Core, now: number): Promise<number> {
  for (let erased = 0; ;) {
    const rows = await ctx.db.read
      .select({ id: posts.id, channelId: posts.channelId })
      .from(posts)
      .where(lte(posts.expiresAt, now))
      .orderBy(asc(posts.expiresAt))
      .limit(BATCH)
    if (rows.length === 0) return erased
    const ids = rows.map((row) => row.id)
    await transact(ctx, async (tx) => {
      await tx.update(media).set({ state: 'orphaned', postId: null }).where(inArray(media.postId, ids))
      await tx.delete(posts).where(inArray(posts.id, ids))
      for (const row of rows) await emitEvent(ctx, tx, 'post.expired', row.channelId, row.id)
    })
    erased += ids.length
  }
}

async function eraseMedia(ctx: Core, now: number): Promise<number> {
  const waiting = and(inArray(media.state, ['pending', 'attached']), lte(media.expiresAt, now))
  const abandoned = and(eq(media.state, 'storing'), lte(media.expiresAt, now + DAY - STORING_AT_MOST))
  await ctx.db.transaction((tx) =>
    tx.update(media).set({ state: 'orphaned', sealed: null }).where(or(waiting, abandoned)),
  )
  for (let erased = 0; ;) {
    const count = await eraseOrphans(ctx)
    if (count === 0) return erased
    erased += count
  }
}

/** Pictures that a crash left between an old avatar and a new one. */
async function eraseAvatars(ctx: Core): Promise<void> {
  const rows = await ctx.db.read.select({ avatar: channels.avatar }).from(channels).where(isNotNull(channels.avatar))
  const present = new Set(rows.map((row) => row.avatar))
  for await (const object of ctx.storage.list('avatars/')) {
    const name = object.slice('avatars/'.length).split('-')[0]!
    if (!present.has(name)) await ctx.storage.delete(object)
  }
}

async function eraseLinks(ctx: Core, now: number): Promise<void> {
  const date = new Date(now)
  await ctx.db.transaction(async (tx) => {
    await tx.delete(invitations).where(lte(invitations.expiresAt, now))
    await tx.delete(verifications).where(lte(verifications.expiresAt, date))
    await tx.delete(sessions).where(lte(sessions.expiresAt, date))
  })
}

/** A day's key goes when the day is over in UTC and no row is left that it could open. */
async function destroyKeys(ctx: Core, now: number): Promise<number[]> {
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
  for (const day of over) await ctx.keys.destroy(day)
  return over
}

export async function lastExpiry(ctx: Core) {
  const row = await ctx.db.read.select().from(expiryRuns).orderBy(desc(expiryRuns.startedAt)).limit(1).get()
  return row ? { ...row, keys: row.keys.length } : null
}
