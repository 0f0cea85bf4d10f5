import * as z from 'zod'
import { Handle } from './handles.ts'
import { Instant } from './ids.ts'
import { LIMITS } from './limits.ts'
import { DIGESTS } from './lists.ts'

/** A browser's own address for notifications, as `PushSubscription.toJSON()` gives it. */
export const PushTarget = z.object({
  endpoint: z.url({ protocol: /^https?$/ }).max(2_000),
  keys: z.object({ p256dh: z.string().max(200), auth: z.string().max(100) }),
})
export type PushTarget = z.infer<typeof PushTarget>

const minuteOfDay = z
  .int()
  .min(0)
  .max(24 * 60 - 1)

/** When a follower wants to be told, on all their devices. */
export const NotificationSettings = z.object({
  /** No notification between these times of their day; what was missed comes as one afterwards. `null`: always. */
  quiet: z.object({ from: minuteOfDay, to: minuteOfDay }).nullable(),
  /** At most so many a day, of all channels together; `null` for no cap. */
  dailyCap: z.int().min(1).max(LIMITS.dailyCap).nullable(),
  /** One notification a day, at this time, in place of one for each post. */
  digest: z.enum(DIGESTS),
  digestAt: minuteOfDay,
  timeZone: z.string().max(64),
})
export type NotificationSettings = z.infer<typeof NotificationSettings>

export const Notifications = z.object({
  /** The instance's public VAPID key, base64url, to subscribe with. */
  publicKey: z.string(),
  /** Whether this device is subscribed. */
  subscribed: z.boolean(),
  settings: NotificationSettings,
})
export type Notifications = z.infer<typeof Notifications>

/** What a push carries, encrypted for one browser. Not to be shown from `expiresAt` on. */
export const PushPayload = z.object({
  /** Of a post of its own; `null` for several at once. */
  postId: z.string().nullable(),
  handle: Handle.nullable(),
  title: z.string(),
  body: z.string(),
  /** Path to open. */
  url: z.string(),
  icon: z.string().nullable(),
  tag: z.string(),
  expiresAt: Instant,
})
export type PushPayload = z.infer<typeof PushPayload>
