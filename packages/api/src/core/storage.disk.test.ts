import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createDiskStorage } from './storage.disk.ts'
import { describeStorage, listNames } from './storage.suite.ts'

const root = mkdtempSync(join(tmpdir(), 'carillon-storage-'))
afterAll(() => rmSync(root, { recursive: true }))
const emptyFolder = () => mkdtempSync(join(root, 'data-'))

describeStorage('storage on disk', async () => createDiskStorage(emptyFolder()))

test('a second storage on the same folder finds what the first put', async () => {
  const dir = emptyFolder()
  await createDiskStorage(dir).put('media/one', Buffer.from('1'))
  expect(readFileSync(join(dir, 'media', 'one'), 'utf8')).toBe('1')
  expect(Buffer.from((await createDiskStorage(dir).get('media/one'))!).toString()).toBe('1')
})

// Here only: a bucket replaces whole objects by its own promise, which the S3 server of our tests doesn't quite keep.
test('a reader sees the whole of one put while others replace it', async () => {
  const storage = createDiskStorage(emptyFolder())
  const versions = Array.from({ length: 12 }, (_, at) => new Uint8Array(50_000).fill(at))
  await storage.put('contended', versions[0]!)
  const puts = Promise.all(versions.map((version) => storage.put('contended', version)))
  for (let reads = 0; reads < 30; reads += 1) {
    const found = (await storage.get('contended'))!
    expect(found.length).toBe(50_000)
    expect(new Set(found).size).toBe(1)
  }
  await puts
})

test('what a crash left unfinished is removed at the start and never listed', async () => {
  const dir = emptyFolder()
  mkdirSync(join(dir, '.unfinished'))
  writeFileSync(join(dir, '.unfinished', '1-1'), 'half a pict')
  const storage = createDiskStorage(dir)
  expect(readdirSync(join(dir, '.unfinished'))).toEqual([])
  writeFileSync(join(dir, '.unfinished', '1-2'), 'another being written')
  expect(await listNames(storage, '')).toEqual([])
})

test('a put that fails says what the system said and leaves nothing behind', async () => {
  const dir = emptyFolder()
  const storage = createDiskStorage(dir)
  await storage.put('media/one', Buffer.from('1'))
  await expect(storage.put('media', Buffer.from('2'))).rejects.toMatchObject({
    code: expect.stringMatching(/^E[A-Z]+$/),
  })
  expect(readdirSync(join(dir, '.unfinished'))).toEqual([])
  expect(await listNames(storage, '')).toEqual(['media/one'])
})
