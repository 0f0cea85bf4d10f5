import type { Core } from '../core/context.ts'
import { passingFault, traceOf } from '../core/errors.ts'
import { type Due, findDue, findNextDue, publishDue, setFault } from './due.ts'

/** Drafts that share a commit; other requests have their turn between one batch and the next. */
const BATCH = 32
/** The longest sleep, in milliseconds: a clock that was set is noticed within it. */
const LONGEST_SLEEP = 60_000
/** After a fault that passes, such as a full disk. */
const REST = 10_000

/** Publishes scheduled drafts as they come due. When that is stands in the database, so a restart changes nothing. */
export class Publisher {
  readonly #ctx: Core
  #running = false
  #wanted = false
  #looking: Promise<void> | null = null
  #sleep: NodeJS.Timeout | null = null
  #resting = false

  constructor(ctx: Core) {
    this.#ctx = ctx
  }

  start(): void {
    this.#running = true
    this.wake()
  }

  /** To be called when a draft was scheduled. */
  wake(): void {
    this.#wanted = true
    if (!this.#running || this.#looking || this.#resting) return
    this.#looking = this.#look().finally(() => {
      this.#looking = null
      if (this.#wanted) this.wake()
    })
  }

  /** Resolves when nothing is due. */
  async settle(): Promise<void> {
    this.wake()
    while (this.#looking) await this.#looking
  }

  async stop(): Promise<void> {
    this.#running = false
    if (this.#sleep) clearTimeout(this.#sleep)
    await this.#looking
  }

  async #look(): Promise<void> {
    this.#wanted = false
    try {
      for (let due = await this.#findDue(); due.length > 0 && this.#running; due = await this.#findDue()) {
        const outcomes = await Promise.allSettled(due.map((one) => this.#publish(one)))
        const failed = outcomes.find((outcome) => outcome.status === 'rejected')
        if (failed) throw failed.reason
      }
      this.#sleepUntil(await findNextDue(this.#ctx))
    } catch (error) {
      this.#ctx.log.error('drafts.publisher_failed', { reason: traceOf(error), retryInMs: REST })
      this.#resting = true
      this.#sleepUntil(this.#ctx.now() + REST)
    }
  }

  #findDue(): Promise<Due[]> {
    return findDue(this.#ctx, BATCH)
  }

  /** What fails for a reason of its own gives way to the others; what passes is waited for. */
  async #publish(due: Due): Promise<void> {
    try {
      await publishDue(this.#ctx, due)
    } catch (error) {
      if (passingFault(error)) throw error
      this.#ctx.log.error('drafts.publication_failed', { reason: traceOf(error) })
      await setFault(this.#ctx, due.draft, 'internal')
    }
  }

  #sleepUntil(at: number | null): void {
    if (this.#sleep) clearTimeout(this.#sleep)
    if (!this.#running) return
    const until = at === null ? LONGEST_SLEEP : at - this.#ctx.now()
    this.#sleep = setTimeout(
      () => {
        this.#resting = false
        this.wake()
      },
      Math.min(Math.max(until, 0), LONGEST_SLEEP),
    ).unref()
  }
}
