import { keepTime } from '@carillon/api'
import { Cron } from 'croner'
import type { Instance } from './instance.ts'

/** At three, when the fewest read. */
const NIGHTLY = '0 3 * * *'

/** The timetable. `protect` keeps a run from starting while the last one is still at it. */
export function startJobs({ core, meter }: Instance, timeZone: string): () => Promise<void> {
  const endTime = keepTime(core)
  const nightly = new Cron(NIGHTLY, { timezone: timeZone, protect: true, catch: report, unref: true }, () =>
    meter.job('expire', async () => void (await core.night('night'))),
  )
  function report(error: unknown): void {
    core.log.error('job.failed', { job: 'expire', reason: String(error) })
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
