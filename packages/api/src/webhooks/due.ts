import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, min, notInArray, sql, type SQL } from 'drizzle-orm'
import { channels } from '../channels/table.ts'
import type { Core } from '../core/context.ts'
import type { Due } from './attempt.ts'
import { deliveries, webhooks } from './table.ts'

const active = and(eq(deliveries.state, 'waiting'), eq(webhooks.paused, false))

/**
 * What is to be sent now: of each webhook but those in `busy` the delivery that has waited longest. `failing` asks for
 * webhooks that nothing has reached lately, or for the others.
 */
export async function findDue(ctx: Core, failing: boolean, busy: string[], limit: number): Promise<Due[]> {
  if (limit <= 0) return []
  const now = ctx.now()
  const health = failing ? isNotNull(webhooks.failingSince) : isNull(webhooks.failingSince)
  const free = and(eq(webhooks.paused, false), health, notInArray(webhooks.id, busy))
  const waiting = await ctx.db.read
    .select({ id: webhooks.id })
    .from(webhooks)
    .where(and(inArray(webhooks.id, QUEUES), free, lte(FIRST, now)))
    .orderBy(FIRST)
    .limit(limit)
  const due = and(active, lte(deliveries.nextAt, now))
  const found = await Promise.all(waiting.map(({ id }) => firstOf(ctx, and(due, eq(webhooks.id, id)))))
  return found.filter((one) => one !== undefined)
}

/**
 * Webhooks that have anything waiting, by a step in the index for each: looking through all that waits would stop the
 * process for as long as somebody's server has been down.
 */
const QUEUES = sql`(
  WITH RECURSIVE queues (id) AS (
    SELECT min(webhook_id) FROM webhook_deliveries WHERE state = 'waiting'
    UNION ALL
    SELECT (SELECT min(webhook_id) FROM webhook_deliveries WHERE state = 'waiting' AND webhook_id > queues.id)
    FROM queues WHERE queues.id IS NOT NULL
  )
  SELECT id FROM queues WHERE id IS NOT NULL
)`
const FIRST = sql<number>`(
  SELECT min(next_at) FROM webhook_deliveries WHERE state = 'waiting' AND webhook_id = ${webhooks.id}
)`

function firstOf(ctx: Core, which: SQL | undefined): Promise<Due | undefined> {
  return ctx.db.read
    .select({ delivery: deliveries, webhook: webhooks, handle: channels.handle })
    .from(deliveries)
    .innerJoin(webhooks, eq(webhooks.id, deliveries.webhookId))
    .innerJoin(channels, eq(channels.id, webhooks.channelId))
    .where(which)
    .orderBy(asc(deliveries.nextAt), asc(deliveries.seq))
    .limit(1)
    .get()
}

/** When the next delivery is due that isn't yet; `null` when none waits. */
export async function findNextDue(ctx: Core): Promise<number | null> {
  const row = await ctx.db.read
    .select({ at: min(deliveries.nextAt) })
    .from(deliveries)
    .innerJoin(webhooks, eq(webhooks.id, deliveries.webhookId))
    .where(and(active, gt(deliveries.nextAt, ctx.now())))
    .get()
  return row?.at ?? null
}

/** Since when the first delivery that nothing stands in the way of has been due; `null` when none is. */
export async function findOverdue(ctx: Core): Promise<number | null> {
  const free = and(eq(webhooks.paused, false), isNull(webhooks.failingSince), lte(FIRST, ctx.now()))
  const webhook = await ctx.db.read
    .select({ id: webhooks.id })
    .from(webhooks)
    .where(and(inArray(webhooks.id, QUEUES), free))
    .orderBy(FIRST)
    .limit(1)
    .get()
  const first = webhook && (await firstOf(ctx, and(active, eq(webhooks.id, webhook.id))))
  return first?.delivery.nextAt ?? null
}
