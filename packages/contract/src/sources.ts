import * as z from 'zod'
import { Handle } from './handles.ts'
import { Instant, SourceId } from './ids.ts'
import { SOURCE_FAULTS } from './lists.ts'

/** A feed (RSS, Atom or JSON Feed) whose new items become posts of a channel. */
export const Source = z.object({
  id: SourceId,
  url: z.string(),
  /** What the feed calls itself. */
  title: z.string(),
  /** Whether new items are published at once; otherwise they become drafts. */
  publishes: z.boolean(),
  paused: z.boolean(),
  createdAt: Instant,
  /** When it was last asked, or `null`. */
  checkedAt: Instant.nullable(),
  nextAt: Instant,
  /** When it last had something new, or `null`. */
  newsAt: Instant.nullable(),
  /** Faults in a row. */
  faults: z.int(),
  /** The last one, or `null` while all is well. */
  fault: z.enum(SOURCE_FAULTS).nullable(),
  /** HTTP status of a fault `status`. */
  faultStatus: z.int().nullable(),
})
export type Source = z.infer<typeof Source>

const FeedUrl = z.url({ protocol: /^https?$/ }).max(2_048)

/** The feed is asked at once; what it holds now is not posted, what comes after is. */
export const AddSource = z.object({ handle: Handle, url: FeedUrl, publishes: z.boolean().default(false) })
export type AddSource = z.infer<typeof AddSource>
export const SourceRef = z.object({ handle: Handle, sourceId: SourceId })
export type SourceRef = z.infer<typeof SourceRef>
export const EditSource = SourceRef.extend({ publishes: z.boolean().optional(), paused: z.boolean().optional() })
export type EditSource = z.infer<typeof EditSource>
export const ListSources = z.object({ handle: Handle })
export const Sources = z.object({ items: z.array(Source) })
export type Sources = z.infer<typeof Sources>
