import { DAY } from '@carillon/contract'
import type { KeyStore, Storage } from './ports.ts'

/** The day, counted from the epoch in UTC, in which an instant lies. */
export function dayOf(instant: number): number {
  return Math.floor(instant / DAY)
}

const PREFIX = 'day/'
const objectOf = (day: number) => `${PREFIX}${String(day).padStart(6, '0')}`

/** Keys as one small object a day. */
export function createKeyStore(storage: Storage, random: (bytes: number) => Uint8Array): KeyStore {
  const known = new Map<number, Promise<Uint8Array | null>>()

  function load(day: number): Promise<Uint8Array | null> {
    let found = known.get(day)
    if (!found) {
      found = storage.get(objectOf(day))
      known.set(day, found)
      found.then(
        (key) => key ?? known.delete(day),
        () => known.delete(day),
      )
    }
    return found
  }

  async function make(day: number): Promise<Uint8Array> {
    const existing = await storage.get(objectOf(day))
    if (existing) return existing
    const key = random(32)
    await storage.put(objectOf(day), key)
    return key
  }

  const making = new Map<number, Promise<Uint8Array>>()
  return {
    async obtain(day) {
      const key = await load(day)
      if (key) return key
      let made = making.get(day)
      if (!made) {
        made = make(day).finally(() => making.delete(day))
        making.set(day, made)
      }
      known.delete(day)
      return made
    },
    find: load,
    async destroy(day) {
      const key = await load(day)
      await storage.delete(objectOf(day))
      known.delete(day)
      key?.fill(0)
    },
    async days() {
      const days: number[] = []
      for await (const name of storage.list(PREFIX)) days.push(Number(name.slice(PREFIX.length)))
      return days.toSorted((a, b) => a - b)
    },
  }
}
