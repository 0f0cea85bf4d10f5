import { existsSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Set to any instant while programs run by it. Their steady clock goes on as it is. */
export type FakeClock = {
  /** The environment of a program that goes by it. */
  env: Record<string, string>
  /** Stands still at an instant, to the millisecond. */
  standAt: (instant: number) => void
  /** Goes on evenly from an instant. */
  runFrom: (instant: number) => void
}

const PLACES = ['/usr/lib', '/usr/local/lib']

/** libfaketime's library, in whichever of the system's folders; `null` where it isn't installed. */
export function findFaketime(): string | null {
  const folders = PLACES.flatMap((place) =>
    existsSync(place) ? ['', ...readdirSync(place)].map((name) => join(place, name)) : [],
  )
  return folders.map((folder) => join(folder, 'faketime/libfaketimeMT.so.1')).find((path) => existsSync(path)) ?? null
}

export function makeClock(library: string, folder: string): FakeClock {
  const file = join(folder, 'clock')
  const set = (words: string) => {
    // At once: a program that reads half of it would be at another time.
    writeFileSync(`${file}.next`, words)
    renameSync(`${file}.next`, file)
  }
  return {
    env: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      FAKETIME_FMT: '%s',
      NO_FAKE_STAT: '1',
    },
    // Amid the millisecond: the library's arithmetic would make the end of the last one of its beginning.
    standAt: (instant) => set(((instant + 0.5) / 1000).toFixed(4)),
    runFrom: (instant) => set(`${instant < Date.now() ? '' : '+'}${((instant - Date.now()) / 1000).toFixed(3)}`),
  }
}
