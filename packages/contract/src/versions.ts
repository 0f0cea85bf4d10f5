import * as z from 'zod'
import { Instant, VersionId } from './ids.ts'

/** What a post said until it was changed. The files that it showed are gone; what they were is told. */
export const PostVersion = z.object({
  id: VersionId,
  /** Who changed it then; `null` for a program, and for an account that is gone. */
  by: z.string().nullable(),
  /** Until when it said this. */
  until: Instant,
  kind: z.string(),
  /** Its text or caption, marked up. */
  text: z.string(),
  /** What stood beside it: descriptions, a file's name, a question and its options. */
  beside: z.array(z.string()),
  /** What it showed, one word each: `photo`, `video`, `voice`, `document`. */
  shown: z.array(z.string()),
})
export type PostVersion = z.infer<typeof PostVersion>
/** Newest first, up to 50; and what the post says now, in the same form. */
export const PostVersions = z.object({
  now: PostVersion.omit({ id: true, by: true, until: true }),
  items: z.array(PostVersion),
})
export type PostVersions = z.infer<typeof PostVersions>
