import { addDays, clockAt, instantAt } from '@carillon/contract/wallclock'
import type { notificationSettings } from './table.ts'

export type Settings = typeof notificationSettings.$inferSelect
type Times = Pick<Settings, 'quietFrom' | 'quietTo' | 'digest' | 'digestAt' | 'timeZone'>

/**
 * Until when a post waits for others, or `null` when it may be told now. `gathered` says that it has waited: for the
 * digest, or for the end of quiet hours.
 */
export function holdUntil(times: Times, now: number, gathered: boolean): number | null {
  if (times.digest === 'daily') return gathered ? null : nextDigest(times, now)
  return endOfQuiet(times, now)
}

/**
 * The end of the quiet hours that an instant lies in, or `null`. Hours are from one instant to another, as clocks of
 * that zone show them on the day: so where clocks change, what begins also ends, and once.
 */
export function endOfQuiet({ quietFrom, quietTo, timeZone }: Times, now: number): number | null {
  if (quietFrom === null || quietTo === null) return null
  const today = clockAt(now, timeZone).date
  for (const date of [addDays(today, -1), today]) {
    const from = instantAt({ date, time: timeOf(quietFrom) }, timeZone)
    const until = quietFrom < quietTo ? date : addDays(date, 1)
    const to = instantAt({ date: until, time: timeOf(quietTo) }, timeZone)
    if (now >= from && now < to) return to
  }
  return null
}

export function nextDigest({ digestAt, timeZone }: Times, now: number): number {
  const today = clockAt(now, timeZone).date
  for (let date = today; ; date = addDays(date, 1)) {
    const at = instantAt({ date, time: timeOf(digestAt) }, timeZone)
    if (at > now) return at
  }
}

function timeOf(minuteOfDay: number): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`
}
