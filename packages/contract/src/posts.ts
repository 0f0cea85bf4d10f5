import * as z from 'zod'
import { Ranges } from './directory.ts'
import { Handle } from './handles.ts'
import { PostContent, ReadContent } from './content.ts'
import { Cursor, Instant, PostId } from './ids.ts'
import { LIMITS } from './limits.ts'
import { line } from './text.ts'

export const Post = z.object({
  id: PostId,
  handle: Handle,
  content: ReadContent,
  /** Which its content was written in, its variants aside: the channel's, as far as that says. */
  language: z.string().nullable(),
  silent: z.boolean(),
  pinned: z.boolean(),
  /** Where it was published first, as that channel was called then; `null` where it is its channel's own. */
  forwardedFrom: z.object({ handle: Handle, name: z.string(), postId: PostId }).nullable(),
  publishedAt: Instant,
  /** When it was last changed, or `null`. */
  editedAt: Instant.nullable(),
  /** From this instant on nobody can read it. */
  expiresAt: Instant,
})
export type Post = z.infer<typeof Post>

export const PublishPost = z.object({
  handle: Handle,
  content: PostContent,
  /** No notification. */
  silent: z.boolean().default(false),
  /**
   * The caller's own name for this publication. Sent again with the same key and the same content, it answers with the
   * post there is; with other content it is refused (`posts.key_reused`). Remembered for as long as the post lives.
   */
  idempotencyKey: z.string().min(1).max(200).optional(),
})
export type PublishPost = z.infer<typeof PublishPost>

/** To another channel, by somebody who is an editor of both. A poll begins anew there, without its votes. */
export const ForwardPost = z.object({
  /** Where to. */
  handle: Handle,
  fromHandle: Handle,
  postId: PostId,
  silent: z.boolean().default(false),
  /** As of `PublishPost`. */
  idempotencyKey: PublishPost.shape.idempotencyKey,
})
export type ForwardPost = z.infer<typeof ForwardPost>

export const EditPost = z.object({ handle: Handle, postId: PostId, content: PostContent })
export type EditPost = z.infer<typeof EditPost>

export const PostRef = z.object({ handle: Handle, postId: PostId })
export type PostRef = z.infer<typeof PostRef>
export const PinPost = PostRef.extend({ pinned: z.boolean() })
export type PinPost = z.infer<typeof PinPost>

export const ListPosts = z.object({
  handle: Handle,
  limit: z.int().min(1).max(LIMITS.page).default(20),
  cursor: Cursor.optional(),
})
export type ListPosts = z.infer<typeof ListPosts>

/** Scheduled posts that went out a minute and more after their time, because the server was down. For the team. */
export const LatePosts = z.object({ items: z.array(z.object({ postId: PostId, lateMs: z.int() })) })
export type LatePosts = z.infer<typeof LatePosts>

/** Newest first; `nextCursor` is `null` at the end. */
export const PostPage = z.object({ items: z.array(Post), nextCursor: Cursor.nullable() })
export type PostPage = z.infer<typeof PostPage>

export const SearchPosts = z.object({
  handle: Handle,
  query: line(LIMITS.query),
  limit: z.int().min(1).max(LIMITS.page).default(20),
  cursor: Cursor.optional(),
})
export type SearchPosts = z.infer<typeof SearchPosts>

export const PostHit = Post.extend({
  /** Its text without marks. */
  plainText: z.string(),
  matches: z.object({
    /** Of `plainText`. */
    text: Ranges,
    /** Of the description of its photo. */
    alt: Ranges,
    /** Of all that stands beside its text, and what that is: descriptions, a file's name, a question and its options. */
    beside: z.array(z.object({ text: z.string(), ranges: Ranges })),
  }),
})
export type PostHit = z.infer<typeof PostHit>

/**
 * Newest first. For one page at most 5,000 live posts are looked through (fewer, if they are long): it may hold fewer
 * than were asked for, or none, while `nextCursor` leads on to older ones.
 */
export const PostHits = z.object({ items: z.array(PostHit), nextCursor: Cursor.nullable() })
export type PostHits = z.infer<typeof PostHits>

export const PinnedPosts = z.object({ items: z.array(Post) })
