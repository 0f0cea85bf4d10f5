import { and, asc, eq, getTableColumns, lte, min, notInArray } from 'drizzle-orm'
import { channels } from '../channels/table.ts'
import type { Core } from '../core/context.ts'
import { sources } from './table.ts'
import type { Following } from './take.ts'

/** More than this are not looked through at once. */
const MOST = 200

const awake = and(eq(sources.paused, false), eq(channels.archived, false))

/** Feeds that are to be asked now, longest due first. Those of archived channels rest. */
export async function findDue(ctx: Core, busy: string[]): Promise<Following[]> {
  const due = and(awake, lte(sources.nextAt, ctx.now()), notInArray(sources.id, busy))
  return withChannels(ctx).where(due).orderBy(asc(sources.nextAt)).limit(MOST)
}

/** When the next one is to be asked that nobody is asking. */
export async function findNextDue(ctx: Core, busy: string[]): Promise<number | null> {
  const row = await ctx.db.read
    .select({ at: min(sources.nextAt) })
    .from(sources)
    .innerJoin(channels, eq(channels.id, sources.channelId))
    .where(and(awake, notInArray(sources.id, busy)))
    .get()
  return row?.at ?? null
}

export async function findFollowing(ctx: Core, channelId: string, sourceId: string): Promise<Following | null> {
  const which = and(eq(sources.id, sourceId), eq(sources.channelId, channelId))
  return (await withChannels(ctx).where(which).get()) ?? null
}

function withChannels(ctx: Core) {
  return ctx.db.read
    .select({ source: getTableColumns(sources), channel: getTableColumns(channels) })
    .from(sources)
    .innerJoin(channels, eq(channels.id, sources.channelId))
}
