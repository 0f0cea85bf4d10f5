import {
  DAY,
  type Delivery,
  type DeliveryPage,
  type DeliveryRef,
  type ListDeliveries,
  WEBHOOK_TEST,
  type WebhookRef,
} from '@carillon/contract'
import { and, desc, eq, lt, lte, min } from 'drizzle-orm'
import { type Core, type Ctx, transact } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { deleteInSlices } from '../core/slices.ts'
import { requireWebhook } from './service.ts'
import { deliveries, type DeliveryRow, type WebhookRow, webhooks } from './table.ts'

/** How long the log goes back. */
const KEPT = 30 * DAY

/** The log of a webhook, newest first. */
export async function listDeliveries(ctx: Ctx, input: ListDeliveries): Promise<DeliveryPage> {
  const webhook = await requireWebhook(ctx, input)
  const state = input.state && eq(deliveries.state, input.state)
  const older = input.cursor === undefined ? undefined : lt(deliveries.id, input.cursor)
  const rows = await ctx.db.read
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.webhookId, webhook.id), state, older))
    .orderBy(desc(deliveries.id))
    .limit(input.limit + 1)
  const items = rows.slice(0, input.limit).map((row) => toDelivery(webhook, row))
  return { items, nextCursor: rows.length > input.limit ? items.at(-1)!.id : null }
}

/** Once more, under the same id, whatever has become of it so far. */
export async function redeliver(ctx: Ctx, input: DeliveryRef): Promise<Delivery> {
  const webhook = await requireActive(ctx, input)
  const row = await transact(ctx, (tx) =>
    tx
      .update(deliveries)
      .set({ state: 'waiting', nextAt: ctx.now() })
      .where(and(eq(deliveries.id, input.deliveryId), eq(deliveries.webhookId, webhook.id)))
      .returning()
      .get(),
  )
  if (!row) throw new AppError('webhooks.not_found')
  ctx.queued()
  return toDelivery(webhook, row)
}

/** An event that means nothing, to see whether it arrives. */
export async function sendTest(ctx: Ctx, input: WebhookRef): Promise<Delivery> {
  ctx.limiter.take('test', ctx.addressPrefix)
  const webhook = await requireActive(ctx, input)
  const at = ctx.now()
  const test = { id: ctx.newId('dlv'), webhookId: webhook.id, event: WEBHOOK_TEST, at, nextAt: at } as const
  const row = await transact(ctx, async (tx) => {
    const own = eq(deliveries.webhookId, webhook.id)
    const lowest = await tx
      .select({ seq: min(deliveries.seq) })
      .from(deliveries)
      .where(own)
      .get()
    const seq = Math.min(0, lowest?.seq ?? 0) - 1
    return tx
      .insert(deliveries)
      .values({ ...test, seq, state: 'waiting', attempts: [] })
      .returning()
      .get()
  })
  ctx.queued()
  return toDelivery(webhook, row)
}

/**
 * For the nightly job: what is older than the log, what tells of posts that nobody can read any more, sent or not, and
 * secrets whose time is over. That a post is gone is told all the same.
 */
export async function forgetDeliveries(ctx: Core): Promise<void> {
  const now = ctx.now()
  await deleteInSlices(ctx, 'webhook_deliveries', `at < ? OR ${OF_PAST_POSTS}`, [now - KEPT, now])
  await ctx.db.transaction((tx) =>
    tx.update(webhooks).set({ previousSecret: null, previousUntil: null }).where(lte(webhooks.previousUntil, now)),
  )
}

const OF_PAST_POSTS = `event IN ('post.published', 'post.edited')
  AND NOT EXISTS (SELECT 1 FROM posts WHERE posts.id = webhook_deliveries.post_id AND posts.expires_at > ?)`

async function requireActive(ctx: Ctx, input: WebhookRef): Promise<WebhookRow> {
  const webhook = await requireWebhook(ctx, input)
  if (webhook.paused) throw new AppError('webhooks.paused')
  return webhook
}

function toDelivery(webhook: WebhookRow, row: DeliveryRow): Delivery {
  return { ...row, nextAt: row.state === 'waiting' && !webhook.paused ? row.nextAt : null }
}
