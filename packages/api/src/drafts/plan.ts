import { DAY, type Draft, LIMITS, type When } from '@carillon/contract'
import { instantAt, isTimeZone, nextTime } from '@carillon/contract/wallclock'
import type { Core } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import type { drafts } from './table.ts'

/** The columns that say when a draft is published by itself. */
export type Plan = Pick<
  typeof drafts.$inferSelect,
  'scheduledAt' | 'clock' | 'timeZone' | 'repeatDays' | 'repeatUntil' | 'fault'
>

export const NO_PLAN: Plan = {
  scheduledAt: null,
  clock: null,
  timeZone: null,
  repeatDays: null,
  repeatUntil: null,
  fault: null,
}

/** Of what somebody asked for, in the present; refuses what there isn't, is past, or too far ahead. */
export function makePlan(ctx: Core, { at, timeZone, repeat }: When): Plan {
  if (!isTimeZone(timeZone)) throw new AppError('drafts.time_zone', { timeZone: 'drafts.time_zone' })
  const scheduledAt = instantAt(at, timeZone)
  const latest = ctx.now() + LIMITS.scheduleDays * DAY
  if (scheduledAt <= ctx.now()) throw new AppError('drafts.time_past', { at: 'drafts.time_past' })
  if (scheduledAt > latest) throw new AppError('drafts.time_far', { at: 'drafts.time_far' })
  if (repeat && (repeat.until <= at.date || instantAt({ ...at, date: repeat.until }, timeZone) > latest)) {
    throw new AppError('drafts.repeat_until', { 'repeat.until': 'drafts.repeat_until' })
  }
  const recurring = { repeatDays: repeat?.days ?? null, repeatUntil: repeat?.until ?? null }
  return { scheduledAt, clock: at, timeZone, ...recurring, fault: null }
}

export function toSchedule({ scheduledAt, clock, timeZone, repeatDays, repeatUntil, fault }: Plan): Draft['schedule'] {
  if (scheduledAt === null || !clock || timeZone === null) return null
  const repeat = repeatDays !== null && repeatUntil !== null ? { days: repeatDays, until: repeatUntil } : null
  return { at: scheduledAt, ...clock, timeZone, repeat, fault }
}

export type Next = NonNullable<ReturnType<typeof nextTime>>

/** Times that passed unused, with the server down or approval wanting, are made up for by one post, not by one each. */
export function nextOf({ clock, timeZone, repeatDays, repeatUntil }: Plan, now: number): Next | null {
  if (!clock || !timeZone || !repeatDays || !repeatUntil) return null
  return nextTime({ clock, timeZone, days: repeatDays, until: repeatUntil }, now)
}
