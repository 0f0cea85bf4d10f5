import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
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
    /** Milliseconds after its time, of a scheduled one that was late. For its team only. */
    lateMs: integer('late_ms'),
  },
  (table) => [
    // Holds all that counting live posts needs: their content is never read for it.
    index('posts_channel').on(table.channelId, table.publishedAt, table.id, table.expiresAt),
    index('posts_expiry').on(table.expiresAt),
  ],
)

/**
 * What was published under which key of the caller's, so that a request sent again makes no second post. A keyed hash
 * of the request is kept, never what it said; gone with its post, or when nobody sends again any more.
 */
export const publications = sqliteTable(
  'publications',
  {
    channelId: text('channel_id')
      .notNull()
      .references(() => channels.id, { onDelete: 'cascade' }),
    key: text('key').notNull(),
    requestHash: text('request_hash').notNull(),
    postId: text('post_id')
      .notNull()
      .references(() => posts.id, { onDelete: 'cascade' }),
  },
  (table) => [primaryKey({ columns: [table.channelId, table.key] }), index('publications_post').on(table.postId)],
)
