import Sqlite from 'libsql'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Storage } from '../core/ports.ts'
import { createDiskStorage, syncFolder, writeSynced } from '../core/storage.disk.ts'
import type { BackupProgress } from './backup.ts'
import { OWN } from './keys.ts'
import { damaged, type Manifest } from './manifest.ts'
import { bringObjects } from './objects.ts'
import { listSnapshots, markOf, readSnapshot, type Snapshot, snapshotDir } from './place.ts'
import { BackupRefused } from './refused.ts'

export type RestoreOptions = {
  from: string
  keysFrom: string
  /** The latest, where none is named. */
  snapshot: string | undefined
  dataDir: string
  /** Where the objects go, once it is known whose they are. */
  openStorage: (secret: Uint8Array) => Promise<Storage>
  now: number
}
/** `damaged` are objects that were left out: posts show without them. */
export type RestoreReport = { name: string; objects: number; bytes: number; damaged: string[] }

/** Stands in a folder that isn't whole yet. */
const UNDER_WAY = 'restoring'

/** A server must not begin where restoring was cut short: it would serve part of what there was as all of it. */
export async function assertNotUnderWay(dataDir: string): Promise<void> {
  if (!(await exists(join(dataDir, UNDER_WAY)))) return
  throw new BackupRefused(`${dataDir} holds a restore that was cut short. Run the same restore again.`)
}

/** Nothing is written over: what is there is somebody's. */
export async function assertEmpty(dataDir: string): Promise<void> {
  const names = (await exists(dataDir)) ? await readdir(dataDir) : []
  const others = names.filter((name) => !/^(lock|lost\+found$)/.test(name))
  if (others.length > 0 && !others.includes(UNDER_WAY)) {
    throw new BackupRefused(`${dataDir} isn’t empty. Stop its server, move it away, and restore into an empty folder.`)
  }
}

/**
 * Makes an instance of a snapshot and the keys that there are today. Everything that can be found wrong is, before
 * anything is written; what is past its time is erased by the start that follows, before it serves.
 */
export async function restore(
  options: RestoreOptions,
  onProgress: (progress: BackupProgress) => void,
): Promise<RestoreReport> {
  const { dataDir, from, keysFrom } = options
  await assertEmpty(dataDir)
  const snapshot = await chooseSnapshot(from, options.snapshot)
  const { name, manifest, objects } = snapshot
  const secret = await readFile(join(keysFrom, OWN)).catch(() => null)
  if (!secret) throw new BackupRefused(`${keysFrom} holds no keys. It takes the folder that backup --keys wrote to.`)
  if (markOf(secret) !== manifest.instance) throw new BackupRefused(`${keysFrom} holds the keys of another instance.`)
  onProgress({ step: 'database', done: 0, all: 1 })
  await checkDatabase(from, snapshot)

  await beginAnew(dataDir)
  await bringKeys(keysFrom, join(dataDir, 'keys'))
  const storage = await options.openStorage(secret)
  const left = await bringObjects({ get: (object) => readObject(from, object) }, storage, objects, (done, all) =>
    onProgress({ step: 'files', done, all }),
  )
  // A bucket may still hold what came after the snapshot: no row would name it any more.
  const named = new Set(objects.map((object) => object.name))
  for await (const object of storage.list('media/')) if (!named.has(object)) await storage.delete(object)
  await bringDatabase(join(snapshotDir(from, name), 'carillon.db'), dataDir, manifest, options.now)
  await rm(join(dataDir, UNDER_WAY))
  await syncFolder(dataDir)
  const bytes = manifest.database.bytes + manifest.objects.bytes
  return { name, objects: objects.length - left.length, bytes, damaged: left }
}

async function chooseSnapshot(from: string, wanted: string | undefined): Promise<Snapshot> {
  const names = await listSnapshots(from)
  const name = wanted ?? names.at(-1)
  if (!name) throw new BackupRefused(`${from} holds no snapshot.`)
  if (!names.includes(name)) {
    throw new BackupRefused(`${from} holds no snapshot ${name}. There are:\n${names.join('\n')}`)
  }
  return readSnapshot(from, name)
}

async function checkDatabase(from: string, { name, manifest }: Snapshot): Promise<void> {
  const path = join(snapshotDir(from, name), 'carillon.db')
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash)
  if (hash.digest('hex') !== manifest.database.sha256) throw damaged(path)
}

/** Takes away what a restore that was cut short had brought. */
async function beginAnew(dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true })
  const mark = join(dataDir, UNDER_WAY)
  for (const name of await readdir(dataDir)) {
    const isOurs = !/^(lock|lost\+found$)/.test(name) && name !== UNDER_WAY
    if (isOurs) await rm(join(dataDir, name), { recursive: true })
  }
  if (!(await exists(mark))) await writeSynced(mark, Buffer.from(''))
  await syncFolder(dataDir)
}

async function bringKeys(from: string, to: string): Promise<void> {
  const keys = createDiskStorage(to)
  const entries = await readdir(from, { withFileTypes: true, recursive: true })
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name)
    const name = path.slice(join(from, '/').length)
    if (entry.isFile() && !name.startsWith('.') && !name.startsWith('lost+found'))
      await keys.put(name, await readFile(path))
  }
}

/** The folder is read only, so that it may lie on something that can't be written to. */
async function readObject(from: string, name: string): Promise<Uint8Array | null> {
  return readFile(join(from, 'objects', name)).catch(() => null)
}

/** Last, and under its own name when it is whole. */
async function bringDatabase(from: string, dataDir: string, manifest: Manifest, now: number): Promise<void> {
  const unfinished = join(dataDir, 'carillon.db.unfinished')
  const file = await open(unfinished, 'w')
  await pipeline(createReadStream(from, { highWaterMark: 1 << 20 }), file.createWriteStream())
  const database = new Sqlite(unfinished)
  database.prepare(KNOWN).run([now])
  database.prepare(RECORD).run([now, manifest.database.bytes + manifest.objects.bytes, manifest.id])
  // Some of them were ended since.
  database.exec('DELETE FROM sessions')
  database.close()
  const written = await open(unfinished, 'r+')
  await written.sync()
  await written.close()
  await rename(unfinished, join(dataDir, 'carillon.db'))
  await syncFolder(dataDir)
}

/** Whoever restores says that the clock is right: what ended since is to be erased, however much it is. */
const KNOWN = `INSERT INTO known_time (only, at) VALUES (1, ?) ON CONFLICT (only) DO UPDATE SET at = excluded.at`
/** Of this backup itself, which hadn't ended when it copied its own record. */
const RECORD = `UPDATE backups SET finished_at = coalesce(finished_at, ?), bytes = ? WHERE id = ?`

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )
