import type { Core } from '../core/context.ts'
import { traceOf } from '../core/errors.ts'
import { Rounds } from '../core/rounds.ts'
import { attempt, type Due } from './attempt.ts'
import { findDue, findNextDue } from './due.ts'
import { pauseUnsigned, recordAttempt } from './record.ts'

/** Requests at once; those that have been failing get half of the places, so that they never hold up the others. */
const PLACES = { all: 16, failing: 8 }
/** After a fault of our own, such as a full disk, milliseconds: what can't be written down would be sent again at once. */
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
  readonly #rounds: Rounds

  constructor(ctx: Core) {
    this.#ctx = ctx
    this.#rounds = new Rounds({
      now: ctx.now,
      rest: REST,
      look: () => this.#look(),
      failed: (error) => ctx.log.error('webhooks.sender_failed', { reason: traceOf(error), retryInMs: REST }),
    })
  }

  start(): void {
    this.#rounds.start()
  }

  /** To be called when something may have come due. */
  wake(): void {
    this.#rounds.wake()
  }

  /** Resolves when nothing is due and nothing is under way. */
  async settle(): Promise<void> {
    await this.#rounds.settle()
    while (this.#flights.size > 0) {
      await Promise.all(this.#landings())
      await this.#rounds.settle()
    }
  }

  async stop(): Promise<void> {
    await this.#rounds.stop()
    const grace = setTimeout(() => this.#cut.resolve('cut'), GRACE)
    await Promise.all(this.#landings())
    clearTimeout(grace)
  }

  #landings(): Promise<void>[] {
    return [...this.#flights.values()].map(({ landed }) => landed)
  }

  async #look(): Promise<number | null> {
    await this.#sendDue()
    return findNextDue(this.#ctx)
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
      .catch((error: unknown) => this.#rounds.fail(error))
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
}
