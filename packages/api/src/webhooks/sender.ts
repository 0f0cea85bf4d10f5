import type { Core } from '../core/context.ts'
import { traceOf } from '../core/errors.ts'
import { attempt, type Due } from './attempt.ts'
import { findDue, findNextDue } from './due.ts'
import { pauseUnsigned, recordAttempt } from './record.ts'

/** Requests at once; those that have been failing get half of the places, so that they never hold up the others. */
const PLACES = { all: 16, failing: 8 }
/** The longest sleep, in milliseconds: a clock that was set is noticed within it. */
const LONGEST_SLEEP = 60_000
/** After a fault of our own, such as a full disk. */
const REST = 30_000
/** What is under way when the server stops may take so long; what is cut off is sent again at the next start. */
const GRACE = 1_000

type Flight = { failing: boolean; landed: Promise<void> }

/**
 * Sends what waits in the queue: one delivery at a time for each webhook, in order, and many webhooks at once. The
 * queue is in the database and an attempt is written down after it was made, so a process that dies sends it again.
 */
export class Sender {
  readonly #ctx: Core
  readonly #flights = new Map<string, Flight>()
  readonly #cut = Promise.withResolvers<'cut'>()
  #running = false
  #wanted = false
  #looking: Promise<void> | null = null
  #sleep: NodeJS.Timeout | null = null
  #rest: NodeJS.Timeout | null = null

  constructor(ctx: Core) {
    this.#ctx = ctx
  }

  start(): void {
    this.#running = true
    this.wake()
  }

  /** To be called when something may have come due. */
  wake(): void {
    this.#wanted = true
    if (!this.#running || this.#looking || this.#rest) return
    this.#looking = this.#look().finally(() => {
      this.#looking = null
      if (this.#wanted) this.wake()
    })
  }

  /** Resolves when nothing is due and nothing is under way. */
  async settle(): Promise<void> {
    this.wake()
    while (this.#looking || this.#flights.size > 0) {
      await this.#looking
      await Promise.all(this.#landings())
    }
  }

  async stop(): Promise<void> {
    this.#running = false
    for (const timer of [this.#sleep, this.#rest]) if (timer) clearTimeout(timer)
    await this.#looking
    const grace = setTimeout(() => this.#cut.resolve('cut'), GRACE)
    await Promise.all(this.#landings())
    clearTimeout(grace)
  }

  #landings(): Promise<void>[] {
    return [...this.#flights.values()].map(({ landed }) => landed)
  }

  async #look(): Promise<void> {
    try {
      while (this.#wanted && this.#running) {
        this.#wanted = false
        await this.#sendDue()
      }
      this.#sleepUntil(await findNextDue(this.#ctx))
    } catch (error) {
      this.#later(error)
    }
  }

  async #sendDue(): Promise<void> {
    for (const failing of [false, true]) {
      const flights = [...this.#flights.values()]
      const free = PLACES.all - flights.length
      const allowed = failing ? PLACES.failing - flights.filter((flight) => flight.failing).length : free
      const due = await findDue(this.#ctx, failing, [...this.#flights.keys()], Math.min(free, allowed))
      for (const one of due) this.#send(one, failing)
    }
  }

  #send(due: Due, failing: boolean): void {
    const { id } = due.webhook
    const landed = this.#deliver(due)
      .catch((error: unknown) => this.#later(error))
      .finally(() => {
        this.#flights.delete(id)
        this.wake()
      })
    this.#flights.set(id, { failing, landed })
  }

  async #deliver(due: Due): Promise<void> {
    const outcome = await Promise.race([attempt(this.#ctx, due), this.#cut.promise])
    if (outcome === 'cut') return
    if (outcome) await recordAttempt(this.#ctx, due, outcome)
    else await pauseUnsigned(this.#ctx, due.webhook.id)
  }

  #sleepUntil(at: number | null): void {
    if (this.#sleep) clearTimeout(this.#sleep)
    if (at === null || !this.#running) return
    this.#sleep = setTimeout(() => this.wake(), Math.min(at - this.#ctx.now(), LONGEST_SLEEP)).unref()
  }

  /** What can't be written down would be sent again at once, and again. */
  #later(error: unknown): void {
    this.#ctx.log.error('webhooks.sender_failed', { reason: traceOf(error), retryInMs: REST })
    if (this.#rest || !this.#running) return
    this.#rest = setTimeout(() => {
      this.#rest = null
      this.wake()
    }, REST).unref()
  }
}
