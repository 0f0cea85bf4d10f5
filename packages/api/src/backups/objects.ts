import { createHash } from 'node:crypto'
import type { Storage } from '../core/ports.ts'
import type { StoredObject } from './manifest.ts'

/** Waiting for a disk or a bucket, several at once wait no longer than one. */
const AT_ONCE = 8

type Progress = (done: number, all: number) => void

/**
 * Copies what isn't there yet. An object is never changed under its name, so one that is there is the same. Those that
 * were deleted meanwhile are left out: nothing shows them any more.
 */
export async function copyObjects(
  from: Pick<Storage, 'get'>,
  to: Storage,
  names: string[],
  known: Map<string, StoredObject>,
  onProgress: Progress,
): Promise<StoredObject[]> {
  const copied: StoredObject[] = []
  await eachOf(names, onProgress, async (name) => {
    const there = known.get(name)
    if (there && (await to.size(name)) === there.bytes) return void copied.push(there)
    const bytes = await from.get(name)
    if (!bytes) return
    await to.put(name, bytes)
    copied.push({ name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') })
  })
  return copied
}

/** Brings back all that are as they were; answers the names of those that aren't. */
export async function bringObjects(
  from: Pick<Storage, 'get'>,
  to: Storage,
  objects: StoredObject[],
  onProgress: Progress,
): Promise<string[]> {
  const damaged: string[] = []
  await eachOf(objects, onProgress, async ({ name, sha256 }) => {
    const bytes = await from.get(name)
    if (!bytes || createHash('sha256').update(bytes).digest('hex') !== sha256) damaged.push(name)
    else await to.put(name, bytes)
  })
  return damaged
}

async function eachOf<T>(items: T[], onProgress: Progress, work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values()
  // Told as often as anybody could see, however many there are.
  const step = Math.ceil(items.length / 200)
  let done = 0
  const workers = Array.from({ length: AT_ONCE }, async () => {
    for (const item of waiting) {
      await work(item)
      done += 1
      if (done % step === 0) onProgress(done, items.length)
    }
  })
  // When one fails the others end too, before anybody is told: nothing is written after that.
  const ended = await Promise.allSettled(workers)
  for (const outcome of ended) if (outcome.status === 'rejected') throw outcome.reason
}
