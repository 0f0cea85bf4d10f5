import { DAY } from '@carillon/contract'
import type { Deps } from '../core/context.ts'

const MINUTE = 60_000
/** How often a feed is asked when it says nothing of it, milliseconds. */
const INTERVAL = 15 * MINUTE
/** A server that asks to be left alone is, but not for ever. */
const LONGEST_WISH = 7 * DAY

/** The time until the next look, by what the feed and its server wish: from a quarter of an hour to a day. */
export function nextInterval(wishes: (number | null)[]): number {
  return Math.min(DAY, Math.max(INTERVAL, ...wishes.map((wish) => wish ?? 0)))
}

/** The time until the next try: twice as long with every fault in a row, up to a day, with chance so that many part. */
export function pauseAfter({ random }: Pick<Deps, 'random'>, faults: number, wish: number | null): number {
  const pause = Math.min(DAY, INTERVAL * 2 ** Math.min(faults, 10))
  const chance = random(1)[0]! / 255
  return Math.max(Math.round(pause * (0.9 + chance / 10)), Math.min(wish ?? 0, LONGEST_WISH))
}

/** `Retry-After`, in seconds or as a date, in milliseconds from now. */
export function readRetryAfter(header: string | undefined, now: number): number | null {
  if (!header) return null
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1_000
  const date = Date.parse(header)
  return Number.isNaN(date) ? null : Math.max(0, date - now)
}

/** `Cache-Control: max-age`, in milliseconds. */
export function readMaxAge(header: string | undefined): number | null {
  const seconds = /(?:^|[\s,])max-age=(\d{1,9})/i.exec(header ?? '')?.[1]
  return seconds ? Number(seconds) * 1_000 : null
}
