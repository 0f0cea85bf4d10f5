import type { Ctx } from './context.ts'
import { AppError } from './errors.ts'

/** Of those that are done, so many are kept for whoever comes back to ask. */
const KEPT = 20

type Job<Said> = { said: Said; running: boolean; error: unknown }

/** Work that goes on when the request that began it is answered, and what it has said so far; in memory only. */
export class Jobs<Said> {
  readonly #name: string
  readonly #jobs = new Map<string, Job<Said>>()

  /** What the log calls such work. */
  constructor(name: string) {
    this.#name = name
  }

  /** Returns at once, with an id to ask by. `work` says how far it is by changing `said`. */
  start(ctx: Ctx, said: Said, work: () => Promise<void>): string {
    const id = ctx.newToken()
    const job: Job<Said> = { said, running: true, error: null }
    this.#jobs.set(id, job)
    void this.#run(ctx, job, work)
    return id
  }

  /** What those have said that are not done yet. */
  running(): Said[] {
    return [...this.#jobs.values()].filter((job) => job.running).map((job) => job.said)
  }

  /** What a job has said; what ended it, if something did, comes from `outcome`. */
  find(id: string): { said: Said; outcome(): Said } | null {
    const job = this.#jobs.get(id)
    if (!job) return null
    const { said, error } = job
    return {
      said,
      outcome() {
        if (error) throw error
        return said
      },
    }
  }

  async #run(ctx: Ctx, job: Job<Said>, work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      job.error = error
      if (!(error instanceof AppError)) ctx.log.error('job.failed', { job: this.#name, reason: String(error) })
    }
    job.running = false
    const done = [...this.#jobs].filter(([, one]) => !one.running)
    for (const [id] of done.slice(0, -KEPT)) this.#jobs.delete(id)
  }
}
