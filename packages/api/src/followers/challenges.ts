/** What a passkey has to sign, milliseconds. */
const LIVES = 5 * 60_000
const MOST = 10_000

/** Challenges that were given out and not answered yet. In memory only, each good for one answer. */
export class Challenges {
  readonly #now: () => number
  /** By the follower that it was given to; `null` for whoever wants to be recognised. */
  readonly #given = new Map<string, { to: string | null; expiresAt: number }>()

  constructor(now: () => number) {
    this.#now = now
  }

  give(challenge: string, to: string | null): void {
    const now = this.#now()
    for (const [old, { expiresAt }] of this.#given) {
      if (expiresAt > now && this.#given.size < MOST) break
      this.#given.delete(old)
    }
    this.#given.set(challenge, { to, expiresAt: now + LIVES })
  }

  /** Whether it was given to them, and wasn't answered before. */
  take(challenge: string, to: string | null): boolean {
    const given = this.#given.get(challenge)
    if (given?.to !== to) return false
    this.#given.delete(challenge)
    return this.#now() < given.expiresAt
  }
}
