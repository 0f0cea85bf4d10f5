import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { BackupRefused } from './refused.ts'

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** What a snapshot consists of, written last, so that whatever has one is whole. */
const Manifest = z.object({
  format: z.literal(1),
  /** Of the row that records it. */
  id: z.string(),
  /** When it began, milliseconds since the epoch. */
  at: z.int(),
  /** Whose it is. */
  instance: Sha256,
  database: z.object({ bytes: z.int(), sha256: Sha256 }),
  objects: z.object({ count: z.int(), bytes: z.int(), sha256: Sha256 }),
})
export type Manifest = z.infer<typeof Manifest>

export type StoredObject = { name: string; bytes: number; sha256: string }

export async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, 'manifest.json')
  try {
    return Manifest.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    throw damaged(path, error)
  }
}

/** A line an object. */
export function listOf(objects: StoredObject[]): string {
  return objects.map(({ sha256, bytes, name }) => `${sha256} ${bytes} ${name}\n`).join('')
}

export async function readList(folder: string, { objects }: Manifest): Promise<StoredObject[]> {
  const path = join(folder, 'objects')
  const list = await readFile(path)
  if (createHash('sha256').update(list).digest('hex') !== objects.sha256) throw damaged(path)
  const lines = list.toString().split('\n').slice(0, -1)
  return lines.map((line) => {
    const [sha256, bytes, name] = line.split(' ')
    return { sha256: sha256!, bytes: Number(bytes), name: name! }
  })
}

export function damaged(what: string, cause?: unknown): BackupRefused {
  return new BackupRefused(`The snapshot is damaged: ${what} is not what was written.`, { cause })
}
