import { DAY } from '@carillon/contract'
import type { KeyName, KeyStore, Storage } from './ports.ts'

/** The day, counted from the epoch in UTC, in which an instant lies. */
export function dayOf(instant: number): number {
  return Math.floor(instant / DAY)
}

const DAYS = 'day/'
const DRAFTS = 'draft/'
const READERS = 'readers/'
const digits = (day: number) => String(day).padStart(6, '0')
/** The name of the salt under which the readers of a day are counted. */
export const readersOf = (day: number): KeyName => `${READERS}${digits(day)}`

function objectOf(name: KeyName): string {
  if (typeof name === 'number') return `${DAYS}${digits(name)}`
  return name.startsWith(READERS) ? name : `${DRAFTS}${name}`
}

/** Keys as one small object each. */
export function createKeyStore(storage: Storage, random: (bytes: number) => Uint8Array): KeyStore {
  const known = new Map<KeyName, Promise<Uint8Array | null>>()

  function load(name: KeyName): Promise<Uint8Array | null> {
    let found = known.get(name)
    if (!found) {
      found = storage.get(objectOf(name))
      known.set(name, found)
      found.then(
        (key) => key ?? known.delete(name),
        () => known.delete(name),
      )
    }
    return found
  }

  async function make(name: KeyName): Promise<Uint8Array> {
    const existing = await storage.get(objectOf(name))
    if (existing) return existing
    const key = random(32)
    await storage.put(objectOf(name), key)
    return key
  }

  const making = new Map<KeyName, Promise<Uint8Array>>()
  return {
    async obtain(name) {
      const key = await load(name)
      if (key) return key
      let made = making.get(name)
      if (!made) {
        made = make(name).finally(() => making.delete(name))
        making.set(name, made)
      }
      known.delete(name)
      return made
    },
    find: load,
    async destroy(name) {
      const key = await load(name)
      await storage.delete(objectOf(name))
      known.delete(name)
      key?.fill(0)
    },
    async days() {
      const days: number[] = []
      for await (const object of storage.list(DAYS)) days.push(Number(object.slice(DAYS.length)))
      return days.toSorted((a, b) => a - b)
    },
    async readers() {
      const days: number[] = []
      for await (const object of storage.list(READERS)) days.push(Number(object.slice(READERS.length)))
      return days
    },
    async drafts() {
      const ids: string[] = []
      for await (const object of storage.list(DRAFTS)) ids.push(object.slice(DRAFTS.length))
      return ids
    },
  }
}
