import type { WebhookEvent } from '@carillon/contract'
import { and, eq, gt, sql } from 'drizzle-orm'
import type { Core } from '../core/context.ts'
import type { Tx } from '../core/database.ts'
import { hotQuery } from '../core/hot.ts'
import type { Consumer, EventType, OutboxEvent } from '../outbox/service.ts'
import { deliveries, type WebhookRow, webhooks } from './table.ts'

/** What is told under which name; who follows is nobody's business. */
const NAMES: Record<EventType, WebhookEvent | null> = {
  'channel.changed': 'channel.updated',
  'channel.followed': null,
  'channel.unfollowed': null,
  'post.published': 'post.published',
  'post.edited': 'post.edited',
  'post.deleted': 'post.deleted',
  'post.expired': 'post.expired',
}

/** Milliseconds in which several changes of a profile are told as one. */
export const SETTLING = 2_000

/** Puts events into the queue of each webhook that wants them. Sending is the sender's, so no receiver holds this up. */
export function webhookConsumer(ctx: Core): Consumer {
  return {
    name: 'webhooks',
    async handle(events) {
      const channelIds = [...new Set(events.filter(({ type }) => NAMES[type]).map((event) => event.channelId))]
      const listening = LISTENING(ctx.db, { channelIds: JSON.stringify(channelIds) })
      if (listening.length === 0) return
      await ctx.db.transaction(async (tx) => {
        for (const event of events) for (const webhook of listening) await enqueue(ctx, tx, webhook, event)
      })
      ctx.queued()
    },
    // What is published in a row is looked up once.
    rest: () => 25,
  }
}

const LISTENING = hotQuery(webhooks, (query) =>
  query
    .select()
    .from(webhooks)
    .where(
      and(
        sql`${webhooks.channelId} IN (SELECT value FROM json_each(${sql.placeholder('channelIds')}))`,
        eq(webhooks.paused, false),
      ),
    ),
)

async function enqueue(ctx: Core, tx: Tx, webhook: WebhookRow, event: OutboxEvent): Promise<void> {
  const { seq, channelId, postId, at } = event
  const name = NAMES[event.type]
  // What happened before there was the webhook is none of its business: a new consumer begins at the beginning.
  if (webhook.channelId !== channelId || webhook.createdAt > at) return
  if (!name || !webhook.events.includes(name)) return
  const settles = name === 'channel.updated'
  if (settles && (await isAboutToLeave(ctx, tx, webhook))) return
  const nextAt = at + (settles ? SETTLING : 0)
  await tx
    .insert(deliveries)
    .values({
      id: ctx.newId('dlv'),
      webhookId: webhook.id,
      seq,
      event: name,
      postId,
      at,
      state: 'waiting',
      attempts: [],
      nextAt,
    })
    .onConflictDoNothing()
}

/** Whether the change will be told by a delivery that hasn't left yet. */
async function isAboutToLeave(ctx: Core, tx: Tx, webhook: WebhookRow): Promise<boolean> {
  const waiting = and(eq(deliveries.webhookId, webhook.id), eq(deliveries.state, 'waiting'))
  const row = await tx
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(
      and(
        waiting,
        eq(deliveries.event, 'channel.updated'),
        eq(deliveries.attempts, []),
        gt(deliveries.nextAt, ctx.now()),
      ),
    )
    .get()
  return row !== undefined
}
