import { and, asc, eq, gt, isNotNull, isNull, lte, min, notInArray, type SQL } from 'drizzle-orm'
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
  const due = and(active, lte(deliveries.nextAt, ctx.now()))
  const health = failing ? isNotNull(webhooks.failingSince) : isNull(webhooks.failingSince)
  const waiting = await ctx.db.read
    .select({ id: webhooks.id })
    .from(deliveries)
    .innerJoin(webhooks, eq(webhooks.id, deliveries.webhookId))
    .where(and(due, health, notInArray(webhooks.id, busy)))
    .groupBy(webhooks.id)
    .orderBy(min(deliveries.nextAt))
    .limit(limit)
  const found = await Promise.all(waiting.map(({ id }) => firstOf(ctx, and(due, eq(webhooks.id, id)))))
  return found.filter((one) => one !== undefined)
}

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
