import { blob, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { channels } from '../channels/table.ts'

/**
 * Stored files and whose they are. A row comes before its objects and goes after them, so that no object is ever
 * without a row: `uploading` (in parts, in a scratch file) → `storing` → `pending` (uploaded, in no post yet) → `attached` → `orphaned` (its objects are to go).
 */
export const media = sqliteTable(
  'media',
  {
    id: text('id').primaryKey(),
    channelId: text('channel_id')
      .notNull()
      .references(() => channels.id, { onDelete: 'cascade' }),
    /** Of the post, or the draft, that shows it. */
    postId: text('post_id'),
    state: text('state').$type<'uploading' | 'storing' | 'pending' | 'attached' | 'orphaned'>().notNull(),
    /** Names in the storage. */
    objects: text('objects', { mode: 'json' }).$type<string[]>().notNull(),
    /** Of all its objects, or of what they are made from while it comes: towards the channel's quota. */
    bytes: integer('bytes').notNull().default(0),
    /** What is needed to read it, until a post's content takes that over; before that, who may go on with it. */
    sealed: blob('sealed', { mode: 'buffer' }),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [
    index('media_post').on(table.postId),
    index('media_state').on(table.state, table.expiresAt),
    index('media_channel').on(table.channelId, table.bytes),
  ],
)
