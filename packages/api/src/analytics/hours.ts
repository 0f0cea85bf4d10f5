import { DAY } from '@carillon/contract'
import type { Counts } from './counts.ts'

const HOUR = 3_600_000
const VIEWS = Array.from({ length: 24 }, (_, hour) => `views.hour.${hour}`)

/** Views by weekday (Monday first) and hour, as clocks of that zone show them; half hours go with the hour they are in. */
export function weekOf(days: Map<number, Counts>, timeZone: string): number[][] {
  const week = Array.from({ length: 7 }, () => Array<number>(24).fill(0))
  for (const [day, counts] of days) {
    const offsets = offsetsOf(day * DAY, timeZone)
    for (const [hour, name] of VIEWS.entries()) {
      const views = counts.get(name)
      if (views === undefined) continue
      const shown = day * DAY + hour * HOUR + offsets(hour)
      // The epoch was a Thursday.
      const weekday = (Math.floor(shown / DAY) + 3) % 7
      week[weekday]![Math.floor(shown / HOUR) % 24]! += views
    }
  }
  return week.map((hours) => hours.map(Math.round))
}

/** By hour of the day: they are asked for one by one only where clocks change. */
function offsetsOf(start: number, timeZone: string): (hour: number) => number {
  const first = offsetAt(start, timeZone)
  if (first === offsetAt(start + DAY, timeZone)) return () => first
  return (hour) => offsetAt(start + hour * HOUR, timeZone)
}

const FORMATS = new Map<string, Intl.DateTimeFormat>()
/** Asked for again with every overview, and dear. */
const OFFSETS = new Map<string, number>()

/** Milliseconds that clocks of the zone are ahead of UTC then; a name that no zone has is UTC. */
function offsetAt(instant: number, timeZone: string): number {
  const key = `${instant} ${timeZone}`
  const offset = OFFSETS.get(key) ?? readOffset(instant, timeZone)
  if (OFFSETS.size < 20_000) OFFSETS.set(key, offset)
  return offset
}

function readOffset(instant: number, timeZone: string): number {
  const format = FORMATS.get(timeZone) ?? formatOf(timeZone)
  if (FORMATS.size < 500) FORMATS.set(timeZone, format)
  const [, sign, hours, minutes = '0'] =
    /GMT([+−-])(\d+):?(\d+)?/.exec(format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')!.value) ??
    []
  if (hours === undefined) return 0
  return (sign === '+' ? 1 : -1) * (Number(hours) * HOUR + Number(minutes) * 60_000)
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' })
  } catch {
    return new Intl.DateTimeFormat('en', { timeZone: 'UTC', timeZoneName: 'shortOffset' })
  }
}
