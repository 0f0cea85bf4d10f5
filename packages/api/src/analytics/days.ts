import { DAY } from '@carillon/contract'
import type { Core } from '../core/context.ts'
import { type Counts, unpack } from './counts.ts'

/** Days since the epoch (UTC), both with it. */
export type DaySpan = { from: number; to: number }

export const dayNumber = (day: string) => Math.round(Date.parse(day) / DAY)
export const dayName = (day: number) => new Date(day * DAY).toISOString().slice(0, 10)

/** As many days as it has, just before it. */
export const before = ({ from, to }: DaySpan): DaySpan => ({ from: from - (to - from + 1), to: from - 1 })

/** What came to pass on each day on which anything did, in their order; of the present day too. */
export function readDays(
  ctx: Core,
  key: string,
  { from, to }: DaySpan,
  wanted?: ReadonlySet<string>,
): Map<number, Counts> {
  const { counting } = ctx.counter
  const days = new Map<number, Counts>()
  for (const [day, counts] of ctx.db.rows(FIND_DAYS, [key, from, to])) {
    days.set(Number(day), unpack(counting.names, counts as Uint8Array, wanted))
  }
  // What isn't written yet is told all the same.
  for (const [day, counts] of counting.recent(key)) if (day >= from && day <= to) days.set(day, counts)
  return days
}

/** How many followed it as a day ended; `null` where that never changed. */
export function followersAt(ctx: Core, key: string, day: number): number | null {
  const { names } = ctx.counter.counting
  const read = (row: unknown[] | undefined) => (row ? unpack(names, row[0] as Uint8Array) : null)
  const last = read(ctx.db.row(FIND_CHANGE_BEFORE, [key, day]))
  if (last) return last.get('followers') ?? 0
  const next = read(ctx.db.row(FIND_CHANGE_AFTER, [key, day]))
  return next && (next.get('followers') ?? 0) - (next.get('gained') ?? 0) + (next.get('lost') ?? 0)
}

const FIND_DAYS = `SELECT day, counts FROM count_days
  WHERE subject_id = (SELECT id FROM count_subjects WHERE key = ?) AND day BETWEEN ? AND ? ORDER BY day`
const CHANGE = `SELECT counts FROM count_days
  WHERE subject_id = (SELECT id FROM count_subjects WHERE key = ?) AND (gained <> 0 OR lost <> 0)`
const FIND_CHANGE_BEFORE = `${CHANGE} AND day <= ? ORDER BY day DESC LIMIT 1`
const FIND_CHANGE_AFTER = `${CHANGE} AND day > ? ORDER BY day LIMIT 1`
