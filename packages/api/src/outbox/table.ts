import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { EventType } from './service.ts'

/** What happened, in order, by id and never by content: written in the transaction of the change itself. */
export const outbox = sqliteTable('outbox', {
  seq: integer('seq').primaryKey({ autoIncrement: true }),
  type: text('type').$type<EventType>().notNull(),
  channelId: text('channel_id').notNull(),
  postId: text('post_id'),
  at: integer('at').notNull(),
})

/** How far each consumer has got. */
export const outboxPositions = sqliteTable('outbox_positions', {
  consumer: text('consumer').primaryKey(),
  seq: integer('seq').notNull(),
})
