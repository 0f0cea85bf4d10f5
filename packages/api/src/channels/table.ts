import type { Category, Role } from '@carillon/contract'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { accounts } from '../accounts/table.ts'

export const channels = sqliteTable(
  'channels',
  {
    id: text('id').primaryKey(),
    handle: text('handle').notNull().unique(),
    name: text('name').notNull(),
    description: text('description').notNull(),
    /** Name of the avatar's objects in the storage, or null. */
    avatar: text('avatar'),
    category: text('category').$type<Category>().notNull(),
    country: text('country'),
    language: text('language'),
    listed: integer('listed', { mode: 'boolean' }).notNull(),
    access: text('access').$type<'open' | 'invite'>().notNull(),
    /** Counts the links given out: the current one carries this number in its signature. */
    inviteGeneration: integer('invite_generation').notNull().default(0),
    retentionDays: integer('retention_days').notNull(),
    verified: integer('verified', { mode: 'boolean' }).notNull().default(false),
    claimed: integer('claimed', { mode: 'boolean' }).notNull().default(true),
    archived: integer('archived', { mode: 'boolean' }).notNull().default(false),
    /** Whether an admin approves what editors write before it is published. */
    review: integer('review', { mode: 'boolean' }).notNull().default(false),
    /** What readers may react with: any emoji (null), these, or none (an empty list). */
    reactions: text('reactions', { mode: 'json' }).$type<string[]>(),
    /** Whether readers are offered to share and save its posts. */
    sharing: integer('sharing', { mode: 'boolean' }).notNull().default(true),
    website: text('website'),
    /** Where an imported channel's items come from; what a second import knows it by. */
    feedUrl: text('feed_url'),
    followers: integer('followers').notNull().default(0),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    lastPostAt: integer('last_post_at'),
  },
  (table) => [index('channels_feed').on(table.feedUrl)],
)

/** Every handle that was ever given out, and to whom: none is given out twice. */
export const handles = sqliteTable('handles', {
  handle: text('handle').primaryKey(),
  channelId: text('channel_id').notNull(),
})

export const members = sqliteTable(
  'members',
  {
    channelId: text('channel_id')
      .notNull()
      .references(() => channels.id, { onDelete: 'cascade' }),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    role: text('role').$type<Role>().notNull(),
    since: integer('since').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.channelId, table.accountId] }),
    index('members_account').on(table.accountId),
  ],
)
