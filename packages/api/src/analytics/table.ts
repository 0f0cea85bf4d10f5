import type { Locale, PostKind } from '@carillon/contract/lists'
import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { accounts } from '../accounts/table.ts'
import { channels } from '../channels/table.ts'

/** What is counted: a channel, a post, or the instance. A post's stays when the post is gone, and says nothing of it. */
export const countSubjects = sqliteTable(
  'count_subjects',
  {
    id: integer('id').primaryKey(),
    /** The id of the channel or the post, or `instance`. */
    key: text('key').notNull().unique(),
    channelId: text('channel_id').references(() => channels.id, { onDelete: 'cascade' }),
    /** Of a post. */
    kind: text('kind').$type<PostKind>(),
    publishedAt: integer('published_at'),
    /** Of a post, all that it ever had. */
    views: integer('views').notNull().default(0),
  },
  (table) => [
    index('count_subjects_channel').on(table.channelId, table.publishedAt, table.id, table.views),
    index('count_subjects_published').on(table.publishedAt, table.views),
  ],
)

/** What came to pass on a day (since the epoch, UTC): numbers by name, packed; see `counts.ts`. Without rowid. */
export const countDays = sqliteTable(
  'count_days',
  {
    subjectId: integer('subject_id')
      .notNull()
      .references(() => countSubjects.id, { onDelete: 'cascade' }),
    day: integer('day').notNull(),
    counts: blob('counts', { mode: 'buffer' }).notNull(),
    /** Some of them, by which channels are ranked. */
    views: integer('views').notNull(),
    reach: integer('reach').notNull(),
    gained: integer('gained').notNull(),
    lost: integer('lost').notNull(),
  },
  (table) => [primaryKey({ columns: [table.subjectId, table.day] })],
)

/** What the numbers are of, each name once. */
export const countNames = sqliteTable('count_names', {
  id: integer('id').primaryKey(),
  name: text('name').notNull().unique(),
})

/** Who was counted on the day that isn't over, as far as is needed to count nobody twice; see `sketch.ts`. */
export const countSketches = sqliteTable(
  'count_sketches',
  {
    subjectId: integer('subject_id')
      .notNull()
      .references(() => countSubjects.id, { onDelete: 'cascade' }),
    /** What of it: `readers`, `click.0`. */
    of: text('of').notNull(),
    day: integer('day').notNull(),
    bytes: blob('bytes', { mode: 'buffer' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.subjectId, table.of] })],
)

/** Who of a channel's team gets an e-mail each week. */
export const weeklySummaries = sqliteTable(
  'weekly_summaries',
  {
    channelId: text('channel_id')
      .notNull()
      .references(() => channels.id, { onDelete: 'cascade' }),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    /** In which language. */
    locale: text('locale').$type<Locale>().notNull(),
    /** The Monday (a day since the epoch) that began the first week that isn't told of yet. */
    nextWeek: integer('next_week').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.channelId, table.accountId] }),
    index('weekly_summaries_account').on(table.accountId),
  ],
)
