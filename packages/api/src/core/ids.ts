import type { IdPrefix } from '@carillon/contract'

const TIME = 9
const RANDOM = 17

/**
 * `pst_` and 26 characters of 0–9 a–z: nine of time, so that ids sort as they were made, and 17 of chance (88 bits).
 */
export function makeId(prefix: IdPrefix, now: number, random: (bytes: number) => Uint8Array): string {
  return `${prefix}_${now.toString(36).padStart(TIME, '0')}${randomText(RANDOM, random)}`
}

/** Characters of 0–9 a–z, each of 5.17 bits. Bytes that would favour some characters are thrown away. */
export function randomText(length: number, random: (bytes: number) => Uint8Array): string {
  let out = ''
  while (out.length < length) {
    for (const byte of random(length)) if (byte < 252 && out.length < length) out += (byte % 36).toString(36)
  }
  return out
}
