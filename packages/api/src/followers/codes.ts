import { LIMITS } from '@carillon/contract'
import { AppError } from '../core/errors.ts'

/** Without those that are taken for one another, and without U, so that no word comes of it. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 8
const LIVES = LIMITS.joinCodeMinutes * 60_000
/** Of everybody together in the time that a code lives: among 30⁸ codes nobody finds one by so few. */
const MOST_WRONG = 1_000

type Code = { followerId: string; expiresAt: number }

/** Codes by which a second device becomes the same follower. In memory only: a restart ends them. */
export class JoinCodes {
  readonly #now: () => number
  readonly #random: (bytes: number) => Uint8Array
  readonly #codes = new Map<string, Code>()
  readonly #newest = new Map<string, string>()
  #wrong = { since: 0, count: 0 }

  constructor({ now, random }: { now: () => number; random: (bytes: number) => Uint8Array }) {
    this.#now = now
    this.#random = random
  }

  /** Of a follower only the newest counts. */
  make(followerId: string): { code: string; expiresAt: number } {
    this.drop(followerId)
    this.#forgetOld()
    const code = randomCode(this.#random)
    const expiresAt = this.#now() + LIVES
    this.#codes.set(code, { followerId, expiresAt })
    this.#newest.set(followerId, code)
    return { code, expiresAt }
  }

  /** Whose it is, if it is one that counts. What isn't counts as a guess. */
  find(typed: string): string | null {
    const now = this.#now()
    if (now - this.#wrong.since >= LIVES || now < this.#wrong.since) this.#wrong = { since: now, count: 0 }
    if (this.#wrong.count >= MOST_WRONG) {
      throw new AppError('request.too_many', {}, Math.ceil((this.#wrong.since + LIVES - now) / 1000))
    }
    const found = this.#codes.get(typed.toUpperCase().replace(/[\s-]/g, ''))
    if (found && now < found.expiresAt) return found.followerId
    this.#wrong.count += 1
    return null
  }

  /** Ends the code of a follower: it was used, or the follower is gone. */
  drop(followerId: string): void {
    this.#codes.delete(this.#newest.get(followerId) ?? '')
    this.#newest.delete(followerId)
  }

  #forgetOld(): void {
    for (const { followerId, expiresAt } of this.#codes.values()) {
      if (expiresAt > this.#now()) return
      this.drop(followerId)
    }
  }
}

/** Bytes that would favour some characters are thrown away. */
function randomCode(random: (bytes: number) => Uint8Array): string {
  let code = ''
  while (code.length < LENGTH) {
    for (const byte of random(LENGTH)) if (byte < 240 && code.length < LENGTH) code += ALPHABET[byte % ALPHABET.length]
  }
  return code
}
