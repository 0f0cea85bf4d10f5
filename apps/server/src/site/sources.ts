import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'

/** A hash over the names and contents of files and folders: the same sources, the same hash. */
export async function hashSources(paths: string[], ...more: string[]): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(more))
  for (const path of paths) {
    for (const name of await filesBelow(path)) {
      hash.update(`\0${relative(path, name).split(sep).join('/')}\0`).update(await readFile(name))
    }
  }
  return hash.digest('hex').slice(0, 24)
}

async function filesBelow(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOTDIR') return null
      throw error
    },
  )
  if (!entries) return [path]
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((name) => !relative(path, name).split(sep).includes('node_modules'))
    .sort()
}
