import type { IdPrefix } from '@carillon/contract'

type Random = (bytes: number) => Uint8Array

/**
 * `pst_` and 26 characters of 0–9 a–z: nine of time and three that count within a millisecond, so that ids sort as
 * they were made, and 14 of chance (72 bits).
 */
export function createIds(now: () => number, random: Random): (prefix: IdPrefix) => string {
  let last = 0
  let count = 0
  return (prefix) => {
    const time = now()
    count = time === last ? (count + 1) % 36 ** 3 : 0
    last = time
    return `${prefix}_${digits(time, 9)}${digits(count, 3)}${randomText(14, random)}`
  }
}

/** When an id was made. */
export function timeOf(id: string): number {
  return Number.parseInt(id.slice(4, 13), 36)
}

function digits(value: number, length: number): string {
  return value.toString(36).padStart(length, '0')
}

/** Characters of 0–9 a–z, each of 5.17 bits. Bytes that would favour some characters are thrown away. */
export function randomText(length: number, random: Random): string {
  let out = ''
  while (out.length < length) {
    for (const byte of random(length)) if (byte < 252 && out.length < length) out += (byte % 36).toString(36)
  }
  return out
}
