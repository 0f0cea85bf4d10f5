import { DAY } from '@carillon/contract'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** Pauses after the first attempt, the second and so on: 23 h 42 min in all. */
export const PAUSES = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  6 * HOUR,
  10 * HOUR,
]
/** Of each pause, so much at most is left out, so that what failed together doesn't come back together. */
const JITTER = 0.1

/**
 * When to try again after `attempts` that began at `firstAt`, or `null` when it is over: a day after the first, or
 * after the last pause. `chance` is from 0 to 1; a receiver that named a time is not asked sooner.
 */
export function nextAttemptAt(
  { attempts, firstAt, now, retryAt }: { attempts: number; firstAt: number; now: number; retryAt: number | null },
  chance: number,
): number | null {
  const pause = PAUSES[attempts - 1]
  const end = firstAt + DAY
  if (pause === undefined || now >= end) return null
  return Math.min(end, Math.max(now + Math.ceil(pause * (1 - JITTER * chance)), retryAt ?? 0))
}
