import { nextTime } from '@carillon/contract/wallclock'
import type { ScheduleFault } from '@carillon/contract/lists'
import { and, asc, eq, getTableColumns, isNotNull, isNull, lte, min } from 'drizzle-orm'
import type { ChannelRow } from '../channels/authority.ts'
import { channels } from '../channels/table.ts'
import { type Core, transact } from '../core/context.ts'
import type { Tx } from '../core/database.ts'
import { isAttached } from '../media/service.ts'
import { openContent } from '../posts/content.ts'
import { insertPost, preparePost } from '../posts/insert.ts'
import { mediaOf } from '../posts/sealed.ts'
import { isOffered } from '../stickers/service.ts'
import type { DraftRow } from './service.ts'
import { drafts } from './table.ts'

export type Due = { draft: DraftRow; channel: ChannelRow }

/** People choose a time to the minute: what goes out within it is not late. */
const LATE = 60_000

const waiting = and(isNotNull(drafts.scheduledAt), isNull(drafts.fault))

/** What is to be published now, longest due first. */
export function findDue(ctx: Core, limit: number): Promise<Due[]> {
  return ctx.db.read
    .select({ draft: getTableColumns(drafts), channel: getTableColumns(channels) })
    .from(drafts)
    .innerJoin(channels, eq(channels.id, drafts.channelId))
    .where(and(waiting, lte(drafts.scheduledAt, ctx.now())))
    .orderBy(asc(drafts.scheduledAt), asc(drafts.id))
    .limit(limit)
}

/** When the next one is to be published; `null` when none is. */
export async function findNextDue(ctx: Core): Promise<number | null> {
  const row = await ctx.db.read
    .select({ at: min(drafts.scheduledAt) })
    .from(drafts)
    .where(waiting)
    .get()
  return row?.at ?? null
}

/**
 * Publishes a draft in the name of its channel. In the transaction in which the post begins the draft ends, or moves on
 * to its next time: whoever comes second, after a kill too, finds nothing to do. What can't go out stays, with its fault.
 */
export async function publishDue(ctx: Core, { draft, channel }: Due): Promise<void> {
  const content = await openContent(ctx, { ...draft, expiresAt: null })
  if (!content) return setFault(ctx, draft, 'unreadable')
  const post = await preparePost(ctx, channel, content, draft.silent)
  const lateMs = post.row.publishedAt - draft.scheduledAt!
  if (lateMs >= LATE) post.row.lateMs = lateMs
  const next = findNext(draft, post.row.publishedAt)
  const outcome = await transact(
    ctx,
    async (tx) => {
      const { archived } = (await tx.select().from(channels).where(eq(channels.id, channel.id)).get()) ?? channel
      if (archived) return 'archived'
      if (!(await isAttached(tx, draft.id, mediaOf(content)))) return 'picture_gone'
      if (!(await isOffered(tx, channel.id, content))) return 'picture_gone'
      if (!(await advance(tx, draft, next))) return 'taken'
      await insertPost(ctx, tx, post, draft.id)
      return 'published'
    },
    { group: true },
  )
  if (outcome === 'archived' || outcome === 'picture_gone') await setFault(ctx, draft, outcome)
  if (outcome === 'published' && !next) await ctx.keys.destroy(draft.id)
}

type Next = ReturnType<typeof nextTime>

/** Times that passed while the server was down are made up for by one post, not by one each. */
function findNext({ clock, timeZone, repeatDays, repeatUntil }: DraftRow, now: number): Next {
  if (!clock || !timeZone || !repeatDays || !repeatUntil) return null
  return nextTime({ clock, timeZone, days: repeatDays, until: repeatUntil }, now)
}

/** Whether the draft was still as it was found. */
async function advance(tx: Tx, draft: DraftRow, next: Next): Promise<boolean> {
  const asFound = sameAs(draft)
  const rows = next
    ? await tx
        .update(drafts)
        .set({ scheduledAt: next.at, clock: next.clock, revision: draft.revision + 1 })
        .where(asFound)
        .returning({ id: drafts.id })
    : await tx.delete(drafts).where(asFound).returning({ id: drafts.id })
  return rows.length > 0
}

/** Unless somebody changed it meanwhile: then it is looked at once more. */
export async function setFault(ctx: Core, draft: DraftRow, fault: ScheduleFault): Promise<void> {
  const changes = { fault, revision: draft.revision + 1 }
  await ctx.db.transaction((tx) => tx.update(drafts).set(changes).where(sameAs(draft)))
}

function sameAs({ id, revision }: DraftRow) {
  return and(eq(drafts.id, id), eq(drafts.revision, revision), waiting)
}
