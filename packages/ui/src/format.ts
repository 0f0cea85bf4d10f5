import type { Locale } from '@carillon/contract/lists'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const SIZES = ['byte', 'kilobyte', 'megabyte', 'gigabyte']

/** Largest first. */
const UNITS = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3_600 },
  { unit: 'minute', seconds: 60 },
  { unit: 'second', seconds: 1 },
]

export type Format = ReturnType<typeof makeFormat>

const formats = new Map<Locale, Format>()

/** Dates, numbers and names in a language. Intl's formatters are slow to make, so each language keeps its own. */
export function createFormat(locale: Locale): Format {
  const known = formats.get(locale)
  if (known) return known
  const made = makeFormat(locale)
  formats.set(locale, made)
  return made
}

function makeFormat(locale: Locale) {
  const numbers = new Intl.NumberFormat(locale)
  const amounts = (unit: string) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' })
  const durations = UNITS.map(({ unit, seconds }) => ({ seconds, format: amounts(unit) }))
  const compacts = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 })
  const percents = new Intl.NumberFormat(locale, { style: 'percent' })
  const relatives = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' })
  const spans = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const moments = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' })
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'full' })
  const hours = new Intl.DateTimeFormat(locale, { timeStyle: 'short' })
  const times = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' })
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
  const dayOfYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' })
  const countries = new Intl.DisplayNames(locale, { type: 'region' })
  const languages = new Intl.DisplayNames(locale, { type: 'language' })
  const sizes = SIZES.map((unit) => new Intl.NumberFormat(locale, { style: 'unit', unit, maximumSignificantDigits: 3 }))
  const collator = new Intl.Collator(locale)

  return {
    /** `12,345` */
    number: (value: number) => numbers.format(value),
    /** `3 days`, `90 minutes`: seconds in the largest unit that they fill. */
    duration(seconds: number): string {
      const fitting = durations.find((unit) => seconds % unit.seconds === 0)!
      return fitting.format.format(seconds / fitting.seconds)
    },
    /** `12K` */
    compact: (value: number) => compacts.format(value),
    /** `0.25` as `25%` */
    percent: (value: number) => percents.format(value),
    /** Bytes as `12.4 MB` */
    size(bytes: number): string {
      const step = Math.min(SIZES.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)))
      return sizes[step]!.format(bytes / 1000 ** step)
    },
    /** Milliseconds as `1:05`, or `1:02:05` */
    playtime(ms: number): string {
      const seconds = Math.round(ms / 1000)
      const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
      const shown = parts[0] ? parts : parts.slice(1)
      return shown.map((part, at) => (at === 0 ? `${part}` : `${part}`.padStart(2, '0'))).join(':')
    },
    /** `Tuesday, 6 October 2026 at 14:03` */
    moment: (instant: number) => moments.format(instant),
    /** `Tuesday, 6 October 2026` */
    date: (instant: number) => dates.format(instant),
    /** `14:03` */
    hour: (instant: number) => hours.format(instant),
    /** `6 Oct, 14:03` */
    time: (instant: number) => times.format(instant),
    /** `6 Oct 2026` */
    day: (instant: number) => days.format(instant),
    /** `now`, `5 min. ago`, `in 3 days`; a week away and more, the day. */
    relative(instant: number, now: number): string {
      const away = instant - now
      const size = Math.abs(away)
      if (size < MINUTE) return relatives.format(0, 'second')
      if (size < HOUR) return relatives.format(Math.trunc(away / MINUTE), 'minute')
      if (size < DAY) return relatives.format(Math.trunc(away / HOUR), 'hour')
      if (size < 7 * DAY) return relatives.format(Math.trunc(away / DAY), 'day')
      return size < 300 * DAY ? dayOfYear.format(instant) : days.format(instant)
    },
    /** How long until then, always counted: `in 12 days`, `in 3 hours` */
    until(instant: number, now: number): string {
      const left = Math.max(0, instant - now)
      if (left < HOUR) return spans.format(Math.ceil(left / MINUTE), 'minute')
      if (left < 2 * DAY) return spans.format(Math.round(left / HOUR), 'hour')
      return spans.format(Math.round(left / DAY), 'day')
    },
    country: (code: string) => countries.of(code) ?? code,
    language: (code: string) => capitalised(languages.of(code) ?? code, locale),
    /** Codes with their names, in the order of the names. */
    named<C extends string>(codes: readonly C[], name: (code: C) => string): { code: C; name: string }[] {
      return codes.map((code) => ({ code, name: name(code) })).sort((a, b) => collator.compare(a.name, b.name))
    },
  }
}

/** Languages are lower case in French and Spanish sentences; in a list they stand alone. */
function capitalised(name: string, locale: Locale): string {
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1)
}
