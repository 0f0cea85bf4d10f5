import * as z from 'zod'
import { Handle } from './handles.ts'
import { PostId } from './ids.ts'
import { LIMITS } from './limits.ts'
import { Emoji } from './stickers.ts'

/** What a channel's readers may react with: any emoji (`null`), those that it chose, or none (an empty list). */
export const AllowedReactions = z
  .array(Emoji)
  .max(LIMITS.chosenReactions)
  .overwrite((emoji) => [...new Set(emoji)])
  .nullable()

export const React = z.object({
  handle: Handle,
  postId: PostId,
  /** Takes the place of the one before; `null` withdraws it. */
  emoji: Emoji.nullable(),
})
export type React = z.infer<typeof React>

/** How often readers reacted to a post with each emoji: the most frequent first, none that nobody chose. */
export const ReactionCounts = z.array(z.object({ emoji: z.string(), count: z.int() }))
export type ReactionCounts = z.infer<typeof ReactionCounts>

export const GetReactions = z.object({ handle: Handle, postIds: z.array(PostId).min(1).max(LIMITS.page) })
export type GetReactions = z.infer<typeof GetReactions>

export const Reactions = z.object({
  postId: PostId,
  counts: ReactionCounts,
  /** What the reader themselves chose. */
  mine: z.string().nullable(),
})
export type Reactions = z.infer<typeof Reactions>
export const ManyReactions = z.object({
  /** Of those of the posts that are live. */
  items: z.array(Reactions),
  /** What the channel lets its readers react with: any emoji (`null`), these, or none (an empty list). */
  allowed: z.array(z.string()).nullable(),
})
export type ManyReactions = z.infer<typeof ManyReactions>
