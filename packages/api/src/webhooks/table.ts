import type { WEBHOOK_TEST, WebhookEvent, WebhookFault, WebhookState } from '@carillon/contract'
import { blob, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { channels } from '../channels/table.ts'

/** Addresses that are told what happens in a channel. */
export const webhooks = sqliteTable(
  'webhooks',
  {
    id: text('id').primaryKey(),
    channelId: text('channel_id')
      .notNull()
      .references(() => channels.id, { onDelete: 'cascade' }),
    url: text('url').notNull(),
    events: text('events', { mode: 'json' }).$type<WebhookEvent[]>().notNull(),
    /** What deliveries are signed with, sealed under the instance's own secret: a copy of the database signs nothing. */
    secret: blob('secret', { mode: 'buffer' }).notNull(),
    /** The one before, which signs too until `previousUntil`, so that receivers can change over. */
    previousSecret: blob('previous_secret', { mode: 'buffer' }),
    previousUntil: integer('previous_until'),
    paused: integer('paused', { mode: 'boolean' }).notNull().default(false),
    createdAt: integer('created_at').notNull(),
    /** Since when nothing has arrived; `null` while it works. */
    failingSince: integer('failing_since'),
  },
  (table) => [index('webhooks_channel').on(table.channelId)],
)

export type WebhookRow = typeof webhooks.$inferSelect

export type Attempt = {
  at: number
  /** Milliseconds that it took. */
  took: number
  status: number | null
  fault: WebhookFault | null
}

/** The queue and the log in one: an event for one address, by id, with what became of it. */
export const deliveries = sqliteTable(
  'webhook_deliveries',
  {
    id: text('id').primaryKey(),
    webhookId: text('webhook_id')
      .notNull()
      .references(() => webhooks.id, { onDelete: 'cascade' }),
    /** Place of the event in the outbox: an event that is handed over twice is one delivery. Below zero for a test. */
    seq: integer('seq').notNull(),
    event: text('event').$type<WebhookEvent | typeof WEBHOOK_TEST>().notNull(),
    postId: text('post_id'),
    /** When it happened. */
    at: integer('at').notNull(),
    state: text('state').$type<WebhookState>().notNull(),
    attempts: text('attempts', { mode: 'json' }).$type<Attempt[]>().notNull(),
    /** When it is tried next, while it waits. */
    nextAt: integer('next_at').notNull(),
  },
  (table) => [
    uniqueIndex('deliveries_event').on(table.webhookId, table.seq),
    index('deliveries_due').on(table.state, table.nextAt),
    index('deliveries_queue').on(table.state, table.webhookId, table.nextAt, table.seq),
    index('deliveries_log').on(table.webhookId, table.id),
    index('deliveries_at').on(table.at),
  ],
)

export type DeliveryRow = typeof deliveries.$inferSelect
