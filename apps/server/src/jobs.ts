import { keepTime } from '@carillon/api'
import { Cron } from 'croner'
import type { Settings } from './env.ts'
import type { Instance } from './instance.ts'

/** At three, when the fewest read. */
const NIGHTLY = '0 3 * * *'
/** How many snapshots a backup leaves, where nobody says. */
export const KEEP = 7

/** The timetable. `protect` keeps a run from starting while the last one is still at it. */
export function startJobs({ core, meter, backUp }: Instance, { timeZone, backup }: Settings): () => Promise<void> {
  const endTime = keepTime(core)
  const nightly = new Cron(NIGHTLY, { timezone: timeZone, protect: true, unref: true }, async () => {
    await run('expire', () => core.night('night'))
    // What is gone by now is in no copy any more.
    if (backup) await run('backup', () => backUp({ ...backup, keep: KEEP }, () => {}))
  })
  function run(job: string, work: () => Promise<unknown>): Promise<unknown> {
    return meter.job(job, work).catch((error: unknown) => core.log.error('job.failed', { job, reason: String(error) }))
  }
  return async () => {
    nightly.stop()
    await endTime()
  }
}

/** When the nightly job runs next after an instant. */
export function nextNight(timeZone: string, after: number): number | null {
  return new Cron(NIGHTLY, { timezone: timeZone, paused: true }).nextRun(new Date(after))?.getTime() ?? null
}
