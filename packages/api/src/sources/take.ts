import { DAY, LIMITS } from '@carillon/contract'
import { eq } from 'drizzle-orm'
import type { ChannelRow } from '../channels/authority.ts'
import { type Core, transact } from '../core/context.ts'
import type { Tx } from '../core/database.ts'
import { insertDraft, prepareDraft } from '../drafts/service.ts'
import { drafts } from '../drafts/table.ts'
import type { SealedContent } from '../posts/sealed.ts'
import { insertPost, preparePost } from '../posts/insert.ts'
import { toContent } from './content.ts'
import type { FeedItem } from './feed.ts'
import { type Identified, identify, knownHashes, noteSeen, remember } from './items.ts'
import { sources } from './table.ts'

export type SourceRow = typeof sources.$inferSelect
export type Following = { source: SourceRow; channel: ChannelRow }

/** More new items at once than this are no news: a feed has changed all its ids, or its server is being played with. */
const MOST_AT_ONCE = 20
/** A draft that nobody touches goes after so long, as its post would. */
const DRAFT_KEPT = 30 * DAY

export type Taken = { count: number; fault: 'too_many_items' | 'drafts_full' | null }

/** Makes posts or drafts of what is new, oldest first, each in one transaction with remembering it. */
export async function takeNews(
  ctx: Core,
  following: Following,
  items: FeedItem[],
  base: string,
  signal: AbortSignal,
): Promise<Taken> {
  const { id } = following.source
  const all = identify(ctx, id, items)
  const known = await knownHashes(
    ctx.db.read,
    id,
    all.flatMap(({ hashes }) => hashes),
  )
  await noteSeen(ctx, id, known)
  const isNew = ({ hashes }: Identified) => !hashes.some((hash) => known.has(hash))
  const fresh = all.filter(isNew)
  const news = fresh.slice(0, MOST_AT_ONCE)
  // Those beyond the newest, and further names of those that are known.
  const others = [...fresh.slice(MOST_AT_ONCE), ...all.filter((one) => !isNew(one))]
  const unknown = others.flatMap(({ hashes }) => hashes).filter((hash) => !known.has(hash))
  if (unknown.length > 0) await ctx.db.transaction((tx) => remember(ctx, tx, id, unknown))
  let count = 0
  for (const one of news.toReversed()) {
    signal.throwIfAborted()
    const outcome = await takeItem(ctx, following, one, base)
    if (outcome === 'no_room') return { count, fault: 'drafts_full' }
    if (outcome === 'taken') count += 1
  }
  return { count, fault: fresh.length > news.length ? 'too_many_items' : null }
}

type Outcome = 'taken' | 'passed' | 'no_room'

async function takeItem(
  ctx: Core,
  { source, channel }: Following,
  { item, hashes }: Identified,
  base: string,
): Promise<Outcome> {
  const content = await toContent(ctx, channel.id, item, base)
  const write = content && (await prepare(ctx, { source, channel }, content))
  let outcome: Outcome = 'passed'
  try {
    outcome = await transact(ctx, async (tx) => {
      const there = await tx.$count(sources, eq(sources.id, source.id))
      // Removed meanwhile, or taken by another look at the same time.
      if (there === 0 || (await remember(ctx, tx, source.id, hashes)) < hashes.length || !write) return 'passed'
      return write.insert(tx)
    })
  } catch (error) {
    if (!(error instanceof NoRoom)) throw error
    outcome = 'no_room'
  } finally {
    if (outcome !== 'taken') await write?.undo()
  }
  return outcome
}

/** Ends the transaction, so that the item isn't remembered. */
class NoRoom extends Error {}

/** What takes time happens here; the rest in the transaction. */
async function prepare(ctx: Core, { source, channel }: Following, content: SealedContent) {
  if (source.publishes) {
    const post = await preparePost(ctx, channel, content, false)
    const insert = async (tx: Tx) => {
      await insertPost(ctx, tx, post)
      return 'taken' as const
    }
    return { insert, undo: async () => {} }
  }
  const about = { silent: false, sourceId: source.id, discardAt: ctx.now() + DRAFT_KEPT }
  const draft = await prepareDraft(ctx, channel.id, content, about)
  const insert = async (tx: Tx) => {
    if ((await tx.$count(drafts, eq(drafts.channelId, channel.id))) >= LIMITS.drafts) throw new NoRoom()
    await insertDraft(ctx, tx, draft)
    return 'taken' as const
  }
  return { insert, undo: () => ctx.keys.destroy(draft.row.id) }
}
