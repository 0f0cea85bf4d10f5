import { keepTime, sendWeekly } from '@carillon/api'
import { Cron } from 'croner'
import type { Settings } from './env.ts'
import type { Instance } from './instance.ts'

/** At three, when the fewest read. */
const NIGHTLY = '0 3 * * *'
/** Each morning: of a week that is over nobody is told twice, and a Monday on which nobody ran is made up for. */
const MORNINGS = '0 7 * * *'
/** How many snapshots a backup leaves, where nobody says. */
export const KEEP = 7

/** The timetable. `protect` keeps a run from starting while the last one is still at it. */
export function startJobs(instance: Instance, settings: Settings): () => Promise<void> {
  const endTime = keepTime(instance.core)
  const options = { timezone: settings.timeZone, protect: true, unref: true }
  const nightly = new Cron(NIGHTLY, options, () => runNightly(instance, settings))
  const mornings = new Cron(MORNINGS, options, () => runJob(instance, 'weekly', () => sendWeekly(instance.core)))
  return async () => {
    nightly.stop()
    mornings.stop()
    await endTime()
  }
}

/** One after the other, so that what is gone is in no copy; neither is left out when the other fails. */
export async function runNightly(instance: Instance, { backup }: Pick<Settings, 'backup'>): Promise<void> {
  await runJob(instance, 'expire', () => instance.core.night('night'))
  if (backup) await runJob(instance, 'backup', () => instance.backUp({ ...backup, keep: KEEP }, () => {}))
}

async function runJob({ core, meter }: Instance, job: string, work: () => Promise<unknown>): Promise<void> {
  await meter.job(job, work).catch((error: unknown) => core.log.error('job.failed', { job, reason: String(error) }))
}

/** When the nightly job runs next after an instant. */
export function nextNight(timeZone: string, after: number): number | null {
  return new Cron(NIGHTLY, { timezone: timeZone, paused: true }).nextRun(new Date(after))?.getTime() ?? null
}
