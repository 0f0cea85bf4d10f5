import type { ERASURE_CAUSES } from '@carillon/contract'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { channels } from '../channels/table.ts'

/** A record of every run of the nightly job: numbers and days, never what was erased. */
export const expiryRuns = sqliteTable(
  'expiry_runs',
  {
    id: text('id').primaryKey(),
    startedAt: integer('started_at').notNull(),
    finishedAt: integer('finished_at'),
    cause: text('cause').$type<(typeof ERASURE_CAUSES)[number]>().notNull().default('night'),
    posts: integer('posts').notNull().default(0),
    media: integer('media').notNull().default(0),
    /** Days whose keys were destroyed. */
    keys: text('keys', { mode: 'json' }).$type<number[]>().notNull(),
    /** Posts that were left because the clock was in doubt. */
    held: integer('held').notNull().default(0),
    clean: integer('clean', { mode: 'boolean' }),
  },
  (table) => [index('expiry_runs_started').on(table.startedAt)],
)

/** How many posts of which channel a run erased. */
export const expiryCounts = sqliteTable(
  'expiry_counts',
  {
    runId: text('run_id')
      .notNull()
      .references(() => expiryRuns.id, { onDelete: 'cascade' }),
    channelId: text('channel_id')
      .notNull()
      .references(() => channels.id, { onDelete: 'cascade' }),
    posts: integer('posts').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.channelId] }),
    index('expiry_counts_channel').on(table.channelId, table.runId),
  ],
)

/** The instant that time is sure to have come to: one row. */
export const knownTime = sqliteTable('known_time', {
  only: integer('only').primaryKey(),
  at: integer('at').notNull(),
})

/** A record of every copy that was made of the instance. */
export const backups = sqliteTable('backups', {
  id: text('id').primaryKey(),
  startedAt: integer('started_at').notNull(),
  finishedAt: integer('finished_at'),
  bytes: integer('bytes').notNull().default(0),
  /** Why it isn't whole, as the log has it. */
  failure: text('failure'),
})
