import { sql } from 'drizzle-orm'
import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { channels } from '../channels/table.ts'

export const ofFollower = () =>
  text('follower_id')
    .notNull()
    .references(() => followers.id, { onDelete: 'cascade' })

/** A follower is nobody in particular: no name, no address, no link to an account. */
export const followers = sqliteTable('followers', {
  id: text('id').primaryKey(),
  createdAt: integer('created_at').notNull(),
})

/** A browser that acts for a follower, by the token in its cookie. */
export const devices = sqliteTable(
  'devices',
  {
    id: text('id').primaryKey(),
    followerId: ofFollower(),
    tokenHash: text('token_hash').notNull().unique(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [index('devices_follower').on(table.followerId)],
)

/** By which somebody who lost all their devices is the same follower again. */
export const passkeys = sqliteTable(
  'passkeys',
  {
    /** The credential's id, base64url. */
    id: text('id').primaryKey(),
    followerId: ofFollower(),
    publicKey: blob('public_key', { mode: 'buffer' }).notNull(),
    counter: integer('counter').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [index('passkeys_follower').on(table.followerId)],
)

export const follows = sqliteTable(
  'follows',
  {
    followerId: ofFollower(),
    channelId: text('channel_id')
      .notNull()
      .references(() => channels.id, { onDelete: 'cascade' }),
    followedAt: integer('followed_at').notNull(),
    /** Everything published up to here is read. */
    readAt: integer('read_at').notNull(),
    /** Muted before this instant; as far as numbers reach for always. */
    mutedUntil: integer('muted_until'),
    pinnedAt: integer('pinned_at'),
    /** Whether it is to be notified of. */
    notify: integer('notify', { mode: 'boolean' }).notNull().default(true),
  },
  (table) => [
    primaryKey({ columns: [table.followerId, table.channelId] }),
    index('follows_channel').on(table.channelId),
    // Those alone who turned notifications off or muted: few, of many.
    index('follows_quiet')
      .on(table.channelId, table.mutedUntil, table.notify)
      .where(sql`notify = 0 OR muted_until IS NOT NULL`),
  ],
)
