import { blob, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { channels } from '../channels/table.ts'

/** What the server must compute with stands in columns; what a post says is sealed in `content`. */
export const posts = sqliteTable(
  'posts',
  {
    id: text('id').primaryKey(),
    channelId: text('channel_id')
      .notNull()
      .references(() => channels.id, { onDelete: 'cascade' }),
    kind: text('kind').$type<'text' | 'photo'>().notNull(),
    content: blob('content', { mode: 'buffer' }).notNull(),
    silent: integer('silent', { mode: 'boolean' }).notNull(),
    publishedAt: integer('published_at').notNull(),
    editedAt: integer('edited_at'),
    expiresAt: integer('expires_at').notNull(),
    pinnedAt: integer('pinned_at'),
  },
  (table) => [
    index('posts_channel').on(table.channelId, table.publishedAt, table.id),
    index('posts_expiry').on(table.expiresAt),
  ],
)
