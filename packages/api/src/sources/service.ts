import { type AddSource, type EditSource, LIMITS, type Source, type SourceRef, type Sources } from '@carillon/contract'
import { and, asc, eq } from 'drizzle-orm'
import { requireRole, requireWritable } from '../channels/authority.ts'
import { type Ctx, transact } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { type Asked, askFeed } from './ask.ts'
import { checkSource } from './check.ts'
import { titleOf } from './compose.ts'
import { findFollowing } from './due.ts'
import { identify, remember } from './items.ts'
import { nextInterval } from './schedule.ts'
import { sources } from './table.ts'
import type { SourceRow } from './take.ts'

/** A feed is asked by hand once in so many milliseconds. */
const PATIENCE = 30_000
const MINUTE = 60_000
const NEVER = { etag: null, lastModified: null }

/** Editors see where drafts are from. */
export async function listSources(ctx: Ctx, handle: string): Promise<Sources> {
  const channel = await requireRole(ctx, handle, 'editor', null)
  const mine = eq(sources.channelId, channel.id)
  return { items: await ctx.db.read.select().from(sources).where(mine).orderBy(asc(sources.createdAt)) }
}

/** What the feed holds now counts as seen: only what comes after is posted. */
export async function addSource(ctx: Ctx, input: AddSource): Promise<Source> {
  ctx.limiter.take('source', ctx.addressPrefix)
  const channel = await requireWritable(ctx, input.handle, 'admin', null)
  const mine = eq(sources.channelId, channel.id)
  if ((await ctx.db.read.$count(sources, mine)) >= LIMITS.sources) throw new AppError('sources.too_many')
  const asked = await discover(ctx, input.url)
  const { feed, etag, lastModified, maxAge } = asked
  const now = ctx.now()
  const id = ctx.newId('src')
  const row = {
    id,
    channelId: channel.id,
    url: asked.movedTo ?? asked.from,
    title: titleOf(feed, asked.url),
    publishes: input.publishes,
    createdAt: now,
    checkedAt: now,
    nextAt: now + nextInterval([feed.ttl && feed.ttl * MINUTE, maxAge]),
    etag,
    lastModified,
  }
  return transact(ctx, async (tx) => {
    if ((await tx.$count(sources, mine)) >= LIMITS.sources) throw new AppError('sources.too_many')
    if ((await tx.$count(sources, and(mine, eq(sources.url, row.url)))) > 0) throw refusal('sources.already')
    const source = await tx.insert(sources).values(row).returning().get()
    const present = identify(ctx, id, feed.items).flatMap(({ hashes }) => hashes)
    await remember(ctx, tx, id, present)
    return source
  })
}

type Discovered = Extract<Asked, { kind: 'feed' }> & { from: string }

/** The feed at an address, or the one that the page there names. */
async function discover(ctx: Ctx, url: string): Promise<Discovered> {
  const first = await askFeed(ctx, url, NEVER)
  if (first.kind === 'feed') return { ...first, from: url }
  const link = first.kind === 'page' ? first.link : null
  const asked = link ? await askFeed(ctx, link, NEVER) : first
  if (asked.kind === 'feed') return { ...asked, from: link ?? url }
  throw refusal(asked.kind === 'fault' ? codeOf(asked) : 'sources.not_a_feed')
}

function codeOf({ fault }: Extract<Asked, { kind: 'fault' }>) {
  return `sources.${fault}` as `sources.${Exclude<typeof fault, 'too_many_items' | 'drafts_full'>}`
}

function refusal(code: AppError['code']): AppError {
  return new AppError(code, { url: code })
}

/** What goes on after a pause begins with a clean slate, soon. */
export async function editSource(ctx: Ctx, input: EditSource): Promise<Source> {
  const { source } = await requireSource(ctx, input)
  const { publishes = source.publishes, paused = source.paused } = input
  const afresh = source.paused && !paused ? { nextAt: ctx.now(), faults: 0, fault: null, faultStatus: null } : {}
  return transact(ctx, async (tx) => {
    const changes = { publishes, paused, ...afresh }
    const row = await tx.update(sources).set(changes).where(same(source)).returning().get()
    if (!row) throw new AppError('sources.not_found')
    return row
  })
}

/** Its drafts stay. */
export async function removeSource(ctx: Ctx, input: SourceRef): Promise<void> {
  const { source } = await requireSource(ctx, input)
  await transact(ctx, (tx) => tx.delete(sources).where(same(source)))
}

/** Asks the feed now, if that wasn't done a moment ago. */
export async function checkNow(ctx: Ctx, input: SourceRef): Promise<Source> {
  ctx.limiter.take('source', ctx.addressPrefix)
  const following = await requireSource(ctx, input)
  const { source } = following
  const wait = (source.checkedAt ?? -PATIENCE) + PATIENCE - ctx.now()
  if (wait > 0) throw new AppError('request.too_many', {}, Math.ceil(wait / 1_000))
  await checkSource(ctx, following, new AbortController().signal)
  return (await requireSource(ctx, input)).source
}

async function requireSource(ctx: Ctx, input: SourceRef) {
  const channel = await requireWritable(ctx, input.handle, 'admin', null)
  const following = await findFollowing(ctx, channel.id, input.sourceId)
  if (!following) throw new AppError('sources.not_found')
  return following
}

function same({ id, channelId }: SourceRow) {
  return and(eq(sources.id, id), eq(sources.channelId, channelId))
}
