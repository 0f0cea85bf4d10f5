/** The longest sleep, in milliseconds: a clock that was set is noticed within it. */
const LONGEST_SLEEP = 60_000

type Round = {
  now: () => number
  /** Does what is due, and answers when there is more to do, as far as is known; `null` when nobody knows. */
  look: () => Promise<number | null>
  /** What failed is told here, and waited for so long, milliseconds. */
  failed: (error: unknown) => void
  rest: number
  /** The shortest sleep, milliseconds. */
  pace?: number
}

/**
 * Looks after what comes due, one look at a time: at its time, when somebody wakes it, and now and then all the same.
 * When that is stands in the database, so a restart changes nothing.
 */
export class Rounds {
  readonly #round: Round
  #running = false
  #wanted = false
  #looking: Promise<void> | null = null
  #timer: NodeJS.Timeout | null = null
  #resting = false

  constructor(round: Round) {
    this.#round = round
  }

  get running(): boolean {
    return this.#running
  }

  start(): void {
    this.#running = true
    this.wake()
  }

  /** To be called when something may have come due. */
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

  /** Nothing is begun after this, and what is being looked at is done with. */
  async stop(): Promise<void> {
    this.#running = false
    if (this.#timer) clearTimeout(this.#timer)
    await this.#looking
  }

  /** A fault that passes, such as a full disk: what is due waits. */
  fail(error: unknown): void {
    this.#round.failed(error)
    this.#resting = true
    this.#sleep(this.#round.rest)
  }

  async #look(): Promise<void> {
    this.#wanted = false
    try {
      const next = await this.#round.look()
      if (!this.#resting) this.#sleep(next === null ? LONGEST_SLEEP : next - this.#round.now())
    } catch (error) {
      this.fail(error)
    }
  }

  #sleep(milliseconds: number): void {
    if (this.#timer) clearTimeout(this.#timer)
    if (!this.#running) return
    const length = Math.min(Math.max(milliseconds, this.#round.pace ?? 0), LONGEST_SLEEP)
    this.#timer = setTimeout(() => {
      this.#resting = false
      this.wake()
    }, length).unref()
  }
}
