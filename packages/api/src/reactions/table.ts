import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { posts } from '../posts/table.ts'

const ofPost = () =>
  text('post_id')
    .notNull()
    .references(() => posts.id, { onDelete: 'cascade' })

/** Who reacted with what, so that nobody counts twice: a keyed hash of post and follower, which leads to no follower. */
export const reactions = sqliteTable(
  'reactions',
  { postId: ofPost(), reactor: text('reactor').notNull(), emoji: text('emoji').notNull() },
  (table) => [primaryKey({ columns: [table.postId, table.reactor] })],
)

export const reactionCounts = sqliteTable(
  'reaction_counts',
  { postId: ofPost(), emoji: text('emoji').notNull(), count: integer('count').notNull() },
  (table) => [primaryKey({ columns: [table.postId, table.emoji] })],
)
