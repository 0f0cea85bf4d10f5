import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** A record of every run of the nightly job: numbers and days, never what was erased. */
export const expiryRuns = sqliteTable('expiry_runs', {
  id: text('id').primaryKey(),
  startedAt: integer('started_at').notNull(),
  finishedAt: integer('finished_at'),
  posts: integer('posts').notNull().default(0),
  media: integer('media').notNull().default(0),
  /** Days whose keys were destroyed. */
  keys: text('keys', { mode: 'json' }).$type<number[]>().notNull(),
})
