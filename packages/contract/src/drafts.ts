import * as z from 'zod'
import { PostContent, ReadContent } from './content.ts'
import { Handle } from './handles.ts'
import { Cursor, DraftId, Instant, SourceId } from './ids.ts'
import { LIMITS } from './limits.ts'
import { REPEAT_DAYS, REVIEW_STATES, SCHEDULE_FAULTS } from './lists.ts'

const WallDate = z.iso.date()
/** To the minute: `14:05`. */
const WallTime = z.iso.time({ precision: -1 })
const TimeZone = z.string().min(1).max(64)
/** `until` is the last day on which it may be published once more. */
const Repeat = z.object({ days: z.literal(REPEAT_DAYS), until: WallDate })

/**
 * A time as clocks of a named zone (`Europe/Paris`) show it. One that they leap over in spring is as much later; one
 * that they show twice means the first. Repeated, it stays at that time of day.
 */
export const When = z.object({
  at: z.object({ date: WallDate, time: WallTime }),
  timeZone: TimeZone,
  repeat: Repeat.optional(),
})
export type When = z.infer<typeof When>

/** When a draft is published by itself. */
export const Schedule = z.object({
  /** The instant that was chosen for what follows. */
  at: Instant,
  date: z.string(),
  time: z.string(),
  timeZone: z.string(),
  repeat: z.object({ days: z.int(), until: z.string() }).nullable(),
  /** Why it could not go out at its time, or `null`. It stays until somebody schedules it anew or publishes it. */
  fault: z.enum(SCHEDULE_FAULTS).nullable(),
})
export type Schedule = z.infer<typeof Schedule>

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
  schedule: Schedule.nullable(),
  /** Where it stands in its channel's review; `null` of what nobody submitted, or what an editor changed since. */
  review: z.enum(REVIEW_STATES).nullable(),
})
export type Draft = z.infer<typeof Draft>

export const CreateDraft = z.object({
  handle: Handle,
  content: PostContent,
  silent: z.boolean().default(false),
  /** When it is to be published by itself, if it is. */
  schedule: When.optional(),
})
export type CreateDraft = z.infer<typeof CreateDraft>

export const DraftRef = z.object({ handle: Handle, draftId: DraftId })
export type DraftRef = z.infer<typeof DraftRef>

const SeenDraft = DraftRef.extend({ revision: z.int().min(1) })
/** Refused with `drafts.changed` when somebody saved another revision meanwhile. */
export const EditDraft = SeenDraft.extend({ content: PostContent, silent: z.boolean() })
export type EditDraft = z.infer<typeof EditDraft>
/** One that recurs is published once more than planned, and goes on; any other ends. */
export const PublishDraft = SeenDraft
export type PublishDraft = z.infer<typeof PublishDraft>

export const ScheduleDraft = SeenDraft.extend(When.shape)
export type ScheduleDraft = z.infer<typeof ScheduleDraft>
export const UnscheduleDraft = SeenDraft
export type UnscheduleDraft = z.infer<typeof UnscheduleDraft>

export const ListDrafts = z.object({
  handle: Handle,
  /** Only those that are scheduled, the next one first; or only those that aren't. Without it, all. */
  scheduled: z.boolean().optional(),
  /** Only those that stand so in the review of their channel. */
  review: z.enum(REVIEW_STATES).optional(),
  limit: z.int().min(1).max(LIMITS.page).default(20),
  cursor: Cursor.optional(),
})
export type ListDrafts = z.infer<typeof ListDrafts>
/** Last touched first, or soonest first where they are scheduled; `nextCursor` is `null` at the end. */
export const DraftPage = z.object({ items: z.array(Draft), nextCursor: Cursor.nullable() })
export type DraftPage = z.infer<typeof DraftPage>
