import { DAY } from '@carillon/contract'
import { hash } from 'node:crypto'
import { AppError } from './errors.ts'

/** How many of a kind of call one address prefix may make in a minute, with the whole of it at once. */
const A_MINUTE = {
  read: 12_000,
  write: 1_200,
  /** Of one follower, and of all that are known behind one address: a carrier may have a whole town behind its own. */
  write_known: 240,
  write_crowd: 60_000,
  sign_in: 20,
  mail: 6,
  follow: 120,
  subscribe: 30,
  /** Codes of devices that are tried, and follows brought along in a file. */
  join: 10,
  import_follows: 10,
  passkey: 20,
  /** Of one follower. */
  vote: 60,
  reaction: 60,
  upload: 120,
  source: 30,
  preview: 60,
  archive: 10,
  test: 30,
  search: 60,
}
export type Limit = keyof typeof A_MINUTE | 'newcomer'

type Options = {
  now: () => number
  random: (bytes: number) => Uint8Array
  /** Multiplies everything. */
  limitFactor: number
  newcomersAnHour: number
}
type Bucket = { tokens: number; at: number }

/** Token buckets in memory, by what `nameOf` makes of addresses. Nothing of it is ever written anywhere. */
export class Limiter {
  readonly #options: Options
  #buckets = new Map<string, Bucket>()
  #older = new Map<string, Bucket>()
  #day = NaN
  #secret = ''

  constructor(options: Options) {
    this.#options = options
  }

  /** Takes `count` from what is left; refuses when there is not enough. */
  take(limit: Limit, whose: string, count = 1): void {
    if (whose === '') return
    const now = this.#options.now()
    const { size, span } = this.#measure(limit)
    const key = `${limit} ${whose}`
    const bucket = this.#buckets.get(key) ?? this.#older.get(key) ?? { tokens: size, at: now }
    const refilled = Math.min(size, bucket.tokens + (Math.max(0, now - bucket.at) / span) * size)
    if (refilled < count)
      throw new AppError('request.too_many', {}, Math.ceil(((count - refilled) / size) * (span / 1000)))
    this.#buckets.set(key, { tokens: refilled - count, at: now })
    if (this.#buckets.size > 50_000) {
      this.#older = this.#buckets
      this.#buckets = new Map()
    }
  }

  #measure(limit: Limit): { size: number; span: number } {
    const { limitFactor, newcomersAnHour } = this.#options
    if (limit === 'newcomer') return { size: newcomersAnHour * limitFactor, span: 3_600_000 }
    return { size: A_MINUTE[limit] * limitFactor, span: 60_000 }
  }

  /** What an address is known by for a day: a hash under a secret that is nowhere but here, so that no address is kept. */
  nameOf(address: string): string {
    const day = Math.floor(this.#options.now() / DAY)
    if (day !== this.#day) {
      this.#day = day
      this.#secret = Buffer.from(this.#options.random(32)).toString('base64')
    }
    return hash('sha256', `${this.#secret} ${address}`, 'base64')
  }
}

/** How much of an address one household or office shares, in bits. */
export type Prefixes = { ipv4: number; ipv6: number }

/** The part of an address that one household or office shares: by default an IPv4 address, an IPv6 /64. */
export function addressPrefix(address: string, { ipv4, ipv6 }: Prefixes): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address
  if (!mapped.includes(':')) return ipv4 === 32 ? mapped : firstBits(mapped.split('.').map(Number), 8, ipv4).join('.')
  const [head = '', tail] = address.split('%')[0]!.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const middle = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0')
  const groups = [...left, ...middle, ...right].map((group) => Number.parseInt(group, 16))
  return firstBits(groups, 16, ipv6)
    .map((group) => group.toString(16))
    .join(':')
}

/** Of numbers of `width` bits each, as many as hold the first `bits`; the rest of the last one is zero. */
function firstBits(numbers: number[], width: number, bits: number): number[] {
  return numbers.slice(0, Math.ceil(bits / width)).map((number, at) => {
    const unused = Math.max(0, (at + 1) * width - bits)
    return (number >> unused) << unused
  })
}
