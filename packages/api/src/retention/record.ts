import {
  type ChannelErasure,
  type ChannelErasurePage,
  DAY,
  type Erasure,
  type ErasurePage,
  type ListChannelErasures,
  type ListErasures,
} from '@carillon/contract'
import { and, desc, eq, getTableColumns, type SQL, sql } from 'drizzle-orm'
import { requireRole } from '../channels/authority.ts'
import { channels } from '../channels/table.ts'
import type { Core, Ctx } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { expiryCounts, expiryRuns } from './table.ts'

type RunRow = typeof expiryRuns.$inferSelect

/** Channels that a run is shown with. */
const MOST = 100

/** Every run, latest first, for operators. */
export async function listErasures(ctx: Ctx, { limit, cursor }: ListErasures): Promise<ErasurePage> {
  const rows = await ctx.db.read
    .select()
    .from(expiryRuns)
    .where(before(cursor))
    .orderBy(...LATEST)
    .limit(limit + 1)
  return { ...page(rows, limit), items: await Promise.all(rows.slice(0, limit).map((row) => toErasure(ctx, row))) }
}

/** What was erased of one channel, for whoever may see how it does. */
export async function listChannelErasures(ctx: Ctx, input: ListChannelErasures): Promise<ChannelErasurePage> {
  const channel = await requireRole(ctx, input.handle, 'analyst', 'read')
  const rows = await ctx.db.read
    .select({ ...getTableColumns(expiryRuns), posts: expiryCounts.posts })
    .from(expiryCounts)
    .innerJoin(expiryRuns, eq(expiryRuns.id, expiryCounts.runId))
    .where(and(eq(expiryCounts.channelId, channel.id), before(input.cursor)))
    .orderBy(...LATEST)
    .limit(input.limit + 1)
  const items = rows.slice(0, input.limit).map((row): ChannelErasure => ({ ...toRun(row), posts: row.posts }))
  return { ...page(rows, input.limit), items }
}

export async function lastErasure(ctx: Core): Promise<Erasure | null> {
  const row = await ctx.db.read
    .select()
    .from(expiryRuns)
    .orderBy(...LATEST)
    .limit(1)
    .get()
  return row ? toErasure(ctx, row) : null
}

async function toErasure(ctx: Core, row: RunRow): Promise<Erasure> {
  const { handle, name } = channels
  const of = await ctx.db.read
    .select({ handle, name, posts: expiryCounts.posts })
    .from(expiryCounts)
    .innerJoin(channels, eq(channels.id, expiryCounts.channelId))
    .where(eq(expiryCounts.runId, row.id))
    .orderBy(desc(expiryCounts.posts), handle)
    .limit(MOST)
  const { cause, posts, media, held, clean } = row
  return { ...toRun(row), cause, posts, media, held, clean, channels: of }
}

const toRun = ({ id, startedAt, finishedAt, keys }: RunRow) => ({ id, startedAt, finishedAt, keys: keys.map(toDay) })

/** `2026-11-23`. */
const toDay = (day: number) => new Date(day * DAY).toISOString().slice(0, 10)

const LATEST = [desc(expiryRuns.startedAt), desc(expiryRuns.id)]

function before(cursor: string | undefined): SQL | undefined {
  if (cursor === undefined) return undefined
  const [, startedAt, id] = /^(\d{1,16})\.(exp_[0-9a-z]{26})$/.exec(cursor) ?? []
  if (!startedAt || !id) throw new AppError('input.invalid', { cursor: 'input.invalid' })
  return sql`(${expiryRuns.startedAt}, ${expiryRuns.id}) < (${Number(startedAt)}, ${id})`
}

function page(rows: { id: string; startedAt: number }[], limit: number): { nextCursor: string | null } {
  const last = rows[limit - 1]
  return { nextCursor: rows.length > limit && last ? `${last.startedAt}.${last.id}` : null }
}
