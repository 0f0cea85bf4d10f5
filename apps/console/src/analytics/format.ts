import type { Locale } from '@carillon/contract/lists'

export type AnalyticsFormat = ReturnType<typeof makeFormat>

const formats = new Map<Locale, AnalyticsFormat>()

/** How days, hours and changes are written in a language. A day of analytics is one of UTC wherever its reader is. */
export function analyticsFormat(locale: Locale): AnalyticsFormat {
  const known = formats.get(locale) ?? makeFormat(locale)
  formats.set(locale, known)
  return known
}

/** A Monday. */
const SOME_MONDAY = Date.UTC(2024, 0, 1)
const DAY = 86_400_000

function makeFormat(locale: Locale) {
  const dates = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
  const short = dates({ day: 'numeric', month: 'short' })
  const long = dates({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  const medium = dates({ dateStyle: 'medium' })
  const weekdays = { long: dates({ weekday: 'long' }), short: dates({ weekday: 'short' }) }
  const hours = dates({ hour: 'numeric' })
  const signed = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' })
  const changes = new Intl.NumberFormat(locale, {
    style: 'percent',
    signDisplay: 'exceptZero',
    maximumFractionDigits: 0,
  })
  const fine = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  return {
    /** `3 May` */
    shortDay: (instant: number) => short.format(instant),
    /** `3 May 2026` */
    mediumDay: (day: string) => medium.format(Date.parse(day)),
    /** `Sunday, 3 May 2026` */
    longDay: (instant: number) => long.format(instant),
    /** From Monday, 0. */
    weekday: (at: number, length: 'long' | 'short') => weekdays[length].format(SOME_MONDAY + at * DAY),
    /** `18:00`, or as one says it there. */
    hour: (at: number) => hours.format(SOME_MONDAY + at * 3_600_000),
    /** `+12` */
    signed: (value: number) => signed.format(value),
    /** `0.12` as `+12%` */
    change: (share: number) => changes.format(share),
    /** `12.3` */
    fine: (value: number) => fine.format(value),
  }
}
