import { inArray } from 'drizzle-orm'
import type { Core } from '../core/context.ts'
import type { Notified } from '../core/metrics.ts'
import type { Outcome } from './courier.ts'
import type { Decision, Letter } from './decide.ts'
import { pushQueue, pushTargets } from './table.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
/** Pauses after the first attempt, the second and so on: a day in all. A post says nothing new after that. */
const PAUSES = [10 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * 60 * MINUTE, 6 * 60 * MINUTE, 15 * 60 * MINUTE]
/** However long a push service asks us to wait. */
const LONGEST = 24 * 60 * MINUTE
/** The browser has given the address up. */
const GONE = [404, 410]

export type Landed = { letter: Letter; outcome: Outcome }

/** Before anything is sent: what is not to be told, what waits, and how many each follower has had today. */
export async function recordDecision(ctx: Core, { dropped, held, counts }: Decision): Promise<void> {
  if (dropped.length + held.length + counts.length === 0) return
  await ctx.db.transaction(async (tx) => {
    ctx.db.run(tx, DELETE, [JSON.stringify(dropped)])
    for (const { ids, until } of held) ctx.db.run(tx, HOLD, [until, JSON.stringify(ids)])
    for (const { followerId, day, sent } of counts) ctx.db.run(tx, COUNT, [day, sent, followerId])
  })
}

/** After sending: what was taken is gone from the queue, what wasn't is tried again or given up. */
export async function recordOutcomes(ctx: Core, landed: Landed[]): Promise<void> {
  const over: string[] = []
  const gone: string[] = []
  const again: { ids: string[]; attempts: number; at: number }[] = []
  for (const { letter, outcome } of landed) {
    const ids = letter.rows.map(({ id }) => id)
    const attempts = Math.max(...letter.rows.map((row) => row.attempts)) + 1
    const fate = fateOf(outcome, attempts, ctx)
    ctx.metrics.notified(fate.is)
    if (fate.is === 'again') again.push({ ids, attempts, at: fate.at })
    else over.push(...ids)
    if (fate.is === 'gone') gone.push(letter.to.targetId)
  }
  await ctx.db.transaction(async (tx) => {
    ctx.db.run(tx, DELETE, [JSON.stringify(over)])
    for (const { ids, attempts, at } of again) ctx.db.run(tx, AGAIN, [attempts, at, JSON.stringify(ids)])
    if (gone.length > 0) await tx.delete(pushTargets).where(inArray(pushTargets.id, gone))
  })
}

/** What can't be told any more, such as a post that was deleted meanwhile. */
export async function forget(ctx: Core, letters: Letter[]): Promise<void> {
  const ids = letters.flatMap(({ rows }) => rows.map(({ id }) => id))
  if (ids.length > 0) await ctx.db.transaction((tx) => tx.delete(pushQueue).where(inArray(pushQueue.id, ids)))
}

type Fate = { is: Exclude<Notified, 'again'> } | { is: 'again'; at: number }

function fateOf({ status, refused, retryAfter }: Outcome, attempts: number, ctx: Core): Fate {
  if (status !== null && status >= 200 && status < 300) return { is: 'sent' }
  if (status !== null && GONE.includes(status)) return { is: 'gone' }
  const passes = !refused && (status === null || status === 429 || status >= 500)
  if (!passes) return { is: 'refused' }
  const pause = PAUSES[attempts - 1]
  if (pause === undefined) return { is: 'failed' }
  const asked = Math.min(retryIn(retryAfter, ctx.now()), LONGEST)
  return { is: 'again', at: ctx.now() + Math.max(asked, Math.ceil(pause * (1 - JITTER * chance(ctx)))) }
}

/** Of each pause, so much at most is left out, so that what failed together doesn't come back together. */
const JITTER = 0.3

/** Milliseconds; seconds or a date may be given. */
function retryIn(header: string | null, now: number): number {
  if (!header) return 0
  const milliseconds = /^\d{1,9}$/.test(header) ? Number(header) * SECOND : Date.parse(header) - now
  return Number.isNaN(milliseconds) ? 0 : milliseconds
}

/** From 0 to 1. */
function chance(ctx: Core): number {
  return ctx.random(1)[0]! / 255
}

const THESE = 'WHERE id IN (SELECT value FROM json_each(?))'
const DELETE = `DELETE FROM push_queue ${THESE}`
const HOLD = `UPDATE push_queue SET gathered = 1, next_at = ? ${THESE}`
const AGAIN = `UPDATE push_queue SET attempts = ?, next_at = ? ${THESE}`
const COUNT = 'UPDATE notification_settings SET sent_on = ?, sent = ? WHERE follower_id = ?'
