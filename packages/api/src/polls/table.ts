import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { posts } from '../posts/table.ts'

const ofPost = () =>
  text('post_id')
    .notNull()
    .references(() => posts.id, { onDelete: 'cascade' })

export const tallies = sqliteTable(
  'tallies',
  {
    postId: ofPost(),
    /** Its place among the options, from 0. */
    option: integer('option').notNull(),
    votes: integer('votes').notNull(),
  },
  (table) => [primaryKey({ columns: [table.postId, table.option] })],
)

/** Who voted what, so that nobody votes twice: a keyed hash of post and follower, which leads to no follower. */
export const votes = sqliteTable(
  'votes',
  {
    postId: ofPost(),
    voter: text('voter').notNull(),
    /** A bit for each option, the first one lowest. */
    options: integer('options').notNull(),
  },
  (table) => [primaryKey({ columns: [table.postId, table.voter] })],
)

/** What each hour (since the epoch) added and took away, for the curve of the results. */
export const hourlyVotes = sqliteTable(
  'hourly_votes',
  {
    postId: ofPost(),
    hour: integer('hour').notNull(),
    option: integer('option').notNull(),
    votes: integer('votes').notNull(),
  },
  (table) => [primaryKey({ columns: [table.postId, table.hour, table.option] })],
)
