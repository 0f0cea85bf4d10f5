import * as z from 'zod'
import { Channel, Invite } from './channels.ts'
import { Handle } from './handles.ts'
import { Visit } from './analytics.ts'
import { Cursor, type IdPrefix, Instant, PostId } from './ids.ts'
import { LIMITS } from './limits.ts'
import { MUTES } from './lists.ts'
import { Post } from './posts.ts'

export const Follow = z.object({
  handle: Handle,
  invite: Invite,
  visit: Visit.prefault({}),
  /** The post that led to it. */
  postId: PostId.optional(),
})
export type Follow = z.infer<typeof Follow>

export const FollowState = z.object({ handle: Handle, following: z.boolean() })
export type FollowState = z.infer<typeof FollowState>

export const ListUpdates = z.object({
  limit: z.int().min(1).max(LIMITS.page).default(20),
  cursor: Cursor.optional(),
})
export type ListUpdates = z.infer<typeof ListUpdates>

/** Says what it looks like and doesn't look: matching ids would take most of the time that a list of hundreds takes. */
const like = (pattern: string) => z.string().meta({ pattern })
const id = (prefix: IdPrefix) => like(`^${prefix}_[0-9a-z]{26}$`)

export const FollowedChannel = Channel.pick({
  name: true,
  avatar: true,
  verified: true,
  archived: true,
  lastPostAt: true,
  reactions: true,
  sharing: true,
}).extend({
  id: id('chn'),
  handle: like('^[a-z][a-z0-9_]{2,31}$'),
  /** Live posts newer than what was read, counted to 100. */
  unread: z.int(),
  readAt: Instant,
  followedAt: Instant,
  /** Without notifications and quiet in the list up to here; `null` when it isn't muted. */
  mutedUntil: Instant.nullable(),
  pinned: z.boolean(),
  /** Whether its posts are to be told of, where notifications are on. */
  notify: z.boolean(),
  /** The newest live post, cut to one line. */
  lastPost: z.object({ id: id('pst'), kind: z.string(), excerpt: z.string(), expiresAt: Instant }).nullable(),
})
export type FollowedChannel = z.infer<typeof FollowedChannel>

/**
 * Followed channels (on the first page only), pinned ones first, then the one with the newest post; and their posts
 * together, newest first.
 */
export const Updates = z.object({
  channels: z.array(FollowedChannel),
  items: z.array(Post),
  nextCursor: Cursor.nullable(),
})
export type Updates = z.infer<typeof Updates>

/** Everything of the channel published up to `readAt` is read; without a handle, of all followed channels. */
export const MarkRead = z.object({ handle: Handle.optional(), readAt: Instant })
export type MarkRead = z.infer<typeof MarkRead>

/** From now on; `null` ends it. Muting says nothing to anybody: not to the channel's team either. */
export const MuteChannel = z.object({ handle: Handle, mute: z.enum(MUTES).nullable() })
export type MuteChannel = z.infer<typeof MuteChannel>

export const PinChannel = z.object({ handle: Handle, pinned: z.boolean() })
export type PinChannel = z.infer<typeof PinChannel>

export const NotifyOfChannel = z.object({ handle: Handle, notify: z.boolean() })
export type NotifyOfChannel = z.infer<typeof NotifyOfChannel>

/** How a followed channel is kept now. */
export const FollowedSettings = FollowedChannel.pick({ handle: true, mutedUntil: true, pinned: true, notify: true })
export type FollowedSettings = z.infer<typeof FollowedSettings>

/** Channels like those that are followed, the best first. */
export const SuggestedChannels = z.object({ items: z.array(Channel) })
export type SuggestedChannels = z.infer<typeof SuggestedChannels>
