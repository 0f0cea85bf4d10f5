import { hash } from 'node:crypto'
import type { Hash } from './sketch.ts'

/** Readers of one address prefix who became followers today, and count one by one. */
const NEWCOMERS = 20

export type Reader = {
  followerId: string | null
  /** Whether they followed something before today. */
  isKnown: boolean
  /** What limits know their address by. */
  addressPrefix: string
}

/**
 * Turns readers into hashes, for one day: under a salt that is destroyed with the day, after which nobody can tell whose
 * they were. Whoever has no cookie is their address; so is the first newcomer of an address, who was just seen there
 * without a cookie. That an address brings forth more of them than twenty changes nothing.
 */
export class Readers {
  readonly #salt: string
  readonly #firsts = new Map<string, string>()

  constructor(salt: Uint8Array) {
    this.#salt = Buffer.from(salt).toString('base64')
  }

  hashOf({ followerId, isKnown, addressPrefix }: Reader): Hash {
    if (!followerId || addressPrefix === '') return this.hash(followerId ?? `address ${addressPrefix}`)
    if (isKnown) return this.hash(followerId)
    const first = this.#firsts.get(addressPrefix)
    if (first === undefined) this.#firsts.set(addressPrefix, followerId)
    if (first === undefined || first === followerId) return this.hash(`address ${addressPrefix}`)
    return this.hash(`address ${addressPrefix} ${this.hash(followerId)[0] % (NEWCOMERS - 1)}`)
  }

  hash(text: string): Hash {
    const bytes = hash('sha256', `${this.#salt} ${text}`, 'buffer')
    return [bytes.readUInt32LE(0), bytes.readUInt32LE(4)]
  }
}

/** A reader's hash for one subject alone: what is kept for two of them can't be told to be of the same reader. */
export function mix([high, low]: Hash, [maskHigh, maskLow]: Hash): Hash {
  const first = scramble((high ^ maskHigh) + (low ^ maskLow))
  const second = scramble(Math.imul(first, 0x9e3779b1) + (low ^ maskLow))
  return [scramble(first + second), second]
}

function scramble(value: number): number {
  let mixed = value | 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
