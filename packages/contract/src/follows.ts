import * as z from 'zod'
import { Channel, Invite } from './channels.ts'
import { Handle } from './handles.ts'
import { Cursor, Instant } from './ids.ts'
import { LIMITS } from './limits.ts'
import { Post } from './posts.ts'

export const Follow = z.object({ handle: Handle, invite: Invite })
export type Follow = z.infer<typeof Follow>

export const FollowState = z.object({ handle: Handle, following: z.boolean() })
export type FollowState = z.infer<typeof FollowState>

export const ListUpdates = z.object({
  limit: z.int().min(1).max(LIMITS.page).default(20),
  cursor: Cursor.optional(),
})
export type ListUpdates = z.infer<typeof ListUpdates>

export const FollowedChannel = Channel.pick({
  id: true,
  handle: true,
  name: true,
  avatar: true,
  verified: true,
  archived: true,
  lastPostAt: true,
}).extend({
  /** Live posts newer than what was read, counted to 100. */
  unread: z.int(),
  readAt: Instant,
  followedAt: Instant,
})
export type FollowedChannel = z.infer<typeof FollowedChannel>

/** Followed channels, the one with the newest post first, and their posts together, newest first. */
export const Updates = z.object({
  channels: z.array(FollowedChannel),
  items: z.array(Post),
  nextCursor: Cursor.nullable(),
})
export type Updates = z.infer<typeof Updates>

/** Everything of the channel published up to `readAt` is read; without a handle, of all followed channels. */
export const MarkRead = z.object({ handle: Handle.optional(), readAt: Instant })
export type MarkRead = z.infer<typeof MarkRead>
