import { randomBytes } from 'node:crypto'
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PART_BYTES, type Parts, partsOf, putParts, streamParts } from './parts.ts'
import type { Storage } from './ports.ts'
import { createDiskStorage } from './storage.disk.ts'
import { createS3Storage } from './storage.s3.ts'
import { type S3Server, startS3 } from './storage.s3.testing.ts'

/** Three parts of 48 bytes and a bit, none of them a whole chunk of anything. */
const bytes = randomBytes(48 * 3 + 5)
const stored: Parts = {
  parts: ['media/a', 'media/b', 'media/c', 'media/d'],
  partSize: 48,
  key: randomBytes(32).toString('base64'),
  size: bytes.length,
}

let dir: string
let s3: S3Server
const storages: Record<string, Storage> = {}
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'carillon-parts-'))
  s3 = await startS3()
  storages['on disk'] = createDiskStorage(join(dir, 'objects'))
  storages['in a bucket'] = await createS3Storage(s3.options, { info() {}, error() {} })
  await writeFile(join(dir, 'file'), bytes)
  for (const storage of Object.values(storages)) {
    const file = await open(join(dir, 'file'))
    await putParts(storage, file, stored)
    await file.close()
  }
})
afterAll(async () => {
  await s3.stop()
  await rm(dir, { recursive: true })
})

describe.each(['on disk', 'in a bucket'])('a file in parts %s', (place) => {
  const read = async (start: number, end: number, of = stored) =>
    Buffer.concat(await Array.fromAsync((await streamParts(storages[place]!, of, { start, end }))!))

  test('comes back whole, and no part of it is what it was', async () => {
    expect((await read(0, bytes.length - 1)).equals(bytes)).toBe(true)
    for (const [at, name] of stored.parts.entries()) {
      const part = Buffer.from((await storages[place]!.get(name))!)
      expect(part).toHaveLength(Math.min(48, bytes.length - at * 48))
      expect(bytes.includes(part)).toBe(false)
    }
  })

  test('is read from anywhere to anywhere, across parts', async () => {
    const ends = [0, 1, 15, 16, 47, 48, 49, 95, 96, 100, 143, 144, 148]
    for (const start of ends) {
      for (const end of ends.filter((at) => at >= start)) {
        expect((await read(start, end)).equals(bytes.subarray(start, end + 1)), `${start}–${end}`).toBe(true)
      }
    }
  })

  test('of which a part is missing breaks off; without its first one it isn’t there', async () => {
    const lacking = { ...stored, parts: ['media/a', 'media/x', 'media/c', 'media/d'] }
    await expect(read(0, 100, lacking)).rejects.toThrow('missing')
    expect(await streamParts(storages[place]!, lacking, { start: 50, end: 60 })).toBeNull()
    expect((await read(96, 100, lacking)).equals(bytes.subarray(96, 101))).toBe(true)
  })
})

test('a file has as many parts as it needs', () => {
  expect([1, PART_BYTES, PART_BYTES + 1, 100 * 1024 * 1024].map(partsOf)).toEqual([1, 1, 2, 25])
})
