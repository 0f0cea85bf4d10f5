import { isDate } from '../drafts/calendar.ts'

export type Span = { from: string; to: string }
/** What the address says of the span. */
export type SpanParams = { days?: string; from?: string; to?: string }

/** Days of the spans that are one press away. */
export const SPANS = [7, 30, 90, 365] as const
const USUAL = 30
const LONGEST = 366
const DAY = 86_400_000

export const instantOf = (day: string) => Date.parse(`${day}T00:00:00Z`)
export const dayAt = (instant: number) => new Date(instant).toISOString().slice(0, 10)
export const addDays = (day: string, days: number) => dayAt(instantOf(day) + days * DAY)
export const lengthOf = ({ from, to }: Span) => (instantOf(to) - instantOf(from)) / DAY + 1

/** So many days with the present one. */
export const lastDays = (days: number, today: string): Span => ({ from: addDays(today, 1 - days), to: today })

/** As many days, just before them. */
export function spanBefore(span: Span): Span {
  const to = addDays(span.from, -1)
  return { from: addDays(to, 1 - lengthOf(span)), to }
}

export type Chosen = { span: Span; /** One of the usual ones. */ days: number | null; wrong?: 'order' | 'long' }

/** The span that the address names; the usual one where it names none that there is. */
export function spanIn({ days, from, to }: SpanParams, today: string): Chosen {
  const usual = SPANS.find((known) => `${known}` === days) ?? USUAL
  const fallback = lastDays(usual, today)
  if (!isRealDay(from) || !isRealDay(to)) return { span: fallback, days: usual }
  if (from > to) return { span: fallback, days: null, wrong: 'order' }
  if (lengthOf({ from, to }) > LONGEST) return { span: fallback, days: null, wrong: 'long' }
  return { span: { from, to }, days: null }
}

/** A date by its look may be none: the 31st of February. */
function isRealDay(day: string | undefined): day is string {
  return isDate(day) && !Number.isNaN(instantOf(day)) && dayAt(instantOf(day)) === day
}
