import type { SourceFault } from '@carillon/contract'
import { and, eq, ne } from 'drizzle-orm'
import type { Core } from '../core/context.ts'
import { type Asked, askFeed } from './ask.ts'
import { titleOf } from './compose.ts'
import { nextInterval, pauseAfter } from './schedule.ts'
import { sources } from './table.ts'
import { type Following, type SourceRow, takeNews } from './take.ts'

const MINUTE = 60_000
const GONE = 410

/** Asks a feed and takes what is new in it; what came of that is in its row afterwards. */
export async function checkSource(ctx: Core, following: Following, signal: AbortSignal): Promise<void> {
  const { source } = following
  const asked = await askFeed(ctx, source.url, source)
  signal.throwIfAborted()
  const changes = await outcomeOf(ctx, following, asked, signal)
  await updateSource(ctx, source.id, { ...changes, checkedAt: ctx.now() })
}

async function outcomeOf(
  ctx: Core,
  following: Following,
  asked: Asked,
  signal: AbortSignal,
): Promise<Partial<SourceRow>> {
  const { source } = following
  switch (asked.kind) {
    case 'fault': {
      // Gone for good, its server says: nobody asks again unless told to.
      const gone = asked.status === GONE ? { paused: true } : {}
      return { ...faulty(ctx, source, asked.fault, asked.status, asked.retryAfter), ...gone }
    }
    case 'page':
      return faulty(ctx, source, 'not_a_feed', null, null)
    case 'unchanged': {
      // What the feed itself wishes is known from the last time.
      const last = source.faults === 0 && source.checkedAt !== null ? source.nextAt - source.checkedAt : null
      return { ...well(source), nextAt: ctx.now() + nextInterval([last, asked.maxAge]) }
    }
    case 'feed': {
      const { feed, url, maxAge } = asked
      const taken = await takeNews(ctx, following, feed.items, url, signal)
      // A feed whose items wait for room is to be told in full again.
      const tags = taken.fault === 'drafts_full' ? { etag: null, lastModified: null } : asked
      return {
        ...well(source),
        ...(taken.count > 0 || taken.fault ? { fault: taken.fault } : {}),
        ...(taken.count > 0 ? { newsAt: ctx.now() } : {}),
        nextAt: ctx.now() + nextInterval([feed.ttl && feed.ttl * MINUTE, maxAge]),
        title: titleOf(feed, url),
        url: asked.movedTo && !(await isFollowed(ctx, source, asked.movedTo)) ? asked.movedTo : source.url,
        etag: tags.etag,
        lastModified: tags.lastModified,
      }
    }
  }
}

/** That too much came at once is said until there are other news. */
function well(source: SourceRow): Partial<SourceRow> {
  return { faults: 0, fault: source.fault === 'too_many_items' ? source.fault : null, faultStatus: null }
}

function faulty(
  ctx: Core,
  source: SourceRow,
  fault: SourceFault,
  faultStatus: number | null,
  wish: number | null,
): Partial<SourceRow> {
  const faults = source.faults + 1
  return { faults, fault, faultStatus, nextAt: ctx.now() + pauseAfter(ctx, faults, wish) }
}

async function isFollowed(ctx: Core, { id, channelId }: SourceRow, url: string): Promise<boolean> {
  const same = and(eq(sources.channelId, channelId), eq(sources.url, url), ne(sources.id, id))
  return (await ctx.db.read.$count(sources, same)) > 0
}

export async function updateSource(ctx: Core, id: string, changes: Partial<SourceRow>): Promise<void> {
  await ctx.db.transaction((tx) => tx.update(sources).set(changes).where(eq(sources.id, id)))
}
