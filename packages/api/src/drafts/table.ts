import { blob, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { channels } from '../channels/table.ts'

/**
 * Posts to be. `content` is sealed under a key of the draft's own, which is destroyed when it is published or
 * discarded; whatever a backup still holds of it is unreadable then.
 */
export const drafts = sqliteTable(
  'drafts',
  {
    id: text('id').primaryKey(),
    channelId: text('channel_id')
      .notNull()
      .references(() => channels.id, { onDelete: 'cascade' }),
    kind: text('kind').$type<'text' | 'photo'>().notNull(),
    content: blob('content', { mode: 'buffer' }).notNull(),
    silent: integer('silent', { mode: 'boolean' }).notNull(),
    /** Counts its changes: whoever saves names the one that they saw, so that nobody's words are written over. */
    revision: integer('revision').notNull(),
    /** The source (a feed) that it came from, if any; the source may be gone since. */
    sourceId: text('source_id'),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    /** When it goes by itself: a feed's item that nobody touched. `null` for what a person wrote. */
    discardAt: integer('discard_at'),
  },
  (table) => [
    index('drafts_channel').on(table.channelId, table.updatedAt, table.id),
    index('drafts_discard').on(table.discardAt),
  ],
)
