import * as z from 'zod'
import { Handle } from './handles.ts'
import { Cursor, DraftId, Instant, SourceId } from './ids.ts'
import { LIMITS } from './limits.ts'
import { PostContent, ReadContent } from './posts.ts'

/** A post to be: the team's, and nobody else's to see. */
export const Draft = z.object({
  id: DraftId,
  handle: Handle,
  content: ReadContent,
  silent: z.boolean(),
  /** Grows with each change. Whoever saves names the one that they saw. */
  revision: z.int(),
  /** The source (a feed) that it came from, or `null` for what a person wrote. */
  sourceId: SourceId.nullable(),
  createdAt: Instant,
  updatedAt: Instant,
  /** When it goes by itself, if nobody touches it; `null` for what a person wrote or touched. */
  discardAt: Instant.nullable(),
})
export type Draft = z.infer<typeof Draft>

export const CreateDraft = z.object({ handle: Handle, content: PostContent, silent: z.boolean().default(false) })
export type CreateDraft = z.infer<typeof CreateDraft>

export const DraftRef = z.object({ handle: Handle, draftId: DraftId })
export type DraftRef = z.infer<typeof DraftRef>

const SeenDraft = DraftRef.extend({ revision: z.int().min(1) })
/** Refused with `drafts.changed` when somebody saved another revision meanwhile. */
export const EditDraft = SeenDraft.extend({ content: PostContent, silent: z.boolean() })
export type EditDraft = z.infer<typeof EditDraft>
export const PublishDraft = SeenDraft
export type PublishDraft = z.infer<typeof PublishDraft>

export const ListDrafts = z.object({
  handle: Handle,
  limit: z.int().min(1).max(LIMITS.page).default(20),
  cursor: Cursor.optional(),
})
export type ListDrafts = z.infer<typeof ListDrafts>
/** Last touched first; `nextCursor` is `null` at the end. */
export const DraftPage = z.object({ items: z.array(Draft), nextCursor: Cursor.nullable() })
export type DraftPage = z.infer<typeof DraftPage>
