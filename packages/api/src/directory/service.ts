import type { DirectoryEntry, ListDirectory, SearchChannels, SearchResult } from '@carillon/contract'
import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm'
import type { ChannelRow } from '../channels/authority.ts'
import { channels } from '../channels/table.ts'
import { toChannel } from '../channels/view.ts'
import type { Core, Ctx } from '../core/context.ts'
import { AppError } from '../core/errors.ts'

/** What the directory shows: channels that anybody may read and that wish to be found. */
export const inDirectory = and(eq(channels.listed, true), eq(channels.access, 'open'), eq(channels.archived, false))

/** More live posts than this make no channel more active. */
const MOST_ACTIVE = 1_000

/**
 * Live posts of a channel, counted by their index alone. Written out, because Drizzle drops tables' names where a query
 * has one table only.
 */
function activity(now: number) {
  return sql<number>`(SELECT count(*) FROM (SELECT 1 FROM posts AS live
    WHERE live.channel_id = channels.id AND live.expires_at > ${now}
    ORDER BY live.published_at DESC LIMIT ${MOST_ACTIVE}))`
}

export type Listed = { channel: ChannelRow; activity: number }

export async function listed(ctx: Core, ids: string[]): Promise<Listed[]> {
  const which = and(inDirectory, inArray(channels.id, ids))
  return ctx.db.read
    .select({ channel: channels, activity: activity(ctx.now()) })
    .from(channels)
    .where(which)
}

export async function* allListed(ctx: Core, size: number): AsyncGenerator<Listed[]> {
  for (let last = ''; ;) {
    const page = await listedAfter(ctx, last, size)
    if (page.length === 0) return
    yield page
    last = page.at(-1)!.channel.id
  }
}

function listedAfter(ctx: Core, last: string, size: number): Promise<Listed[]> {
  return ctx.db.read
    .select({ channel: channels, activity: activity(ctx.now()) })
    .from(channels)
    .where(and(inDirectory, gt(channels.id, last)))
    .orderBy(asc(channels.id))
    .limit(size)
}

export async function listDirectory(ctx: Ctx, input: ListDirectory) {
  const page = await listedAfter(ctx, input.cursor ?? '', input.limit)
  const items: DirectoryEntry[] = page.map((row) => ({ ...toChannel(row.channel), activity: row.activity }))
  return { items, nextCursor: page.length === input.limit ? page.at(-1)!.channel.id : null }
}

/** A page starts at most here: who wants more than a thousand channels narrows the search. */
const DEEPEST = 1_000

/** The engine says which channels, the database what they are now: a renamed one is right before it is indexed. */
export async function searchChannels(ctx: Ctx, input: SearchChannels): Promise<SearchResult> {
  const { cursor, limit, ...query } = input
  const offset = cursor === undefined ? 0 : Number(cursor)
  if (!Number.isInteger(offset) || offset < 0 || offset > DEEPEST) {
    throw new AppError('input.invalid', { cursor: 'input.invalid' })
  }
  const answer = await ctx.search.search({ ...query, limit, offset }).catch((error: unknown) => {
    ctx.log.error('search.failed', { reason: String(error) })
    throw new AppError('server.search_unavailable')
  })
  const ids = answer.hits.map((hit) => hit.id)
  const rows = new Map((await listed(ctx, ids)).map((row) => [row.channel.id, toChannel(row.channel)]))
  const hits = answer.hits.flatMap(({ id, matches }) => {
    const channel = rows.get(id)
    return channel ? [{ ...channel, matches }] : []
  })
  const next = offset + limit
  return {
    hits,
    total: answer.total,
    facets: answer.facets,
    nextCursor: next < answer.total && next <= DEEPEST ? String(next) : null,
  }
}
