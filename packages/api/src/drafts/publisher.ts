import type { Core } from '../core/context.ts'
import { passingFault, traceOf } from '../core/errors.ts'
import { Rounds } from '../core/rounds.ts'
import { doubtOf } from '../posts/doubt.ts'
import { type Due, findDue, findNextDue, publishDue, setFault } from './due.ts'

/** Drafts that share a commit; other requests have their turn between one batch and the next. */
const BATCH = 32
/** After a fault that passes, such as a full disk, milliseconds. */
const REST = 10_000

/** Publishes scheduled drafts as they come due. When that is stands in the database, so a restart changes nothing. */
export class Publisher {
  readonly #ctx: Core
  readonly #rounds: Rounds

  constructor(ctx: Core) {
    this.#ctx = ctx
    this.#rounds = new Rounds({
      now: ctx.now,
      rest: REST,
      look: () => this.#look(),
      failed: (error) => ctx.log.error('drafts.publisher_failed', { reason: traceOf(error), retryInMs: REST }),
    })
  }

  start(): void {
    this.#rounds.start()
  }

  /** To be called when a draft was scheduled. */
  wake(): void {
    this.#rounds.wake()
  }

  /** Resolves when nothing is due. */
  settle(): Promise<void> {
    return this.#rounds.settle()
  }

  stop(): Promise<void> {
    return this.#rounds.stop()
  }

  async #look(): Promise<number | null> {
    // By a clock that is in doubt, nothing has come due.
    if (await doubtOf(this.#ctx)) return this.#ctx.now() + REST
    for (let due = await this.#findDue(); due.length > 0 && this.#rounds.running; due = await this.#findDue()) {
      const outcomes = await Promise.allSettled(due.map((one) => this.#publish(one)))
      const failed = outcomes.find((outcome) => outcome.status === 'rejected')
      if (failed) throw failed.reason
    }
    return findNextDue(this.#ctx)
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
}
