import { DAY } from '@carillon/contract'
import { eq } from 'drizzle-orm'
import type { Core } from '../core/context.ts'
import type { Due, Outcome } from './attempt.ts'
import { nextAttemptAt } from './schedule.ts'
import { deliveries, type DeliveryRow, type WebhookRow, webhooks } from './table.ts'

/** A webhook that nothing has reached for so long is paused. */
const PATIENCE = 5 * DAY
/** Of a delivery that is asked for again and again. */
const ATTEMPTS_KEPT = 50
/** The receiver says that it wants no more, ever. */
const GONE = 410

/** Writes down what came of an attempt, and what it says of the webhook. Either may have been removed meanwhile. */
export async function recordAttempt(ctx: Core, due: Due, outcome: Outcome): Promise<void> {
  const paused = await ctx.db.transaction(async (tx) => {
    const delivery = await tx.select().from(deliveries).where(eq(deliveries.id, due.delivery.id)).get()
    const webhook = await tx.select().from(webhooks).where(eq(webhooks.id, due.webhook.id)).get()
    if (!delivery || !webhook) return false
    await tx
      .update(deliveries)
      .set(progress(ctx, delivery, outcome))
      .where(eq(deliveries.id, delivery.id))
    const health = healthAfter(webhook, outcome)
    await tx.update(webhooks).set(health).where(eq(webhooks.id, webhook.id))
    return health.paused && !webhook.paused
  })
  if (paused) ctx.log.info('webhooks.paused', { status: outcome.status })
}

/** Nothing can be signed for it: the instance's secret isn't the one it was sealed under. A new secret mends it. */
export async function pauseUnsigned(ctx: Core, webhookId: string): Promise<void> {
  await ctx.db.transaction((tx) => tx.update(webhooks).set({ paused: true }).where(eq(webhooks.id, webhookId)))
  ctx.log.error('webhooks.secret_unreadable')
}

function progress(ctx: Core, delivery: DeliveryRow, { retryAt, ...attempt }: Outcome): Partial<DeliveryRow> {
  const attempts = [...delivery.attempts, attempt].slice(-ATTEMPTS_KEPT)
  if (attempt.fault === null) return { attempts, state: 'delivered' }
  const past = { attempts: attempts.length, firstAt: attempts[0]!.at, now: ctx.now(), retryAt }
  const nextAt = attempt.status === GONE ? null : nextAttemptAt(past, chance(ctx))
  return nextAt === null ? { attempts, state: 'failed' } : { attempts, nextAt }
}

function healthAfter(webhook: WebhookRow, { at, status, fault }: Outcome) {
  if (fault === null) return { failingSince: null, paused: webhook.paused }
  const failingSince = webhook.failingSince ?? at
  return { failingSince, paused: webhook.paused || status === GONE || at - failingSince >= PATIENCE }
}

/** From 0 to 1. */
function chance(ctx: Core): number {
  const [high, low] = ctx.random(2)
  return (high! * 256 + low!) / 65_535
}
