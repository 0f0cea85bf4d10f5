import { Temporal } from 'temporal-polyfill'

/** What a clock on a wall shows: `2026-03-29`, `02:30`. */
export type WallClock = { date: string; time: string }

/** Whether this names a time zone (`Europe/Paris`, `UTC`). An offset such as `+02:00` names none: it knows no summer. */
export function isTimeZone(name: string): boolean {
  if (!/^[a-z]/i.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/**
 * The instant, in milliseconds, at which clocks of that zone show this. What they leap over in spring is as much later
 * as they leap; what they show twice in autumn means the first time.
 */
export function instantAt({ date, time }: WallClock, timeZone: string): number {
  const shown = Temporal.PlainDateTime.from(`${date}T${time}`)
  return shown.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds
}

/** What clocks of that zone show at an instant. */
export function clockAt(instant: number, timeZone: string): WallClock {
  const shown = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone)
  return { date: shown.toPlainDate().toString(), time: shown.toPlainTime().toString({ smallestUnit: 'minute' }) }
}

export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString()
}

type Recurring = { clock: WallClock; timeZone: string; days: number; until: string }

/** The first time after `now` that comes, so many days after another, at the same time of day; `null` after the last. */
export function nextTime(
  { clock, timeZone, days, until }: Recurring,
  now: number,
): { clock: WallClock; at: number } | null {
  for (let date = addDays(clock.date, days); date <= until; date = addDays(date, days)) {
    const next = { date, time: clock.time }
    const at = instantAt(next, timeZone)
    if (at > now) return { clock: next, at }
  }
  return null
}
