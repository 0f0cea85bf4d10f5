import type { Core } from '../core/context.ts'
import { traceOf } from '../core/errors.ts'
import { checkSource, updateSource } from './check.ts'
import { findDue, findNextDue } from './due.ts'
import { pauseAfter } from './schedule.ts'
import type { Following } from './take.ts'

/** Feeds asked at once, of which no two are on one host. */
const PLACES = 4
/** The longest sleep, in milliseconds: what is added, and a clock that was set, is noticed within it. */
const LONGEST_SLEEP = 60_000
/** After a fault of our own, such as a full disk. */
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
  #running = false
  #wanted = false
  #looking: Promise<void> | null = null
  #sleep: NodeJS.Timeout | null = null
  #resting = false

  constructor(ctx: Core) {
    this.#ctx = ctx
  }

  async start(): Promise<void> {
    await this.#spread()
    this.#running = true
    this.#wake()
  }

  /** Resolves when nothing is due and nothing is under way. */
  async settle(): Promise<void> {
    this.#wake()
    while (this.#looking || this.#flights.size > 0) {
      await this.#looking
      await Promise.all(this.#landings())
    }
  }

  async stop(): Promise<void> {
    this.#running = false
    if (this.#sleep) clearTimeout(this.#sleep)
    await this.#looking
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

  #wake(): void {
    this.#wanted = true
    if (!this.#running || this.#looking || this.#resting) return
    this.#looking = this.#look().finally(() => {
      this.#looking = null
      if (this.#wanted) this.#wake()
    })
  }

  async #look(): Promise<void> {
    try {
      while (this.#wanted && this.#running) {
        this.#wanted = false
        await this.#askDue()
      }
      const busy = [...this.#flights.keys()]
      this.#sleepUntil(busy.length < PLACES ? await findNextDue(this.#ctx, busy) : null)
    } catch (error) {
      this.#report(error)
      this.#resting = true
      this.#sleepUntil(this.#ctx.now() + REST)
    }
  }

  async #askDue(): Promise<void> {
    for (const following of await findDue(this.#ctx, [...this.#flights.keys()])) {
      const { host } = new URL(following.source.url)
      if (this.#flights.size >= PLACES) return
      if ([...this.#flights.values()].some((flight) => flight.host === host)) continue
      const landed = this.#ask(following).finally(() => {
        this.#flights.delete(following.source.id)
        this.#wake()
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
      await updateSource(this.#ctx, source.id, { nextAt }).catch((again: unknown) => {
        this.#report(again)
        this.#resting = true
      })
    }
  }

  /** What is due but waits for its host is asked when that one lands; the sleep is for all others. */
  #sleepUntil(at: number | null): void {
    if (this.#sleep) clearTimeout(this.#sleep)
    if (!this.#running) return
    const until = at === null ? LONGEST_SLEEP : at - this.#ctx.now()
    this.#sleep = setTimeout(
      () => {
        this.#resting = false
        this.#wake()
      },
      Math.min(Math.max(until, PACE), LONGEST_SLEEP),
    ).unref()
  }

  #report(error: unknown): void {
    this.#ctx.log.error('sources.check_failed', { reason: traceOf(error) })
  }
}
