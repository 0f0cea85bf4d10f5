import { type Alarm, DAY, QUEUE_PATIENCE, QUEUES, type Vitals } from '@carillon/contract'
import { desc, eq, lte, sum } from 'drizzle-orm'
import type { Core } from '../core/context.ts'
import { media } from '../media/table.ts'
import { pushQueue } from '../notifications/table.ts'
import { doubtOf } from '../posts/doubt.ts'
import { posts } from '../posts/table.ts'
import { lastErasure } from '../retention/record.ts'
import { backups } from '../retention/table.ts'
import { findOverdue } from '../webhooks/due.ts'
import { deliveries } from '../webhooks/table.ts'

/** From when on an operator should look, milliseconds and bytes. */
export const LATE = { erasure: 25 * 3_600_000, queue: QUEUE_PATIENCE, backup: 2 * DAY, behind: 60_000 }
export const DISK_LOW = 1_000_000_000

/** How the promises of the instance are kept. Numbers and times alone. */
export async function readVitals(ctx: Core): Promise<Vitals> {
  const doubt = await doubtOf(ctx)
  const known: Omit<Vitals, 'alarms'> = {
    now: ctx.now(),
    clock: { ahead: ctx.clock.ahead(), doubt: doubt && { due: doubt.due, posts: doubt.posts } },
    erasure: {
      last: await lastErasure(ctx),
      next: ctx.machine.nextNight(),
      running: ctx.upkeep.busy,
      due: await ctx.db.read.$count(posts, lte(posts.expiresAt, ctx.now())),
    },
    queues: await readQueues(ctx),
    disk: { ...(await ctx.machine.disk()), media: await readMediaBytes(ctx) },
    backup: await lastBackup(ctx),
  }
  return { ...known, alarms: alarmsOf(known) }
}

/** What an operator should look at, the gravest first. */
export function alarmsOf({ now, clock, erasure, queues, disk, backup }: Omit<Vitals, 'alarms'>): Alarm[] {
  const { last } = erasure
  // By a clock that is in doubt everything would be late.
  const sure = clock.doubt ? now - clock.ahead : now
  const isStuck = queues.some(({ oldest }) => oldest !== null && sure - oldest > LATE.queue)
  const raised: [Alarm, boolean][] = [
    ['clock_in_doubt', clock.doubt !== null],
    ['clock_behind', clock.ahead < -LATE.behind],
    ['erasure_late', !erasure.running && (last === null || sure - last.startedAt > LATE.erasure || !last.finishedAt)],
    ['erasure_unclean', last?.clean === false],
    ['queue_stuck', isStuck],
    ['disk_low', disk.free !== null && disk.free < DISK_LOW],
    ['backup_late', backup !== null && sure - backup.startedAt > LATE.backup],
    ['backup_failed', backup !== null && backup.failure !== null],
  ]
  return raised.flatMap(([alarm, isRaised]) => (isRaised ? [alarm] : []))
}

async function readQueues(ctx: Core): Promise<Vitals['queues']> {
  const lag = await ctx.lag()
  // Counting takes its events within a second, and waits for nobody outside.
  const consumers = QUEUES.flatMap((name) => {
    const found = lag.find(({ consumer }) => consumer === name)
    return found ? { name, waiting: found.events, oldest: found.oldest } : []
  })
  const { read } = ctx.db
  const isWaiting = eq(deliveries.state, 'waiting')
  // Where somebody's server is down, how long its deliveries wait says nothing of this one, nor does how old a
  // notification is: it may wait for a morning or a digest.
  return [
    ...consumers,
    { name: 'deliveries', waiting: await read.$count(deliveries, isWaiting), oldest: await findOverdue(ctx) },
    { name: 'pushes', waiting: await read.$count(pushQueue), oldest: null },
  ]
}

async function readMediaBytes(ctx: Core): Promise<number> {
  const row = await ctx.db.read
    .select({ bytes: sum(media.bytes) })
    .from(media)
    .get()
  return Number(row?.bytes ?? 0)
}

async function lastBackup(ctx: Core): Promise<Vitals['backup']> {
  const row = await ctx.db.read.select().from(backups).orderBy(desc(backups.id)).limit(1).get()
  if (!row) return null
  const { startedAt, finishedAt, bytes, failure } = row
  return { startedAt, finishedAt, bytes, failure }
}
