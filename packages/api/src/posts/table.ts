import type { PollMode, PollResultsShown, PollVoters, PostKind, ReviewAct } from '@carillon/contract/lists'
import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { accounts } from '../accounts/table.ts'
import { channels } from '../channels/table.ts'

/** `options`: how many there are. */
export type PollRules = {
  mode: PollMode
  options: number
  closesAt: number
  results: PollResultsShown
  changeable: boolean
  voters: PollVoters
}

/** What the server must compute with stands in columns; what a post says is sealed in `content`. */
export const posts = sqliteTable(
  'posts',
  {
    id: text('id').primaryKey(),
    channelId: text('channel_id')
      .notNull()
      .references(() => channels.id, { onDelete: 'cascade' }),
    kind: text('kind').$type<PostKind>().notNull(),
    content: blob('content', { mode: 'buffer' }).notNull(),
    silent: integer('silent', { mode: 'boolean' }).notNull(),
    publishedAt: integer('published_at').notNull(),
    editedAt: integer('edited_at'),
    expiresAt: integer('expires_at').notNull(),
    pinnedAt: integer('pinned_at'),
    /** Milliseconds after its time, of a scheduled one that was late. For its team only. */
    lateMs: integer('late_ms'),
    /** Of a poll, what must be known to count votes. */
    poll: text('poll', { mode: 'json' }).$type<PollRules>(),
  },
  (table) => [
    // Holds all that counting live posts needs: their content is never read for it.
    index('posts_channel').on(table.channelId, table.publishedAt, table.id, table.expiresAt),
    index('posts_expiry').on(table.expiresAt),
  ],
)

/** How many have voted in a poll. There is a row from the first vote on, and it stays when that is withdrawn. */
export const turnouts = sqliteTable('turnouts', {
  postId: text('post_id')
    .primaryKey()
    .references(() => posts.id, { onDelete: 'cascade' }),
  voters: integer('voters').notNull(),
})

/** What a post said before it was changed, for its team. Sealed under the post's day, and gone with it. */
export const postVersions = sqliteTable(
  'post_versions',
  {
    id: text('id').primaryKey(),
    postId: text('post_id')
      .notNull()
      .references(() => posts.id, { onDelete: 'cascade' }),
    /** Who changed it then; `null` for a program, and for an account that is gone. */
    accountId: text('account_id').references(() => accounts.id, { onDelete: 'set null' }),
    /** Until when it said this. */
    at: integer('at').notNull(),
    content: blob('content', { mode: 'buffer' }).notNull(),
  },
  (table) => [index('post_versions_post').on(table.postId, table.at)],
)

/**
 * What was said and decided of a post before it was published, for its team. Sealed as its holder is: under the key of
 * the draft, then under the day of the post that it became.
 */
export const reviews = sqliteTable(
  'reviews',
  {
    id: text('id').primaryKey(),
    channelId: text('channel_id')
      .notNull()
      .references(() => channels.id, { onDelete: 'cascade' }),
    /** The draft, or the post. */
    holderId: text('holder_id').notNull(),
    accountId: text('account_id').references(() => accounts.id, { onDelete: 'set null' }),
    act: text('act').$type<ReviewAct>().notNull(),
    /** The words that go with it, if any. */
    content: blob('content', { mode: 'buffer' }),
    at: integer('at').notNull(),
  },
  (table) => [index('reviews_holder').on(table.holderId, table.at)],
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
