import { and, eq, isNull } from 'drizzle-orm'
import { join } from 'node:path'
import type { Core } from '../core/context.ts'
import { ClockInDoubt } from '../core/errors.ts'
import type { Storage } from '../core/ports.ts'
import { doubtOf } from '../posts/doubt.ts'
import { backups } from '../retention/table.ts'
import { copyDatabase } from './copy.ts'
import { destroyKeysGone, mirrorKeys, openKeysCopy } from './keys.ts'
import type { StoredObject } from './manifest.ts'
import { copyObjects } from './objects.ts'
import {
  abandonSnapshot,
  assertApart,
  beginSnapshot,
  completeSnapshot,
  markOf,
  nameOf,
  openPlace,
  type Place,
  prune,
  readSnapshots,
} from './place.ts'

export type BackupTarget = {
  /** The folder of snapshots, and another one for the keys. */
  to: string
  keysTo: string
  /** How many snapshots there are when this one is made. */
  keep: number
}
/** What is copied beside the database and the storage of `ctx`. */
export type BackupSource = { dataDir: string; keys: Storage }
export type BackupReport = { name: string; bytes: number; objects: number }
export type BackupProgress = { step: 'database' | 'files'; done: number; all: number }
type OnProgress = (progress: BackupProgress) => void

/**
 * Copies the whole instance while it serves. Whatever ends it, and wherever, the snapshots from before are whole: nothing
 * that they need is touched before this one is. A record stays of each, and of why one failed.
 */
export function backUp(
  ctx: Core,
  source: BackupSource,
  target: BackupTarget,
  onProgress: OnProgress,
): Promise<BackupReport> {
  return ctx.upkeep.alone(async () => {
    const id = ctx.newId('bak')
    const startedAt = ctx.now()
    await ctx.db.transaction((tx) => tx.insert(backups).values({ id, startedAt }))
    try {
      const report = await makeBackup(ctx, { id, startedAt }, source, target, onProgress)
      await change(ctx, id, { finishedAt: ctx.now(), bytes: report.bytes })
      const { bytes, objects: files } = report
      ctx.log.info('backup.done', { run: id, bytes, files, milliseconds: ctx.now() - startedAt })
      return report
    } catch (error) {
      const failure = error instanceof Error ? error.message || error.name : String(error)
      ctx.log.error('backup.failed', { run: id, reason: failure })
      // On a disk that is full it can't be said; the next start says that it was cut short.
      await change(ctx, id, { finishedAt: ctx.now(), failure }).catch(() => {})
      throw error
    }
  })
}

/** For the one that owns the data, at its start: what is under way by the record was cut short. */
export async function endCutShort(ctx: Core): Promise<void> {
  const isOpen = and(isNull(backups.finishedAt), isNull(backups.failure))
  await ctx.db.transaction((tx) => tx.update(backups).set({ failure: 'cut short' }).where(isOpen))
}

async function change(ctx: Core, id: string, changes: Partial<typeof backups.$inferInsert>): Promise<void> {
  await ctx.db.transaction((tx) => tx.update(backups).set(changes).where(eq(backups.id, id)))
}

async function makeBackup(
  ctx: Core,
  { id, startedAt: at }: { id: string; startedAt: number },
  { dataDir, keys }: BackupSource,
  { to, keysTo, keep }: BackupTarget,
  onProgress: OnProgress,
): Promise<BackupReport> {
  await assertApart([dataDir, to, keysTo])
  const keysCopy = await openKeysCopy(keysTo, ctx.secret)
  await destroyKeysGone(keys, keysCopy)
  // Snapshots are in the order of their names, which are times: a wrong one would pass for the latest ever after.
  if (await doubtOf(ctx)) throw new ClockInDoubt('The clock is in doubt: set it right, or say that it is right, first.')
  const instance = markOf(ctx.secret)
  const place = await openPlace(to, instance)
  const name = nameOf(at)
  try {
    const { database, objects } = await copyData(ctx, place, onProgress)
    await mirrorKeys(keys, keysCopy)
    await completeSnapshot(place, name, { id, at, instance, database }, objects)
    await prune(place, keep)
    return { name, bytes: objects.reduce((sum, { bytes }) => sum + bytes, database.bytes), objects: objects.length }
  } catch (error) {
    await abandonSnapshot(place)
    throw error
  }
}

async function copyData(ctx: Core, place: Place, onProgress: OnProgress) {
  const folder = await beginSnapshot(place)
  onProgress({ step: 'database', done: 0, all: 1 })
  const { objects: named, ...database } = await copyDatabase(ctx.db.path, join(folder, 'carillon.db'))
  // Its reading kept the log from being emptied, should somebody have asked for that.
  await ctx.db.checkpoint()
  const known = new Map<string, StoredObject>()
  for (const snapshot of await readSnapshots(place.dir)) {
    for (const object of snapshot?.objects ?? []) known.set(object.name, object)
  }
  const names = [...named, ...(await listPublic(ctx.storage))]
  const objects = await copyObjects(ctx.storage, place.objects, names, known, (done, all) =>
    onProgress({ step: 'files', done, all }),
  )
  return { database, objects }
}

/** Pictures that no row lists by their objects' names; those of which the database knows nothing go at the next start. */
async function listPublic(storage: Storage): Promise<string[]> {
  const names: string[] = []
  for (const prefix of ['avatars/', 'stickers/']) for await (const name of storage.list(prefix)) names.push(name)
  return names
}
