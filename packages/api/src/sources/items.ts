import { DAY } from '@carillon/contract'
import { and, eq, inArray } from 'drizzle-orm'
import { type Core, type Deps, sign } from '../core/context.ts'
import type { Drizzle, Tx } from '../core/database.ts'
import { deleteInSlices } from '../core/slices.ts'
import type { FeedItem } from './feed.ts'
import { sourceItems } from './table.ts'

/** An item and what it is known by: any of its hashes. */
export type Identified = { item: FeedItem; hashes: string[] }

/** Rows in one statement. */
const CHUNK = 400
/** That an item is still there is noted once a day. */
const NOTED_EVERY = DAY
/** What a feed dropped so long ago needs no remembering. */
const KEPT = 60 * DAY

/**
 * Items by what tells them apart: the id that their feed gives them, and their link where no other item has it. The
 * same one twice in a feed counts once. Hashes are keyed, for they may be of words.
 */
export function identify(ctx: Deps, sourceId: string, items: FeedItem[]): Identified[] {
  const links = new Map<string, number>()
  for (const { link } of items) if (link) links.set(link, (links.get(link) ?? 0) + 1)
  const seen = new Set<string>()
  return items.flatMap((item) => {
    const own = item.link && links.get(item.link) === 1 ? item.link : null
    const known = [item.id && `id ${item.id}`, own && `link ${own}`].filter((one) => one !== null && one !== '')
    const named = known.length > 0 ? known : [`words ${item.title.text} ${item.date ?? item.bodies[0]?.text ?? ''}`]
    const hashes = [...new Set(named)].map((name) => sign(ctx, 'source item', `${sourceId}\0${name}`))
    const again = hashes.some((hash) => seen.has(hash))
    for (const hash of hashes) seen.add(hash)
    return again ? [] : [{ item, hashes }]
  })
}

/** Of these hashes, those that are remembered. */
export async function knownHashes(db: Pick<Drizzle, 'select'>, sourceId: string, hashes: string[]) {
  const known = new Map<string, number>()
  for (const some of chunks(hashes)) {
    const which = and(eq(sourceItems.sourceId, sourceId), inArray(sourceItems.hash, some))
    for (const { hash, seenAt } of await db.select().from(sourceItems).where(which)) known.set(hash, seenAt)
  }
  return known
}

/** Remembers items as taken; returns how many of the hashes are new. */
export async function remember(ctx: Core, tx: Tx, sourceId: string, hashes: string[]): Promise<number> {
  let fresh = 0
  for (const some of chunks(hashes)) {
    const rows = some.map((hash) => ({ sourceId, hash, seenAt: ctx.now() }))
    fresh += (await tx.insert(sourceItems).values(rows).onConflictDoNothing().returning({ h: sourceItems.hash })).length
  }
  return fresh
}

/** Notes that these are still in their feed. */
export async function noteSeen(ctx: Core, sourceId: string, known: Map<string, number>): Promise<void> {
  const before = ctx.now() - NOTED_EVERY
  const stale = [...known].filter(([, seenAt]) => seenAt < before).map(([hash]) => hash)
  if (stale.length === 0) return
  await ctx.db.transaction(async (tx) => {
    for (const some of chunks(stale)) {
      const which = and(eq(sourceItems.sourceId, sourceId), inArray(sourceItems.hash, some))
      await tx.update(sourceItems).set({ seenAt: ctx.now() }).where(which)
    }
  })
}

/** Forgets what feeds have not held for a long time. */
export async function pruneSourceItems(ctx: Core): Promise<void> {
  await deleteInSlices(ctx, 'source_items', 'seen_at < ?', [ctx.now() - KEPT])
}

function chunks<T>(all: T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / CHUNK) }, (_, at) => all.slice(at * CHUNK, (at + 1) * CHUNK))
}
