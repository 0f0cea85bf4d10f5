import { mkdir, readdir } from 'node:fs/promises'
import { createDiskStorage } from '../core/storage.disk.ts'
import type { Storage } from '../core/ports.ts'
import { BackupRefused } from './refused.ts'

/** The key that says whose keys these are. It comes first, so that a copy that was cut short is known again. */
export const OWN = 'instance/secret'
/** Beside keys: objects that are not whole yet, and what a new file system brings with it. */
const OTHERS = ['.unfinished', 'lost+found']

export async function openKeysCopy(dir: string, secret: Uint8Array): Promise<Storage> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const isEmpty = (await readdir(dir)).every((name) => OTHERS.includes(name))
  const keys = createDiskStorage(dir)
  const known = await keys.get(OWN)
  if (!known && !isEmpty) throw new BackupRefused(`${dir} holds something else. The keys need a folder of their own.`)
  if (known && !Buffer.from(known).equals(secret)) {
    throw new BackupRefused(`${dir} holds the keys of another instance. Each needs a folder of its own.`)
  }
  if (!known) await keys.put(OWN, secret)
  return keys
}

/** What was destroyed here is destroyed there. It needs no room, so it comes before everything that does. */
export async function destroyKeysGone(keys: Storage, copy: Storage): Promise<void> {
  const present = new Set<string>()
  for await (const name of keys.list('')) present.add(name)
  for await (const name of copy.list('')) if (!present.has(name)) await copy.delete(name)
}

/** Makes the copy hold the keys that there are, and no others. */
export async function mirrorKeys(keys: Storage, copy: Storage): Promise<void> {
  for await (const name of keys.list('')) {
    const key = await keys.get(name)
    const known = await copy.get(name)
    if (key && !(known && Buffer.from(known).equals(key))) await copy.put(name, key)
  }
  // Whatever was destroyed meanwhile must not stay because it was copied just before.
  await destroyKeysGone(keys, copy)
}
