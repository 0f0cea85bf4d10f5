import { mkdirSync, rmSync } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import type { Storage } from './ports.ts'
import { assertName, assertPrefix } from './storage.names.ts'

/** Objects begin here and are renamed into place when they are whole. No name can reach it: none starts with a dot. */
const UNFINISHED = '.unfinished'

/** Objects as files below `dir`, which this process owns. Errors keep the code of the system (`ENOSPC`). */
export function createDiskStorage(dir: string): Storage {
  const unfinished = join(dir, UNFINISHED)
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { recursive: true })

  let started = 0
  const folders = new Map<string, Promise<void>>()

  /** Makes a folder durable once per process, also where an earlier process was ended before it could. */
  function ensureFolder(folder: string): Promise<void> {
    let ready = folders.get(folder)
    if (!ready) {
      ready = makeFolder(folder)
      folders.set(folder, ready)
      ready.catch(() => folders.delete(folder))
    }
    return ready
  }

  async function makeFolder(folder: string): Promise<void> {
    if (folder === dir) return
    await ensureFolder(dirname(folder))
    await mkdir(folder, { recursive: true })
    await syncFolder(dirname(folder))
  }

  return {
    async put(name, bytes) {
      const target = pathOf(dir, name)
      const temporary = join(unfinished, `${process.pid}-${(started += 1)}`)
      try {
        await writeSynced(temporary, bytes)
        await ensureFolder(dirname(target))
        await rename(temporary, target)
      } catch (error) {
        await rm(temporary, { force: true })
        throw error
      }
      await syncFolder(dirname(target))
    },

    get: (name) => unlessMissing(readFile(pathOf(dir, name))),

    async stream(name, range) {
      const file = await unlessMissing(open(pathOf(dir, name)))
      if (!file) return null
      if (!(await file.stat()).isFile()) {
        await file.close()
        return null
      }
      return Readable.toWeb(file.createReadStream(range ?? {})) as ReadableStream<Uint8Array>
    },

    async size(name) {
      const found = await unlessMissing(stat(pathOf(dir, name)))
      return found?.isFile() ? found.size : null
    },

    async delete(...names) {
      const targets = names.map((name) => pathOf(dir, name))
      const changed = new Set<string>()
      for (const target of targets) {
        const gone = await unlessMissing(unlink(target).then(() => true))
        if (gone) changed.add(dirname(target))
      }
      for (const folder of changed) await syncFolder(folder)
    },

    list(prefix) {
      assertPrefix(prefix)
      const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1)
      return walk(dir, folder, prefix)
    },
  }
}

function pathOf(dir: string, name: string): string {
  assertName(name)
  return join(dir, name)
}

/** Names below `folder` (empty, or ending in a slash) that start with `prefix`. */
async function* walk(dir: string, folder: string, prefix: string): AsyncIterable<string> {
  const entries = (await unlessMissing(readdir(join(dir, folder), { withFileTypes: true }))) ?? []
  for (const entry of entries) {
    const name = folder + entry.name
    if (name === UNFINISHED) continue
    if (entry.isDirectory()) {
      const inside = `${name}/`
      if (inside.startsWith(prefix) || prefix.startsWith(inside)) yield* walk(dir, inside, prefix)
    } else if (name.startsWith(prefix)) yield name
  }
}

export async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const MISSING = new Set(['ENOENT', 'ENOTDIR', 'EISDIR'])

async function unlessMissing<T>(result: Promise<T>): Promise<T | null> {
  try {
    return await result
  } catch (error) {
    if (MISSING.has((error as NodeJS.ErrnoException).code ?? '')) return null
    throw error
  }
}
