import { asFailure } from './failure.ts'

const POLL_MS = 400
/** Times in a row that the server may not be reached before we stop asking it. */
const PATIENCE = 15

/** The server couldn't be reached for a while: what it was at may well be done. */
export class LostTrack extends Error {}

/** Asks what became of a job that goes on at the server, until it is done; tells how far it is. */
export async function followJob<Job extends { report: unknown }>(
  ask: () => Promise<Job>,
  tell: (job: Job) => void,
): Promise<NonNullable<Job['report']>> {
  for (let unreached = 0; ;) {
    try {
      const job = await ask()
      unreached = 0
      if (job.report) return job.report
      tell(job)
    } catch (error) {
      if (asFailure(error).code !== 'offline') throw error
      if ((unreached += 1) === PATIENCE) throw new LostTrack()
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}
