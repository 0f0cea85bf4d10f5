import { findMeilisearch, startMeilisearch } from '@carillon/api/testing'
import { startS3 } from '@carillon/api/testing/s3'
import { createS3Storage } from '@carillon/api'
import { createMeilisearch } from '@carillon/api/search'
import { createClient } from '@libsql/client'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readSettings } from './env.ts'
import { makePlace, type Place } from './testing/instance.ts'
import { verifyErasure } from './verify.ts'

const MARKER = 'The vermilion bell of Łódź'

let root: string
let folder: string
let place: Place
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'carillon-verify-'))
})
beforeEach(async () => {
  folder = await mkdtemp(join(root, 'test-'))
  place = await makePlace(root, join(basename(folder), 'data'))
  await mkdir(place.dataDir)
  await writeFile(join(place.dataDir, 'other'), 'Nothing of that kind')
})
afterAll(() => rm(root, { recursive: true, force: true }))

const verify = (args: string[], env: Record<string, string> = {}) =>
  place.command(['verify-erasure', ...args], undefined, env)

test('words that are nowhere are said to be nowhere, in which places', async () => {
  const backup = join(folder, 'backup')
  await mkdir(backup)
  const { code, out, err } = await verify([MARKER, '--in', backup])
  expect([code, out]).toEqual([0, ''])
  expect(err).toContain(`Not found in ${place.dataDir}, ${backup}.`)
})

test('words that are somewhere are named with their place and their form', async () => {
  const backup = join(folder, 'backup')
  await mkdir(join(backup, 'deep'), { recursive: true })
  await writeFile(join(place.dataDir, 'carillon.db-wal'), `x${Buffer.from(`1${MARKER}`).toString('base64')}`)
  await writeFile(join(backup, 'deep/log'), Buffer.from(MARKER, 'utf16le'))
  const { code, out } = await verify([MARKER, 'Another marker', '--in', backup])
  expect(code).toBe(1)
  expect(out).toBe(
    `${place.dataDir}: carillon.db-wal: "${MARKER}" (base64)\n${backup}: deep/log: "${MARKER}" (utf-16le)\n`,
  )
})

test('words are found behind links, and where a database lays them down in pieces', async () => {
  const disk = join(folder, 'disk')
  await mkdir(disk)
  await writeFile(join(disk, 'object'), MARKER)
  await symlink(disk, join(place.dataDir, 'objects'))
  await symlink(place.dataDir, join(place.dataDir, 'itself'))
  const pieces = join(folder, 'pieces')
  await mkdir(pieces)
  const database = createClient({ url: `file:${join(pieces, 'carillon.db')}` })
  await database.execute('CREATE TABLE said (text)')
  // One of these lies where a page ends.
  const said = Array.from({ length: 10 }, (_, at) => `${'x'.repeat(4_000 + at * 10)}${MARKER}${'x'.repeat(9_000)}`)
  await database.batch(said.map((text) => ({ sql: 'INSERT INTO said VALUES (?)', args: [text] })))
  database.close()
  const { code, out } = await verify([MARKER, '--in', pieces])
  expect(code).toBe(1)
  expect(out).toContain(`objects/object: "${MARKER}"`)
  expect(out).toContain(`carillon.db, table said: "${MARKER}"`)
  expect(out).not.toContain('itself')
})

test('what can’t be said is not said: a folder that isn’t there, a marker that chance would find, none at all', async () => {
  const missing = await verify([MARKER, '--in', join(folder, 'missing')])
  expect(missing.code).toBe(2)
  expect(missing.err).toContain(`There is no ${join(folder, 'missing')}.`)
  const settings = readSettings(place.env)
  for (const args of [['short'], [], [MARKER, '--where']]) expect(await verifyErasure(settings, args)).toBe(2)
}, 60_000)

test('a bucket is looked through as well, and one that can’t be asked is not said to be clean', async () => {
  const s3 = await startS3()
  const { bucket, endpoint, accessKey, secretKey } = s3.options
  const env = {
    CARILLON_S3_BUCKET: bucket,
    CARILLON_S3_ENDPOINT: endpoint!,
    CARILLON_S3_ACCESS_KEY: accessKey,
    CARILLON_S3_SECRET_KEY: secretKey,
  }
  const storage = await createS3Storage(s3.options, { info() {}, error() {} })
  await storage.put('media/one', Buffer.from('Nothing of that kind'))
  expect((await verify([MARKER], env)).code).toBe(0)
  await storage.put('media/two', Buffer.from(`before ${MARKER} after`))
  const found = await verify([MARKER], env)
  expect(found).toMatchObject({ code: 1, out: `the bucket ${bucket}: media/two: "${MARKER}" (utf-8)\n` })
  await s3.stop()
  expect((await verify([MARKER], env)).code).toBe(2)
}, 60_000)

const meilisearch = await findMeilisearch({ PATH: process.env['PATH'] })
test.skipIf(!meilisearch)(
  'what Meilisearch answers of its indexes is looked through as well',
  async () => {
    const server = await startMeilisearch((meilisearch as { binary: string }).binary)
    const engine = createMeilisearch({ url: server.url, key: server.key, index: 'channels' })
    const document = { handle: 'bells', description: '', category: 'music' as const, country: null, language: null }
    const counts = { followers: 0, activity: 0, createdAt: 0 }
    await engine.upsert([{ id: 'chn_1', name: MARKER, ...document, ...counts }])
    const env = { MEILISEARCH_URL: server.url, MEILISEARCH_KEY: server.key }
    const found = await verify([MARKER], env)
    expect(found).toMatchObject({ code: 1, out: `Meilisearch at ${server.url}: index channels: "${MARKER}" (utf-8)\n` })
    await engine.remove(['chn_1'])
    expect((await verify([MARKER], env)).code).toBe(0)
    await engine.close()
    await server.stop()
  },
  60_000,
)
