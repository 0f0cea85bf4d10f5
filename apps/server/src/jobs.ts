import { expirePosts, forgetDeliveries, pruneSourceItems } from '@carillon/api'
import { Cron } from 'croner'
import type { Instance } from './instance.ts'

/** The timetable. `protect` keeps a run from starting while the last one is still at it. */
export function startJobs({ core, dispatcher, meter }: Instance, timeZone: string): () => Promise<void> {
  const nightly = new Cron('0 3 * * *', { timezone: timeZone, protect: true, catch: report, unref: true }, () =>
    meter.job('expire', async () => {
      await expirePosts(core)
      await forgetDeliveries(core)
      await pruneSourceItems(core)
      await dispatcher.settle()
      await dispatcher.prune(core.now())
    }),
  )
  function report(error: unknown): void {
    core.log.error('job.failed', { job: 'expire', reason: String(error) })
  }
  return async () => nightly.stop()
}
