import { AppError } from './errors.ts'

/** How many of a kind of call one address prefix may make in a minute, with the whole of it at once. */
const A_MINUTE = {
  read: 12_000,
  write: 1_200,
  sign_in: 20,
  mail: 6,
  follow: 120,
  /** Codes of devices that are tried, and follows brought along in a file. */
  join: 10,
  import_follows: 10,
  passkey: 20,
  /** Of one follower; of somebody new, who may be one of many behind an address. */
  vote: 60,
  first_vote: 900,
  upload: 120,
  source: 30,
  preview: 60,
  archive: 10,
  test: 30,
  search: 60,
}
export type Limit = keyof typeof A_MINUTE

type Bucket = { tokens: number; at: number }

/** Token buckets in memory, per address prefix. Nothing of it is ever written anywhere. */
export class Limiter {
  readonly #now: () => number
  readonly #factor: number
  #buckets = new Map<string, Bucket>()
  #older = new Map<string, Bucket>()

  constructor(now: () => number, factor: number) {
    this.#now = now
    this.#factor = factor
  }

  /** Takes `count` from what is left; refuses when there is not enough. */
  take(limit: Limit, prefix: string, count = 1): void {
    if (prefix === '') return
    const size = A_MINUTE[limit] * this.#factor
    const key = `${limit} ${prefix}`
    const now = this.#now()
    const bucket = this.#buckets.get(key) ?? this.#older.get(key) ?? { tokens: size, at: now }
    const refilled = Math.min(size, bucket.tokens + (Math.max(0, now - bucket.at) / 60_000) * size)
    if (refilled < count) throw new AppError('request.too_many', {}, Math.ceil(((count - refilled) / size) * 60))
    this.#buckets.set(key, { tokens: refilled - count, at: now })
    if (this.#buckets.size > 50_000) {
      this.#older = this.#buckets
      this.#buckets = new Map()
    }
  }
}

/** The part of an address that one household or office shares: an IPv4 address, an IPv6 /64. */
export function addressPrefix(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped) return mapped[1]!
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('%')[0]!.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const middle = tail === undefined ? [] : Array(Math.max(0, 8 - left.length - right.length)).fill('0')
  return [...left, ...middle, ...right]
    .slice(0, 4)
    .map((group) => Number.parseInt(String(group), 16).toString(16))
    .join(':')
}
