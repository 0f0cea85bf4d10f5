import { cp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort, run } from '../src/testing/process.ts'
import { type Bells, makeBells } from './bells.ts'
import { change, readPosts } from './calls.ts'
import { points, record } from './report.ts'

const POSTS = 30
const PAGE = 4096

let bells: Bells
/** What a server left that was ended by force: posts are in its log still, and in its database as well. */
let left: string
/** Ids of posts, each with the length of the log by which it was acknowledged. */
const acknowledged: { id: string; log: number }[] = []

beforeAll(async () => {
  bells = await makeBells(async (instance, owner) => {
    for (let at = 0; at < 80; at += 1) {
      await instance
        .as(owner)
        .posts.publish({ handle: 'bells', content: { kind: 'text', text: `early ${at} `.repeat(200) } })
    }
  })
  const server = await bells.start()
  for (let at = 0; at < POSTS; at += 1) {
    const input = { handle: 'bells', content: { kind: 'text', text: `late ${at}` } }
    const headers = { authorization: `Bearer ${bells.key}` }
    const { data } = await change<{ id: string }>(server.url, 'posts.publish', input, headers)
    acknowledged.push({ id: data.id, log: (await stat(join(bells.dataDir, 'carillon.db-wal'))).size })
  }
  await server.kill()
  left = join(bells.folder, 'left')
  await cp(bells.dataDir, left, { recursive: true })
})
afterAll(() => bells.remove())

async function putBack(): Promise<string> {
  await rm(bells.dataDir, { recursive: true })
  await cp(left, bells.dataDir, { recursive: true })
  return join(bells.dataDir, 'carillon.db')
}

const zeroPages = (bytes: Buffer) => {
  for (let page = 20; page < 90; page += 1) bytes.fill(0, page * PAGE, (page + 1) * PAGE)
  return bytes
}
const DAMAGES: [string, (bytes: Buffer) => Buffer][] = [
  ['a broken header', (bytes) => bytes.fill('x', 0, 40)],
  ['a broken first page', (bytes) => bytes.fill(255, 100, PAGE)],
  ['broken pages', zeroPages],
  ['half of it missing', (bytes) => bytes.subarray(0, Math.floor(bytes.length / PAGE / 2) * PAGE)],
  ['other content altogether', () => Buffer.from('Dear diary, today I put a letter where the database was.')],
]

test('a damaged database is named, with the way back, and left as it is', async () => {
  const served: string[] = []
  const touched: string[] = []
  let mended = 0
  // Without the log of the last process, and with it.
  const cases = DAMAGES.flatMap(([name, damage]) => [false, true].map((hasLog) => ({ name, damage, hasLog })))
  for (const { name, damage, hasLog } of cases) {
    const path = await putBack()
    if (!hasLog) await rm(`${path}-wal`)
    const log = hasLog ? await readFile(`${path}-wal`) : Buffer.alloc(0)
    const damaged = damage(await readFile(path))
    await writeFile(path, damaged)
    const what = `${name}, ${hasLog ? 'with' : 'without'} its log`
    if (hasLog && (await isMended())) {
      mended += 1
      continue
    }
    const said = await refusal()
    if (!said.includes(path) || !said.includes('restore it from a backup')) served.push(`${what}: ${said}`)
    if (!(await readFile(path)).equals(damaged)) touched.push(what)
    // An empty log is how SQLite begins to read.
    const logs = (await readdir(bells.dataDir)).filter((file) => file.endsWith('-wal'))
    for (const file of logs) if (!(await readFile(join(bells.dataDir, file))).equals(log)) touched.push(`log: ${what}`)
  }
  await putBack()
  const isSound = await isMended()
  record({
    fault: 'F10',
    what: 'a damaged database',
    points: cases.length,
    lost: touched.length,
    doubled: 0,
    left: served.length,
    control: `undamaged it is served with all posts; ${mended} had a sound copy of the damaged page in their log`,
  })
  expect({ served, touched, isSound }).toEqual({ served: [], touched: [], isSound: true })
  expect(mended).toBeLessThan(DAMAGES.length)
}, 240_000)

/** Whether it is served, whole: what is broken in the database may be sound in its log. */
async function isMended(): Promise<boolean> {
  const program = bells.run()
  const found = await program.says(/listening on (\d+)/).catch(() => null)
  if (!found) return false
  const posts = await readPosts(`http://127.0.0.1:${found[1]}/api`)
  await bells.kill(program)
  expect(posts.map(({ id }) => id).slice(0, POSTS)).toEqual(acknowledged.map(({ id }) => id).toReversed())
  expect(await bells.look('PRAGMA integrity_check')).toMatchObject([{ integrity_check: 'ok' }])
  return true
}

/** What a server that refuses to start says to the person at the terminal. */
async function refusal(): Promise<string> {
  const server = run('main.ts', ['--empty'], {
    CARILLON_DATA: bells.dataDir,
    PORT: String(await freePort()),
    NODE_COMPILE_CACHE: join(bells.folder, 'compiled'),
  })
  expect(await server.ended).toBe(1)
  return server.err()
}

test('a log that was cut short holds what came before the cut, and never makes an empty database of it', async () => {
  const whole = (await stat(join(left, 'carillon.db-wal'))).size
  const cuts = [0, 16, 32, 5_000, ...Array.from({ length: points(4, 16) }, () => Math.floor(Math.random() * whole))]
  let [lost, early, refused] = [0, 0, 0]
  for (const cut of cuts) {
    const path = await putBack()
    await truncate(`${path}-wal`, cut)
    const program = bells.run()
    const found = await program.says(/listening on (\d+)/).catch(() => null)
    if (!found) {
      // Then it says which file, and how to go on.
      expect(program.err()).toContain(`${path} is damaged`)
      refused += 1
      continue
    }
    const there = new Set((await readPosts(`http://127.0.0.1:${found[1]}/api`)).map(({ id }) => id))
    await bells.kill(program)
    expect(await bells.look('PRAGMA integrity_check')).toMatchObject([{ integrity_check: 'ok' }])
    lost += acknowledged.filter(({ id, log }) => log <= cut && !there.has(id)).length
    early += acknowledged.filter(({ id }) => there.has(id)).length
    expect(there.size).toBeGreaterThan(0)
  }
  record({
    fault: 'F10',
    what: 'a log cut short',
    points: cuts.length,
    lost,
    doubled: 0,
    left: 0,
    control: `${early} posts before the cuts were there, ${refused} refused`,
  })
  expect(lost).toBe(0)
  expect(early).toBeGreaterThan(0)
}, 240_000)
