import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { channels } from '../channels/table.ts'

/** A follower is a token in a cookie and nothing else: no name, no address, no link to an account. */
export const followers = sqliteTable('followers', {
  id: text('id').primaryKey(),
  tokenHash: text('token_hash').notNull().unique(),
  createdAt: integer('created_at').notNull(),
})

export const follows = sqliteTable(
  'follows',
  {
    followerId: text('follower_id')
      .notNull()
      .references(() => followers.id, { onDelete: 'cascade' }),
    channelId: text('channel_id')
      .notNull()
      .references(() => channels.id, { onDelete: 'cascade' }),
    followedAt: integer('followed_at').notNull(),
    /** Everything published up to here is read. */
    readAt: integer('read_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.followerId, table.channelId] }),
    index('follows_channel').on(table.channelId),
  ],
)
