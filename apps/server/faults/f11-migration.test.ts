import { openDatabase, trustClock } from '@carillon/api'
import { uploadPhoto } from '@carillon/api/commands'
import { DAY } from '@carillon/contract'
import { createClient } from '@libsql/client'
import { cp, rm, stat } from 'node:fs/promises'
import { watch } from 'node:fs'
import { basename, join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Bells, makeBells } from './bells.ts'
import { readPosts } from './calls.ts'
import { makeOldDatabase, readShape, readState, VERSIONS } from './old-schema.ts'
import { ALL, points, record } from './report.ts'

const KILLS = points(4, 8)
/** Of which the migration of followers makes as many devices: long enough to be ended amid it. */
const FOLLOWERS = 20_000
const BEFORE_FOLLOWERS = VERSIONS.indexOf('0006_followers') - 1
/** Changes of the log at which it is ended. */
const AFTER = [64, 1_024, 4, 256, 16, 1]
const LAST = VERSIONS.length - 1

let bells: Bells
/** A database of the present schema, and those that it had before. */
let present: string
const old = (version: number) => join(bells.folder, `old-${version}.db`)

beforeAll(async () => {
  bells = await makeBells(async (instance, owner) => {
    const api = instance.as(owner)
    const picture = sharp({ create: { width: 300, height: 200, channels: 3, background: '#336699' } }).png()
    const { mediaId } = await uploadPhoto(instance.ctx(owner), 'bells', await picture.toBuffer())
    await api.posts.publish({ handle: 'bells', content: { kind: 'text', text: 'Ding' } })
    await api.posts.publish({ handle: 'bells', content: { kind: 'photo', photo: { mediaId, alt: 'Bells' } } })
    await api.drafts.create({ handle: 'bells', content: { kind: 'text', text: 'Later' } })
    await api.members.invite({ handle: 'bells', role: 'editor' })
    await instance.as().follows.follow({ handle: 'bells' })
    await instance.account('chief', { operator: true })
  })
  present = join(bells.folder, 'present.db')
  await cp(join(bells.dataDir, 'carillon.db'), present)
  for (let version = 0; version < LAST; version += 1) await makeOldDatabase(old(version), present, version)
})
afterAll(() => bells.remove())

async function putOld(version: number): Promise<string> {
  const path = join(bells.dataDir, 'carillon.db')
  for (const end of ['', '-wal', '-shm']) await rm(`${path}${end}`, { force: true })
  await cp(old(version), path)
  return path
}

test('every schema that there ever was becomes the present one, with all that it holds', async () => {
  const wanted = await readShape(present)
  const lost: string[] = []
  const left: string[] = []
  let rows = 0
  for (let version = 0; version < LAST; version += 1) {
    const path = await putOld(version)
    const before = await readShape(path)
    await (await openDatabase(path)).close()
    const after = await readShape(path)
    expect(await readState(path)).toEqual({ version: LAST, damage: null })
    for (const [table, { rows: _, ...shape }] of Object.entries(wanted)) {
      const { rows: __, ...made } = after[table] ?? { rows: 0 }
      if (JSON.stringify(made) !== JSON.stringify(shape)) left.push(`${table} from ${VERSIONS[version]}`)
    }
    for (const [table, { rows: had }] of Object.entries(before)) {
      rows += had
      if (after[table]?.rows !== had) lost.push(`${table} from ${VERSIONS[version]}`)
    }
    // It is served, and what was sealed then can be read.
    if (version > 0 && !ALL) continue
    const server = await bells.start()
    const kinds = (await readPosts(server.url)).map(({ content }) => content.kind)
    if (kinds.join() !== 'photo,text') lost.push(`posts from ${VERSIONS[version]}: ${kinds}`)
    await server.kill()
  }
  const control = `${rows} rows taken along; ${LAST} schemas that differ from the present one`
  const what = 'from every earlier schema'
  record({ fault: 'F11', what, points: LAST, lost: lost.length, doubled: 0, left: left.length, control })
  expect({ lost, left }).toEqual({ lost: [], left: [] })
  expect(rows).toBeGreaterThan(LAST * 5)
  for (let version = 0; version < LAST; version += 1) {
    expect(JSON.stringify(await readShape(old(version)))).not.toBe(JSON.stringify(wanted))
  }
}, 240_000)

test(`ended by force amid a migration, ${KILLS} times, it is the old schema or the new one`, async () => {
  const client = createClient({ url: `file:${old(BEFORE_FOLLOWERS)}`, concurrency: 1 })
  await client.execute(`WITH RECURSIVE many(at) AS (SELECT 1 UNION ALL SELECT at + 1 FROM many WHERE at < ${FOLLOWERS - 1})
    INSERT INTO followers SELECT 'flw_' || printf('%026d', at), hex(randomblob(32)), 0 FROM many`)
  client.close()
  const seen = { before: 0, amid: 0, new: 0 }
  const between: unknown[] = []
  let lost = 0
  for (let kill = 0; kill < KILLS; kill += 1) {
    const path = await putOld(BEFORE_FOLLOWERS)
    const program = bells.run()
    const changed = changesOf(path, AFTER[kill % AFTER.length]!)
    await Promise.race([changed.reached, program.says(/listening/)])
    changed.stop()
    await bells.kill(program)
    const log = (await stat(`${path}-wal`)).size
    const { version, damage } = await readState(path)
    if (damage || ![BEFORE_FOLLOWERS, LAST].includes(version)) between.push({ version, damage })
    const { followers } = await readShape(path)
    const isOld = followers!.columns.some((column) => column.startsWith('token_hash'))
    if (isOld !== (version === BEFORE_FOLLOWERS)) between.push({ version, isOld })
    if (!isOld) seen.new += 1
    // The log holds what was never committed.
    else if (log > 0) seen.amid += 1
    else seen.before += 1

    const server = await bells.start()
    lost += 2 - (await readPosts(server.url)).length
    await server.kill()
    const shape = await readShape(path)
    lost += FOLLOWERS - shape['followers']!.rows + (FOLLOWERS - shape['devices']!.rows)
  }
  const control = `${seen.before} before it, ${seen.amid} amid it, ${seen.new} after it`
  const what = 'killed amid a migration'
  record({ fault: 'F11', what, points: KILLS, lost, doubled: 0, left: between.length, control })
  expect({ lost, between }).toEqual({ lost: 0, between: [] })
  expect(seen.amid).toBeGreaterThan(0)
}, 300_000)

/** When the log of a database has changed so often. */
function changesOf(path: string, count: number): { reached: Promise<void>; stop: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>()
  let left = count
  const watcher = watch(bells.dataDir, (_, name) => {
    if (name === `${basename(path)}-wal` && (left -= 1) === 0) resolve()
  })
  return { reached: promise, stop: () => watcher.close() }
}

test('what lay by for forty days is hidden, and kept until an operator says that the clock is right', async () => {
  await bells.remove()
  const began = Date.now() - 40 * DAY
  bells = await makeBells(async (instance, owner) => {
    instance.clock.now = began
    await instance.as(owner).posts.publish({ handle: 'bells', content: { kind: 'text', text: 'Ding' } })
    await trustClock(instance.core)
  })
  const stored = async () => Number((await bells.look('SELECT count(*) AS posts FROM posts'))[0]!['posts'])
  const held = await bells.start()
  const hidden = await readPosts(held.url)
  await held.kill()
  const kept = await stored()
  expect((await bells.command(['expire', '--confirm'])).code).toBe(0)
  const left = hidden.length + (await stored())
  record({
    fault: 'F11',
    what: 'forty days later',
    points: 1,
    lost: 1 - kept,
    doubled: 0,
    left,
    control: 'kept until it is confirmed',
  })
  expect({ kept, left }).toEqual({ kept: 1, left: 0 })
})
