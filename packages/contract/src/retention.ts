import * as z from 'zod'
import { Handle } from './handles.ts'
import { Cursor, ErasureId, Instant } from './ids.ts'

/** Why a run of the nightly job took place: at the server's start, at night, or because an operator asked for it. */
export const ERASURE_CAUSES = ['start', 'night', 'asked'] as const

/** A day in UTC, `2026-11-23`: the key of what expired on it is destroyed when it is over. */
export const Day = z.string().regex(/^\d{4}-\d\d-\d\d$/)

const Run = z.object({
  id: ErasureId,
  startedAt: Instant,
  /** `null` while it runs, and of one that was cut short: the next one goes on from there. */
  finishedAt: Instant.nullable(),
  /** Days whose keys were destroyed, so that nothing that ended on them can be read any more, in copies neither. */
  keys: z.array(Day),
})

/** What a run erased of one channel, for its team. */
export const ChannelErasure = Run.extend({ posts: z.int() })
export type ChannelErasure = z.infer<typeof ChannelErasure>

/** What a run erased of the whole instance, for its operators. */
export const Erasure = Run.extend({
  cause: z.enum(ERASURE_CAUSES),
  posts: z.int(),
  media: z.int(),
  /** Posts that it hid but left, because the clock was in doubt; then it did nothing else. */
  held: z.int(),
  /** Whether no file of the database holds what was erased; `null` as long as nobody knows. */
  clean: z.boolean().nullable(),
  /** Of which channels, the most first; no more than a hundred of them. */
  channels: z.array(z.object({ handle: z.string(), name: z.string(), posts: z.int() })),
})
export type Erasure = z.infer<typeof Erasure>

export const ListErasures = z.object({
  limit: z.int().min(1).max(100).default(20),
  cursor: Cursor.optional(),
})
export type ListErasures = z.infer<typeof ListErasures>
export const ListChannelErasures = ListErasures.extend({ handle: Handle })
export type ListChannelErasures = z.infer<typeof ListChannelErasures>

/** Latest first. */
export const ErasurePage = z.object({ items: z.array(Erasure), nextCursor: Cursor.nullable() })
export type ErasurePage = z.infer<typeof ErasurePage>
export const ChannelErasurePage = z.object({ items: z.array(ChannelErasure), nextCursor: Cursor.nullable() })
export type ChannelErasurePage = z.infer<typeof ChannelErasurePage>

/**
 * Erases what is past its time now, as each night. `confirmClock` says that the server's clock is right, whatever doubt
 * there is, so that nothing is held back.
 */
export const RunErasure = z.object({ confirmClock: z.boolean().default(false) })
export type RunErasure = z.infer<typeof RunErasure>

/** What an operator should look at. Each has a sentence that says what to do. */
export const ALARMS = [
  'clock_in_doubt',
  'clock_behind',
  'erasure_late',
  'erasure_unclean',
  'queue_stuck',
  'disk_low',
  'backup_late',
  'backup_failed',
] as const
export type Alarm = (typeof ALARMS)[number]

export const QUEUES = ['search', 'webhooks', 'site', 'notifications', 'live', 'deliveries', 'pushes'] as const

/** How what the instance promises is kept, for its operators. */
export const Vitals = z.object({
  now: Instant,
  alarms: z.array(z.enum(ALARMS)),
  clock: z.object({
    /** How far the clock is ahead of what is sure to have passed, milliseconds; negative where it fell behind. */
    ahead: z.int(),
    /** Posts that are hidden, and destroyed when an operator says that the clock is right; `null` without doubt. */
    doubt: z.object({ due: z.int(), posts: z.int() }).nullable(),
  }),
  erasure: z.object({
    last: Erasure.nullable(),
    /** When the next one is due; `null` where there is no timetable. */
    next: Instant.nullable(),
    /** Whether there is upkeep of any kind under way; an erasure waits for others, such as a backup. */
    running: z.boolean(),
    /** Posts that are past their time, hidden, and not erased yet. */
    due: z.int(),
  }),
  /** What waits to be done elsewhere: how much, and since when something should have been done. */
  queues: z.array(z.object({ name: z.enum(QUEUES), waiting: z.int(), oldest: Instant.nullable() })),
  /** Bytes. `media` is what channels' files take. */
  disk: z.object({ database: z.int(), log: z.int(), media: z.int(), free: z.int().nullable() }),
  backup: z
    .object({ startedAt: Instant, finishedAt: Instant.nullable(), bytes: z.int(), failure: z.string().nullable() })
    .nullable(),
})
export type Vitals = z.infer<typeof Vitals>
