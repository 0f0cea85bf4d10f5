import { DAY } from '@carillon/contract'
import type { Locale, TrafficSource } from '@carillon/contract/lists'

export const CHANNELS = 50
export const READERS = 20_000
export const DAYS = 30
/** Page views: each reader has one at least. */
const LOOKS = 30_000
/** A Sunday in Europe on which clocks change an hour after midnight (UTC). */
export const FIRST_DAY = Date.UTC(2026, 2, 29) / DAY

export type Person = {
  id: string
  address: string
  country: string | undefined
  /** Whether a CDN says so, or the reader does. */
  byHeader: boolean
  language: Locale | undefined
  source: TrafficSource
  /** `null` until they follow, vote or react. */
  cookie: string | null
  since: number
  reactions: Map<string, string>
  votes: Map<string, number>
}

export type Look = { at: number; person: Person; channel: number; chance: () => number }
/** Something is published: a poll now and then. */
export type Publication = { at: number; channel: number; poll: boolean }

/** Chance from a seed (mulberry32), so that each run sees the same month. */
export function createChance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const COUNTRIES = ['CO', 'CO', 'CO', 'FR', 'FR', 'SG', undefined]
const LANGUAGES = ['en', 'en', 'es', 'es', 'fr', undefined] as const
const SOURCES = ['search', 'search', 'directory', 'directory', 'link', 'link', 'qr', 'forward', 'embed'] as const

/** Who reads and what is published in a month, in the order in which it happens. */
export function makeMonth(seed: number): { people: Person[]; happenings: (Look | Publication)[] } {
  const chance = createChance(seed)
  const pick = <T>(list: readonly T[]) => list[Math.floor(chance() * list.length)]!
  const people = Array.from({ length: READERS }, (_, at): Person => {
    const address = `10.${at >> 16}.${(at >> 8) & 255}.${at & 255}`
    const who = { country: pick(COUNTRIES), byHeader: chance() < 0.7, language: pick(LANGUAGES), source: pick(SOURCES) }
    return {
      id: `reader ${at}`,
      address,
      ...who,
      cookie: null,
      since: Infinity,
      reactions: new Map(),
      votes: new Map(),
    }
  })
  const happenings: (Look | Publication)[] = []
  const instant = () => FIRST_DAY * DAY + Math.floor(chance() * DAYS * DAY)
  for (let look = 0; look < LOOKS; look += 1) {
    const person = people[look < READERS ? look : Math.floor(chance() ** 2 * READERS)]!
    // The first channel has more readers a day than are known one by one, the others have fewer.
    const channel = chance() < 0.75 ? 0 : 1 + Math.floor(chance() ** 2 * (CHANNELS - 1))
    happenings.push({ at: instant(), person, channel, chance })
  }
  for (let channel = 0; channel < CHANNELS; channel += 1) {
    const often = channel === 0 ? 20 : 6
    for (let post = 0; post < often; post += 1) happenings.push({ at: instant(), channel, poll: chance() < 0.25 })
  }
  return { people, happenings: happenings.toSorted((a, b) => a.at - b.at) }
}
