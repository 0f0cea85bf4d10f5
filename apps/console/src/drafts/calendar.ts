import type { Draft } from '@carillon/contract'
import { addDays, clockAt, instantAt, nextTime } from '@carillon/contract/wallclock'

/** One time at which a draft goes out; of one that repeats, each has its own. */
export type Outing = { draft: Draft; at: number; /** Its next one, which can be moved. */ first: boolean }

export const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** Milliseconds of the middle of a day, for naming it. */
export const middleOf = (date: string) => instantAt({ date, time: '12:00' }, ownZone)

export const isDate = (text: string | undefined): text is string =>
  text !== undefined && /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(text)

/** The first day of the month so many months away. */
export function monthFrom(date: string, months: number): string {
  const [year, month] = date.split('-').map(Number) as [number, number]
  const count = year * 12 + month - 1 + months
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}-01`
}

/** On which day weeks begin where one lives, 1 (Monday) to 7. */
export function firstWeekday(language: string): number {
  const place = new Intl.Locale(language) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number }
    weekInfo?: { firstDay: number }
  }
  return (place.getWeekInfo?.() ?? place.weekInfo)?.firstDay ?? 1
}

/** The weeks that a month touches, whole. */
export function weeksOf(month: string, firstDay: number): string[][] {
  const weekday = new Date(`${month}T00:00Z`).getUTCDay()
  const next = monthFrom(month, 1)
  const weeks: string[][] = []
  for (let day = addDays(month, -((weekday - firstDay + 7) % 7)); day < next; day = addDays(day, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, at) => addDays(day, at)))
  }
  return weeks
}

/** What goes out on each of these days, soonest first, as clocks here show it. */
export function outingsBy(drafts: Draft[], days: string[]): Map<string, Outing[]> {
  const byDay = new Map<string, Outing[]>(days.map((day) => [day, []]))
  const end = middleOf(addDays(days.at(-1)!, 2))
  const all = drafts.flatMap((draft) => outingsOf(draft, end)).sort((one, other) => one.at - other.at)
  for (const outing of all) byDay.get(clockAt(outing.at, ownZone).date)?.push(outing)
  return byDay
}

function outingsOf(draft: Draft, end: number): Outing[] {
  const { schedule } = draft
  if (!schedule) return []
  const outings: Outing[] = [{ draft, at: schedule.at, first: true }]
  if (!schedule.repeat) return outings
  const { timeZone, repeat, date, time } = schedule
  let last: { clock: { date: string; time: string }; at: number } | null = { clock: { date, time }, at: schedule.at }
  while (last && last.at < end) {
    last = nextTime({ clock: last.clock, timeZone, ...repeat }, last.at)
    if (last && last.at < end) outings.push({ draft, at: last.at, first: false })
  }
  return outings
}
