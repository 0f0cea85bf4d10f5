import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { putEncrypted, streamDecrypted } from './objects.ts'
import type { Storage } from './ports.ts'
import { createDiskStorage } from './storage.disk.ts'

let dir: string
let storage: Storage
const key = randomBytes(32)
/** More than one chunk of a stream, and no multiple of a block. */
const bytes = randomBytes(200_003)
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'carillon-objects-'))
  storage = createDiskStorage(dir)
  await putEncrypted(storage, 'media/a', key, bytes)
})
afterAll(() => rm(dir, { recursive: true, force: true }))

async function read(range?: { start: number; end: number }, with_ = key): Promise<Buffer> {
  const stream = await streamDecrypted(storage, 'media/a', with_, range)
  return Buffer.concat(await Array.fromAsync(stream!))
}

test('an object comes back whole, and is stored as something else', async () => {
  expect((await read()).equals(bytes)).toBe(true)
  const stored = Buffer.from((await storage.get('media/a'))!)
  expect(stored).toHaveLength(bytes.length)
  expect(stored.equals(bytes)).toBe(false)
})

describe('a range', () => {
  const ends = [0, 1, 15, 16, 17, 31, 32, 33, 65_535, 65_536, 65_537, 199_999, 200_002]
  test.each(ends)('that starts at %d holds exactly its bytes', async (start) => {
    for (const end of ends.filter((at) => at >= start)) {
      expect((await read({ start, end })).equals(bytes.subarray(start, end + 1))).toBe(true)
    }
  })
})

test('another key gives other bytes, and a missing object nothing', async () => {
  expect((await read(undefined, randomBytes(32))).equals(bytes)).toBe(false)
  expect(await streamDecrypted(storage, 'media/b', key)).toBeNull()
})
