import { DAY } from '@carillon/contract'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createKeyStore, dayOf } from './keys.ts'
import { createDiskStorage } from './storage.disk.ts'
import type { Storage } from './ports.ts'

const random = (bytes: number) => new Uint8Array(randomBytes(bytes))
let dir: string
let storage: Storage
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'carillon-keys-'))
  storage = createDiskStorage(dir)
})
afterEach(() => rm(dir, { recursive: true, force: true }))

describe('the key of a day', () => {
  test('is made once, of 256 bits, and is the same after a restart', async () => {
    const key = Buffer.from(await createKeyStore(storage, random).obtain(20_000))
    expect(key).toHaveLength(32)
    const restarted = createKeyStore(createDiskStorage(dir), random)
    expect(Buffer.from(await restarted.obtain(20_000)).equals(key)).toBe(true)
    expect(Buffer.from(await restarted.obtain(20_001)).equals(key)).toBe(false)
  })

  test('is one for all that ask for it at once', async () => {
    const keys = createKeyStore(storage, random)
    const all = await Promise.all(Array.from({ length: 50 }, () => keys.obtain(20_000)))
    expect(new Set(all.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1)
    expect(await keys.days()).toEqual([20_000])
  })

  test('is stored before it is given out', async () => {
    let stored = false
    const slow: Storage = {
      ...storage,
      async put(name, bytes) {
        await storage.put(name, bytes)
        stored = true
      },
    }
    await createKeyStore(slow, random).obtain(20_000)
    expect(stored).toBe(true)
  })

  test('is not made by looking for it', async () => {
    const keys = createKeyStore(storage, random)
    expect(await keys.find(20_000)).toBeNull()
    expect(await keys.days()).toEqual([])
    await keys.obtain(20_000)
    expect(await keys.find(20_000)).not.toBeNull()
  })

  test('is gone from storage and memory once destroyed, and a later one is another', async () => {
    const keys = createKeyStore(storage, random)
    await keys.obtain(20_000)
    const key = (await keys.find(20_000))!
    const before = Buffer.from(key).toString('hex')
    await keys.destroy(20_000)
    expect(await keys.find(20_000)).toBeNull()
    expect(await keys.days()).toEqual([])
    expect(key.every((byte) => byte === 0)).toBe(true)
    expect(Buffer.from(await keys.obtain(20_000)).toString('hex')).not.toBe(before)
    await keys.destroy(20_001)
  })

  test('is asked for again when storing it failed', async () => {
    let fails = true
    const failing: Storage = {
      ...storage,
      put: (name, bytes) => (fails ? Promise.reject(new Error('ENOSPC')) : storage.put(name, bytes)),
    }
    const keys = createKeyStore(failing, random)
    await expect(keys.obtain(20_000)).rejects.toThrow('ENOSPC')
    fails = false
    expect(await keys.obtain(20_000)).toHaveLength(32)
  })
})

test('days are listed from the first to the last', async () => {
  const keys = createKeyStore(storage, random)
  for (const day of [20_010, 9_999, 20_002, 100_000]) await keys.obtain(day)
  expect(await keys.days()).toEqual([9_999, 20_002, 20_010, 100_000])
})

test.each([
  [0, 0],
  [DAY - 1, 0],
  [DAY, 1],
])('instant %d lies in day %d', (instant, day) => expect(dayOf(instant)).toBe(day))
