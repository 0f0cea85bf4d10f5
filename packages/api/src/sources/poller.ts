import type { Core } from '../core/context.ts'
import { traceOf } from '../core/errors.ts'
import { Rounds } from '../core/rounds.ts'
import { checkSource, updateSource } from './check.ts'
import { findDue, findNextDue } from './due.ts'
import { pauseAfter } from './schedule.ts'
import type { Following } from './take.ts'

/** Feeds asked at once, of which no two are on one host. */
const PLACES = 4
/** After a fault of our own, such as a full disk, milliseconds. */
const REST = 30_000
/** Feeds that came due while nobody ran are asked one in so many milliseconds. */
const PACE = 1_000
/** What is under way when the server stops may take so long; what is cut off begins again at the next start. */
const GRACE = 1_000

type Flight = { host: string; landed: Promise<void> }

/** Asks feeds as they come due. When that is stands in the database, so a restart changes nothing. */
export class Poller {
  readonly #ctx: Core
  readonly #flights = new Map<string, Flight>()
  readonly #stopped = new AbortController()
  readonly #rounds: Rounds

  constructor(ctx: Core) {
    this.#ctx = ctx
    this.#rounds = new Rounds({
      now: ctx.now,
      rest: REST,
      pace: PACE,
      look: () => this.#look(),
      failed: (error) => this.#report(error),
    })
  }

  async start(): Promise<void> {
    await this.#spread()
    this.#rounds.start()
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
    const { promise: cut, resolve } = Promise.withResolvers<void>()
    const grace = setTimeout(resolve, GRACE)
    await Promise.race([Promise.all(this.#landings()), cut])
    clearTimeout(grace)
    this.#stopped.abort()
    await this.#ctx.feeds.close()
  }

  #landings(): Promise<void>[] {
    return [...this.#flights.values()].map(({ landed }) => landed)
  }

  /** Feeds that are overdue are not all asked at once. */
  async #spread(): Promise<void> {
    const overdue = await findDue(this.#ctx, [])
    for (const [at, { source }] of overdue.entries()) {
      await updateSource(this.#ctx, source.id, { nextAt: this.#ctx.now() + at * PACE })
    }
  }

  /** What is due but waits for its host is asked when that one lands; the next look is for all others. */
  async #look(): Promise<number | null> {
    await this.#askDue()
    const busy = [...this.#flights.keys()]
    return busy.length < PLACES ? findNextDue(this.#ctx, busy) : null
  }

  async #askDue(): Promise<void> {
    for (const following of await findDue(this.#ctx, [...this.#flights.keys()])) {
      const { host } = new URL(following.source.url)
      if (this.#flights.size >= PLACES) return
      if ([...this.#flights.values()].some((flight) => flight.host === host)) continue
      const landed = this.#ask(following).finally(() => {
        this.#flights.delete(following.source.id)
        this.#rounds.wake()
      })
      this.#flights.set(following.source.id, { host, landed })
    }
  }

  /** Whatever happens, it isn't asked again at once. */
  async #ask(following: Following): Promise<void> {
    const { source } = following
    try {
      await checkSource(this.#ctx, following, this.#stopped.signal)
    } catch (error) {
      if (this.#stopped.signal.aborted) return
      this.#report(error)
      const nextAt = this.#ctx.now() + pauseAfter(this.#ctx, source.faults, null)
      await updateSource(this.#ctx, source.id, { nextAt }).catch((again: unknown) => this.#rounds.fail(again))
    }
  }

  #report(error: unknown): void {
    this.#ctx.log.error('sources.check_failed', { reason: traceOf(error) })
  }
}
