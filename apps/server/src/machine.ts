import type { Machine } from '@carillon/api'
import { stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Settings } from './env.ts'
import { nextNight } from './jobs.ts'

/** What the application is told of the machine that it runs on. */
export function createMachine(
  { dataDir, timeZone }: Pick<Settings, 'dataDir' | 'timeZone'>,
  now: () => number,
): Machine {
  return {
    async disk() {
      const [database, log, free] = await Promise.all([
        sizeOf(join(dataDir, 'carillon.db')),
        sizeOf(join(dataDir, 'carillon.db-wal')),
        freeBytes(dataDir),
      ])
      return { database, log, free }
    },
    nextNight: () => nextNight(timeZone, now()),
  }
}

/** Bytes; 0 where there is none. */
export async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  )
}

export async function freeBytes(dataDir: string): Promise<number | null> {
  return statfs(dataDir).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => null,
  )
}
