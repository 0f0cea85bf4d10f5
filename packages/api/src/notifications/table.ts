import type { Digest } from '@carillon/contract/lists'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { devices, ofFollower } from '../follows/table.ts'
import { posts } from '../posts/table.ts'

/** Where a device's browser takes notifications. It goes with the device. */
export const pushTargets = sqliteTable('push_targets', {
  id: text('id').primaryKey(),
  deviceId: text('device_id')
    .notNull()
    .unique()
    .references(() => devices.id, { onDelete: 'cascade' }),
  endpoint: text('endpoint').notNull().unique(),
  p256dh: text('p256dh').notNull(),
  auth: text('auth').notNull(),
  /** Language of what it is told. */
  locale: text('locale').notNull(),
  createdAt: integer('created_at').notNull(),
})

/** When a follower wants to be told. Without a row: always. */
export const notificationSettings = sqliteTable('notification_settings', {
  followerId: ofFollower().primaryKey(),
  /** Minutes of the follower's day; null for no quiet hours. */
  quietFrom: integer('quiet_from'),
  quietTo: integer('quiet_to'),
  dailyCap: integer('daily_cap'),
  digest: text('digest').$type<Digest>().notNull(),
  digestAt: integer('digest_at').notNull(),
  timeZone: text('time_zone').notNull(),
  /** The day, as the follower counts days, that `sent` counts in. */
  sentOn: text('sent_on'),
  sent: integer('sent').notNull().default(0),
})

/** What waits to be sent to one browser. Holds no content: that is read when it is sent. */
export const pushQueue = sqliteTable(
  'push_queue',
  {
    id: text('id').primaryKey(),
    targetId: text('target_id')
      .notNull()
      .references(() => pushTargets.id, { onDelete: 'cascade' }),
    postId: text('post_id')
      .notNull()
      .references(() => posts.id, { onDelete: 'cascade' }),
    /** Waits for the end of quiet hours or for the digest, with what else does. */
    gathered: integer('gathered', { mode: 'boolean' }).notNull().default(false),
    attempts: integer('attempts').notNull().default(0),
    nextAt: integer('next_at').notNull(),
  },
  (table) => [
    index('push_queue_next').on(table.nextAt),
    index('push_queue_target').on(table.targetId, table.gathered),
    // What waits goes with its post, of which many go in one night.
    index('push_queue_post').on(table.postId),
  ],
)
