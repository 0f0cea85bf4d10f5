import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { SourceFault } from '@carillon/contract'
import { channels } from '../channels/table.ts'

/** Feeds (RSS, Atom, JSON Feed) whose new items become posts or drafts of a channel. */
export const sources = sqliteTable(
  'sources',
  {
    id: text('id').primaryKey(),
    channelId: text('channel_id')
      .notNull()
      .references(() => channels.id, { onDelete: 'cascade' }),
    url: text('url').notNull(),
    /** What the feed calls itself. */
    title: text('title').notNull(),
    publishes: integer('publishes', { mode: 'boolean' }).notNull(),
    paused: integer('paused', { mode: 'boolean' }).notNull().default(false),
    createdAt: integer('created_at').notNull(),
    /** When it is asked next: a poll interval after the last time, later after faults. */
    nextAt: integer('next_at').notNull(),
    checkedAt: integer('checked_at'),
    /** When it last had something new. */
    newsAt: integer('news_at'),
    /** What its server wants to hear again, so that it may answer that nothing is new. */
    etag: text('etag'),
    lastModified: text('last_modified'),
    /** Faults in a row, and the last one's kind and HTTP status. */
    faults: integer('faults').notNull().default(0),
    fault: text('fault').$type<SourceFault>(),
    faultStatus: integer('fault_status'),
  },
  (table) => [index('sources_channel').on(table.channelId), index('sources_next').on(table.nextAt)],
)

/** Items that were taken, by a keyed hash of what identifies them: each once, whatever the feed says again. */
export const sourceItems = sqliteTable(
  'source_items',
  {
    sourceId: text('source_id')
      .notNull()
      .references(() => sources.id, { onDelete: 'cascade' }),
    hash: text('hash').notNull(),
    /** When the feed last held it: what it dropped long ago needs no remembering. */
    seenAt: integer('seen_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.sourceId, table.hash] })],
)
