import type { Core } from '../core/context.ts'
import { traceOf } from '../core/errors.ts'
import { Rounds } from '../core/rounds.ts'
import { Courier, type Outcome, type Parcel } from './courier.ts'
import { decide, type Letter } from './decide.ts'
import { findDue, findNextDue } from './due.ts'
import { pack } from './parcel.ts'
import { forget, type Landed, recordDecision, recordOutcomes } from './record.ts'

/** Rows looked at in one go, and the most that are on their way. */
const PAGE = 250
const UNDER_WAY = 1_000
/** What landed is written down together: when so much did, or after so long, milliseconds. */
const TOGETHER = { many: 250, within: 50 }
/** After a fault of our own, such as a full disk, milliseconds: what can't be written down would be sent again at once. */
const REST = 30_000
/** What is under way when the server stops may take so long; what is cut off is sent again at the next start. */
const GRACE = 1_000

/**
 * Tells followers' browsers of what waits in the queue. It is in the database, and what was sent is gone from it after
 * that, so a process that dies sends some again: a browser shows these in place of the first, by their tag.
 */
export class Notifier {
  readonly #ctx: Core
  readonly #flights = new Map<number, Letter>()
  readonly #busy = new Set<string>()
  readonly #courier: Courier
  readonly #rounds: Rounds
  #landed: Landed[] = []
  #arrival = Promise.withResolvers<void>()
  #timer: NodeJS.Timeout | null = null
  #number = 0

  constructor(ctx: Core) {
    this.#ctx = ctx
    this.#courier = new Courier(ctx, {
      came: (outcomes) => this.#came(outcomes),
      died: (error) => this.#lost(error),
    })
    this.#rounds = new Rounds({
      now: ctx.now,
      rest: REST,
      look: () => this.#look(),
      failed: (error) => ctx.log.error('notifications.failed', { reason: traceOf(error), retryInMs: REST }),
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
      await this.#arrival.promise
      await this.#rounds.settle()
    }
  }

  async stop(): Promise<void> {
    await this.#rounds.stop()
    if (this.#timer) clearTimeout(this.#timer)
    const cut = Promise.withResolvers<void>()
    const grace = setTimeout(cut.resolve, GRACE)
    while (this.#flights.size > this.#landed.length) {
      const late = await Promise.race([this.#arrival.promise, cut.promise.then(() => 'late')])
      if (late) break
    }
    clearTimeout(grace)
    await this.#courier.close()
    await this.#record().catch((error: unknown) => this.#rounds.fail(error))
  }

  async #look(): Promise<number | null> {
    await this.#record()
    while (this.#flights.size < UNDER_WAY && this.#rounds.running) {
      const due = findDue(this.#ctx, this.#busy, PAGE)
      if (due.length === 0) break
      const decision = decide(due, this.#ctx.now())
      await recordDecision(this.#ctx, decision)
      await this.#send(decision.letters)
    }
    return findNextDue(this.#ctx)
  }

  async #send(letters: Letter[]): Promise<void> {
    const packed = await pack(this.#ctx, letters)
    const kept = new Set(packed.map(({ letter }) => letter))
    await forget(
      this.#ctx,
      letters.filter((letter) => !kept.has(letter)),
    )
    const parcels: Parcel[] = packed.map(({ letter, parcel }) => {
      this.#number += 1
      this.#flights.set(this.#number, letter)
      for (const { id } of letter.rows) this.#busy.add(id)
      return { ...parcel, number: this.#number }
    })
    if (parcels.length > 0) this.#courier.send(parcels)
  }

  #came(outcomes: Outcome[]): void {
    for (const outcome of outcomes) {
      const letter = this.#flights.get(outcome.number)
      if (letter) this.#landed.push({ letter, outcome })
    }
    const all = this.#landed.length >= Math.min(TOGETHER.many, this.#flights.size)
    if (!all) this.#timer ??= setTimeout(() => this.#arrived(), TOGETHER.within).unref()
    else this.#arrived()
  }

  #arrived(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    this.#arrival.resolve()
    this.#arrival = Promise.withResolvers()
    this.wake()
  }

  /** Nobody knows what became of what was under way: it is sent again. */
  #lost(error: Error): void {
    this.#flights.clear()
    this.#busy.clear()
    this.#landed = []
    this.#rounds.fail(error)
    this.#arrived()
  }

  async #record(): Promise<void> {
    const landed = this.#landed
    this.#landed = []
    if (landed.length === 0) return
    try {
      await recordOutcomes(this.#ctx, landed)
    } finally {
      for (const { letter, outcome } of landed) {
        this.#flights.delete(outcome.number)
        for (const { id } of letter.rows) this.#busy.delete(id)
      }
    }
  }
}
