import type { Core } from '../core/context.ts'
import type { Database } from '../core/database.ts'
import { type Doubt, doubtOf } from '../posts/doubt.ts'

/** A clock that was set back by less goes back with it: that is how clocks are kept right; milliseconds. */
const CORRECTION = 5_000
/** How often it is looked whether the clock can be trusted, and how often that is written down, milliseconds. */
const LOOK = 30_000
const NOTE = 600_000

/** The instant that time is sure to have come to, as the last process knew; `null` in a new database. */
export function readKnownTime(db: Pick<Database, 'rows'>): number | null {
  return (db.rows('SELECT at FROM known_time')[0]?.[0] as number | undefined) ?? null
}

/** Says that the clock is right, whatever speaks against it, and remembers the present as time that has come. */
export async function trustClock(ctx: Core): Promise<void> {
  ctx.clock.trust()
  await noteTime(ctx)
}

/** Trusts the clock where there is no doubt of it; answers the doubt. */
export async function judgeClock(ctx: Core): Promise<Doubt | null> {
  const doubt = await doubtOf(ctx)
  // Set back, it isn't believed: time goes on by itself until it has caught up, or an operator says that it is right.
  if (!doubt && ctx.clock.ahead() >= -CORRECTION) ctx.clock.trust()
  return doubt
}

/** Keeps looking at the clock for as long as the process runs. Answers how to end that. */
export function keepTime(ctx: Core): () => Promise<void> {
  let noted = ctx.now()
  let doubted = false
  async function look(isLast = false) {
    const doubt = await judgeClock(ctx)
    if (doubt && !doubted) ctx.log.error('clock.in_doubt', { milliseconds: doubt.ahead, posts: doubt.due })
    doubted = doubt !== null
    if (doubt) return
    // While the system's clock is behind, a process that is killed would begin with it, and show again what had ended.
    const isBehind = ctx.clock.ahead() < -CORRECTION
    if (!isLast && !isBehind && ctx.now() - noted < NOTE) return
    await noteTime(ctx)
    noted = ctx.now()
  }
  const failed = (error: unknown) => ctx.log.error('job.failed', { job: 'clock', reason: String(error) })
  const timer = setInterval(() => void look().catch(failed), LOOK).unref()
  return async () => {
    clearInterval(timer)
    await look(true).catch(failed)
  }
}

/** Without doubt only: a jump that was refused isn't remembered as time that passed. */
export async function noteTime(ctx: Core): Promise<void> {
  await ctx.db.transaction(async (tx) => ctx.db.run(tx, NOTE_TIME, [ctx.now()]))
}

const NOTE_TIME = `INSERT INTO known_time (only, at) VALUES (1, ?) ON CONFLICT (only) DO UPDATE SET at = excluded.at`
