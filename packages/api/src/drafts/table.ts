import { blob, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { WallClock } from '@carillon/contract/wallclock'
import type { PostKind, ReviewState, ScheduleFault } from '@carillon/contract/lists'
import { accounts } from '../accounts/table.ts'
import { channels } from '../channels/table.ts'

/**
 * Posts to be. `content` is sealed under a key of the draft's own, which is destroyed when it is published or
 * discarded; whatever a backup still holds of it is unreadable then.
 */
export const drafts = sqliteTable(
  'drafts',
  {
    id: text('id').primaryKey(),
    channelId: text('channel_id')
      .notNull()
      .references(() => channels.id, { onDelete: 'cascade' }),
    kind: text('kind').$type<PostKind>().notNull(),
    content: blob('content', { mode: 'buffer' }).notNull(),
    silent: integer('silent', { mode: 'boolean' }).notNull(),
    /** Counts its changes: whoever saves names the one that they saw, so that nobody's words are written over. */
    revision: integer('revision').notNull(),
    /** The source (a feed) that it came from, if any; the source may be gone since. */
    sourceId: text('source_id'),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    /** When it goes by itself: a feed's item that nobody touched. `null` for what a person wrote. */
    discardAt: integer('discard_at'),
    /** When it is published by itself, or `null`. It follows from the wall clock and the zone, as they were chosen. */
    scheduledAt: integer('scheduled_at'),
    clock: text('clock', { mode: 'json' }).$type<WallClock>(),
    timeZone: text('time_zone'),
    repeatDays: integer('repeat_days'),
    /** The last day of a recurring one, in its zone: `2026-12-31`. */
    repeatUntil: text('repeat_until'),
    /** Why it could not go out. While there is one, nothing is tried. */
    fault: text('fault').$type<ScheduleFault>(),
    /** Where it stands, in a channel whose editors' posts an admin approves. What an admin gave its time is approved. */
    review: text('review').$type<ReviewState>(),
    /** Whoever began it; `null` for a feed, a program, and an account that is gone. */
    authorId: text('author_id').references(() => accounts.id, { onDelete: 'set null' }),
  },
  (table) => [
    index('drafts_channel').on(table.channelId, table.updatedAt, table.id),
    index('drafts_discard').on(table.discardAt),
    index('drafts_schedule').on(table.scheduledAt),
  ],
)
