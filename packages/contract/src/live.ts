import * as z from 'zod'
import { Invite } from './channels.ts'
import { Handle } from './handles.ts'
import { PostId } from './ids.ts'
import { LIMITS } from './limits.ts'
import { Post } from './posts.ts'
import { ReactionCounts } from './reactions.ts'

/** What happens in channels. Each has an id, by which whoever lost the connection goes on after the last one they got. */
export const LiveEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('published'), post: Post }),
  z.object({ type: z.literal('edited'), post: Post }),
  /** Deleted, or past its time. */
  z.object({ type: z.literal('gone'), handle: Handle, postId: PostId }),
  /** Its profile was changed, or what its readers may do. */
  z.object({ type: z.literal('channel'), handle: Handle }),
  /**
   * A post's counts as they are now, at most once a second; it has no id and isn't sent again. `poll` is `null` where
   * there is none, or where its results aren't for everybody.
   */
  z.object({
    type: z.literal('counts'),
    handle: Handle,
    postId: PostId,
    reactions: ReactionCounts,
    poll: z.object({ voters: z.int(), options: z.array(z.int()) }).nullable(),
  }),
  /** On another device of this follower's own, what they follow, have read or have muted was changed: ask for it anew. */
  z.object({ type: z.literal('mine') }),
  /** What was missed is not known any more: ask for everything anew. */
  z.object({ type: z.literal('reset') }),
])
export type LiveEvent = z.infer<typeof LiveEvent>

/** What a team hears of how its channel does. */
export const AnalyticsEvent = z.discriminatedUnion('type', [
  /** There is more of it than before, at most once a second: ask for it anew. Of the instance it has no handle. */
  z.object({ type: z.literal('analysed'), handle: Handle.nullable() }),
  z.object({ type: z.literal('reset') }),
])
export type AnalyticsEvent = z.infer<typeof AnalyticsEvent>

const lastEventId = z.string().max(40).optional()

export const LiveChannel = z.object({
  handle: Handle,
  invite: Invite,
  /** Goes on after the event of this id, as `Last-Event-ID` does. */
  lastEventId,
})
export type LiveChannel = z.infer<typeof LiveChannel>

/** How a channel does, for its team; without a handle how the instance does, for its operators. */
export const LiveAnalytics = z.object({ handle: Handle.optional(), lastEventId })
export type LiveAnalytics = z.infer<typeof LiveAnalytics>

/** All channels that the reader follows, and those that they look at. */
export const LiveUpdates = z.object({ also: z.array(Handle).max(LIMITS.liveHandles).default([]), lastEventId })
export type LiveUpdates = z.infer<typeof LiveUpdates>
