import { createHash } from 'node:crypto'
import { mkdir, readdir, realpath, rename, rm } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { createDiskStorage, syncFolder, writeSynced } from '../core/storage.disk.ts'
import type { Storage } from '../core/ports.ts'
import { BackupRefused } from './refused.ts'
import { listOf, type Manifest, readList, readManifest, type StoredObject } from './manifest.ts'

/**
 * A folder of backups: `snapshots/TIME/` with the database as it was then, a list of the objects that it needs, and a
 * manifest; beside them `objects/`, where each object lies once, however many snapshots need it.
 */
export type Place = { dir: string; objects: Storage }
export type Snapshot = { name: string; manifest: Manifest; objects: StoredObject[] }

const SNAPSHOTS = 'snapshots'
/** A snapshot begins here and is renamed into place when it is whole. */
const UNFINISHED = '.unfinished'
const NAME = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z$/
/** What a new file system brings with it. */
const OURS_NOT = 'lost+found'

/** In the order of their time; two never have the same, since time doesn't go back. */
export const nameOf = (at: number) => new Date(at).toISOString().replaceAll(/[:.]/g, '-')

/** By what a snapshot tells whose it is; from it nobody learns the secret. */
export const markOf = (secret: Uint8Array) => createHash('sha256').update('backup\0').update(secret).digest('hex')

export async function openPlace(dir: string, mark: string): Promise<Place> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const others = (await readdir(dir)).filter((name) => ![SNAPSHOTS, 'objects', OURS_NOT].includes(name))
  if (others.length > 0) {
    throw new BackupRefused(`${dir} holds something else (${others[0]}). Backups need a folder of their own.`)
  }
  const known = (await readSnapshots(dir)).findLast((snapshot) => snapshot !== null)
  if (known && known.manifest.instance !== mark) {
    throw new BackupRefused(`${dir} holds backups of another instance. Each needs a folder of its own.`)
  }
  return { dir, objects: createDiskStorage(join(dir, 'objects')) }
}

/** Whoever finds the keys with the data, can read it for ever. */
export async function assertApart(folders: string[]): Promise<void> {
  await Promise.all(folders.map((folder) => mkdir(folder, { recursive: true, mode: 0o700 })))
  const real = await Promise.all(folders.map((folder) => realpath(folder)))
  for (const [at, one] of real.entries()) {
    const other = real.findIndex((folder, place) => place !== at && `${one}${sep}`.startsWith(`${folder}${sep}`))
    if (other !== -1) throw new BackupRefused(`${folders[at]} lies inside ${folders[other]}. They must lie apart.`)
  }
}

export const snapshotDir = (dir: string, name: string) => join(dir, SNAPSHOTS, name)

/** Whole ones only, the oldest first. */
export async function listSnapshots(dir: string): Promise<string[]> {
  const names = await readdir(join(dir, SNAPSHOTS)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return names.filter((name) => NAME.test(name)).toSorted()
}

/** A folder for the next snapshot; what one that was cut short left there is gone. */
export async function beginSnapshot(place: Place): Promise<string> {
  await abandonSnapshot(place)
  const folder = snapshotDir(place.dir, UNFINISHED)
  await mkdir(folder, { recursive: true })
  return folder
}

export const abandonSnapshot = ({ dir }: Place) => rm(snapshotDir(dir, UNFINISHED), { recursive: true, force: true })

/** From its rename on there is one more; everything that it names is on disk by then. */
export async function completeSnapshot(
  { dir }: Place,
  name: string,
  manifest: Omit<Manifest, 'format' | 'objects'>,
  objects: StoredObject[],
): Promise<void> {
  const folder = snapshotDir(dir, UNFINISHED)
  const list = Buffer.from(listOf(objects))
  const bytes = objects.reduce((sum, object) => sum + object.bytes, 0)
  const of = { count: objects.length, bytes, sha256: createHash('sha256').update(list).digest('hex') }
  await writeSynced(join(folder, 'objects'), list)
  const whole: Manifest = { format: 1, ...manifest, objects: of }
  await writeSynced(join(folder, 'manifest.json'), Buffer.from(JSON.stringify(whole, null, 2)))
  await syncFolder(folder)
  await rename(folder, snapshotDir(dir, name))
  await syncFolder(join(dir, SNAPSHOTS))
  await syncFolder(dir)
}

/** All but the last `keep`, and the objects that only they needed. A snapshot is no longer one before it is taken apart. */
export async function prune(place: Place, keep: number): Promise<void> {
  const { dir, objects } = place
  const names = await listSnapshots(dir)
  for (const name of names.slice(0, -keep)) {
    const folder = await beginSnapshot(place)
    await rename(snapshotDir(dir, name), join(folder, name))
    await syncFolder(join(dir, SNAPSHOTS))
    await rm(folder, { recursive: true })
  }
  const left = await readSnapshots(dir)
  // Of one that is damaged nobody knows what it needs: it may still be of use to somebody.
  if (left.includes(null)) return
  const needed = new Set(left.flatMap((snapshot) => snapshot!.objects.map(({ name }) => name)))
  for await (const name of objects.list('')) if (!needed.has(name)) await objects.delete(name)
}

/** What each is said to consist of, the oldest first; `null` where that can't be read. */
export async function readSnapshots(dir: string): Promise<(Snapshot | null)[]> {
  const names = await listSnapshots(dir)
  return Promise.all(names.map((name) => readSnapshot(dir, name).catch(() => null)))
}

export async function readSnapshot(dir: string, name: string): Promise<Snapshot> {
  const folder = snapshotDir(dir, name)
  const manifest = await readManifest(folder)
  return { name, manifest, objects: await readList(folder, manifest) }
}
