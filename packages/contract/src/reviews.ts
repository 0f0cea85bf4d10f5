import * as z from 'zod'
import { Handle } from './handles.ts'
import { DraftId, Instant, PostId, ReviewId } from './ids.ts'
import { Draft, When } from './drafts.ts'
import { LIMITS } from './limits.ts'
import { REVIEW_ACTS } from './lists.ts'
import { Post } from './posts.ts'
import { text } from './text.ts'

const note = text(LIMITS.reviewText).default('')
const seen = z.object({ handle: Handle, draftId: DraftId, revision: z.int().min(1) })

/** Asks an admin to publish it: at this time, at the one that it has if that is still to come, or at once. */
export const SubmitDraft = seen.extend({ note, schedule: When.optional() })
export type SubmitDraft = z.infer<typeof SubmitDraft>

export const CommentDraft = z.object({ handle: Handle, draftId: DraftId, text: text(LIMITS.reviewText, 1) })
export type CommentDraft = z.infer<typeof CommentDraft>

/** Back to whoever wrote it, with what is to be changed. */
export const SendBackDraft = seen.extend({ text: text(LIMITS.reviewText, 1) })
export type SendBackDraft = z.infer<typeof SendBackDraft>

/** Publishes it, unless it has a time that is kept: then it goes out at that. */
export const ApproveDraft = seen.extend({ note, keepSchedule: z.boolean().default(true) })
export type ApproveDraft = z.infer<typeof ApproveDraft>
/** One of the two: the post that it became, or the draft that waits for its time. */
export const ApprovedDraft = z.object({ post: Post.nullable(), draft: Draft.nullable() })
export type ApprovedDraft = z.infer<typeof ApprovedDraft>

/** Something that was said or decided of a draft before it was published. */
export const Review = z.object({
  id: ReviewId,
  act: z.enum(REVIEW_ACTS),
  /** Of the account; `null` for a program, and for an account that is gone. */
  by: z.string().nullable(),
  at: Instant,
  text: z.string(),
})
export type Review = z.infer<typeof Review>
/** In the order in which it happened. */
export const Reviews = z.object({ items: z.array(Review) })
export type Reviews = z.infer<typeof Reviews>

export const WaitingDrafts = z.object({ count: z.int() })

/** Tells that one is at work on it; to be repeated every few seconds, and `gone` in the end. */
export const EditingDraft = z.object({ handle: Handle, draftId: DraftId, gone: z.boolean().default(false) })
export type EditingDraft = z.infer<typeof EditingDraft>
export const EditingPost = z.object({ handle: Handle, postId: PostId, gone: z.boolean().default(false) })
export type EditingPost = z.infer<typeof EditingPost>
/** Names of the others who are. */
export const AlsoEditing = z.object({ others: z.array(z.string()) })
export type AlsoEditing = z.infer<typeof AlsoEditing>
