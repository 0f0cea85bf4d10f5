import { commandContext } from '@carillon/api'
import { createCaller, createKeyFor, createOperator } from '@carillon/api/commands'
import type { PostPage } from '@carillon/contract'
import { DAY } from '@carillon/contract'
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSettings } from './env.ts'
import { type Instance, openInstance } from './instance.ts'
import { KEEP, runNightly } from './jobs.ts'
import { makePlace, type Place } from './testing/instance.ts'
import { type Program, run } from './testing/process.ts'

const QUIET = { info() {}, error() {}, warn() {}, debug() {} }
const LONG_AGO = 40 * DAY

let folder: string
const at = (name: string) => join(folder, name)
const running = new Set<Program>()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carillon-backups-'))
})
afterAll(async () => {
  for (const server of running) await kill(server)
  await rm(folder, { recursive: true, force: true })
})

async function kill(server: Program): Promise<void> {
  running.delete(server)
  server.child.kill('SIGKILL')
  await server.ended
}

/** A server without its sites, on a folder that is there. */
async function serve(place: Place) {
  const server = run('testing/bare-server.ts', [], place.env)
  running.add(server)
  const [, port] = await server.says(/listening on (\d+)/)
  return { server, url: `http://127.0.0.1:${port}` }
}

const open = (dataDir: string, wall: () => number) =>
  openInstance(readSettings({ CARILLON_DATA: dataDir }), QUIET, wall)

async function fill({ core }: Instance) {
  const ctx = commandContext(core)
  const { actor } = await createOperator(ctx, 'owner@carillon.example', 'a good password 123')
  const api = createCaller(commandContext(core, actor))
  await api.channels.create({ handle: 'bells', name: 'Bells', category: 'music' })
  const publish = (text: string) => api.posts.publish({ handle: 'bells', content: { kind: 'text', text } })
  return { publish, key: await createKeyFor(ctx, actor.email, 'bells') }
}

async function textsAt(url: string): Promise<string[]> {
  const input = encodeURIComponent(JSON.stringify({ handle: 'bells', limit: 50 }))
  const answer = (await (await fetch(`${url}/api/trpc/posts.list?input=${input}`)).json()) as {
    result: { data: PostPage }
  }
  return answer.result.data.items.map(({ content }) => ('text' in content ? content.text! : ''))
}

const restoreTo = async (name: string, from: string) => {
  const place = await makePlace(folder, name)
  return { place, restored: await place.command(['restore', '--from', at(from), '--keys', at(`${from} keys`)]) }
}

test(
  'a server hands on what it serves while it serves, and another one goes on from there',
  { timeout: 240_000 },
  async () => {
    const place = await makePlace(folder, 'serving')
    const made = await open(at('made'), Date.now)
    const { key } = await fill(made)
    await made.close()
    // This process may still hold the lock of the folder that it made.
    await cp(at('made'), place.dataDir, { recursive: true })
    const server = await place.serve('--empty')
    running.add(server)
    const publish = async (text: string) => {
      const answer = await fetch(`${place.url}/api/trpc/posts.publish`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body: JSON.stringify({ handle: 'bells', content: { kind: 'text', text } }),
      })
      expect(answer.status).toBe(200)
    }
    await publish('before')
    await expect.poll(() => readdir(place.dataDir)).toContain('carillon.sock')
    const backingUp = place.command(['backup', '--to', 'now', '--keys', 'now keys'], '', { INIT_CWD: folder })
    let isDone = false
    void backingUp.then(() => (isDone = true))
    let during = 0
    while (!isDone) await publish(`during ${(during += 1)}`)
    expect(await backingUp).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Backed up as \S+: \d+ files? and the database/),
    })
    await publish('after')
    await kill(server)
    expect(during, 'control: it served meanwhile').toBeGreaterThan(0)

    const { place: other, restored } = await restoreTo('restored', 'now')
    expect(restored).toMatchObject({ code: 0, out: expect.stringMatching(/^Restored /) })
    const next = await serve(other)
    const [latest, ...earlier] = await textsAt(next.url)
    const last = Number(/\d+/.exec(latest!)?.[0] ?? 0)
    // Whatever was published before the last of them is there, and nothing that came after it.
    expect(earlier).toEqual(earlier.map((_, back) => (last - back > 1 ? `during ${last - back - 1}` : 'before')))
    await kill(next.server)
    const copy = await open(other.dataDir, Date.now)
    expect(copy.core.db.rows('SELECT count(*) FROM posts')).toEqual([[last + 1]])
    await copy.close()
    const again = await other.command(['restore', '--from', at('now'), '--keys', at('now keys')])
    expect(again).toMatchObject({ code: 1, err: expect.stringContaining('isn’t empty') })
  },
)

test('what an old backup brings back is gone before the server listens', { timeout: 240_000 }, async () => {
  const place = await makePlace(folder, 'old')
  const made = await open(place.dataDir, () => Date.now() - LONG_AGO)
  const { publish } = await fill(made)
  for (const text of ['one', 'two', 'three']) await publish(text)
  await made.core.night('start')
  await made.backUp({ to: at('then'), keysTo: at('then keys'), keep: 7 }, () => {})
  await made.close()

  const { place: other, restored } = await restoreTo('erased', 'then')
  expect(restored.code).toBe(0)
  const { server, url } = await serve(other)
  expect(server.err()).toMatch(/"retention.expired".*"posts":3/)
  expect(await textsAt(url)).toEqual([])
  await kill(server)
  const left = await open(other.dataDir, Date.now)
  expect(left.core.db.rows('SELECT count(*) FROM posts')).toEqual([[0]])
  await left.close()

  // The control: of the same posts, where nobody says what time it is, nothing is destroyed.
  await cp(place.dataDir, at('control'), { recursive: true })
  const held = await serve(await makePlace(folder, 'control'))
  expect(held.server.err()).toContain('"retention.held"')
  expect(await textsAt(held.url)).toEqual([])
  await kill(held.server)
})

test('each night what is past its time goes first, so that no copy of that night has it', async () => {
  let now = Date.now() - LONG_AGO
  const backup = { to: at('nights'), keysTo: at('nights keys') }
  const instance = await open(at('nightly'), () => now)
  const { publish } = await fill(instance)
  const { expiresAt } = await publish('one')
  await runNightly(instance, { backup })
  const keys = () => readdir(join(backup.keysTo, 'day'))
  expect(await keys()).toHaveLength(1)
  // A night a day: this long without one, and the clock would be in doubt.
  for (; now < expiresAt + DAY; now += DAY) await runNightly(instance, { backup })
  await publish('another')
  await runNightly(instance, { backup })
  expect(instance.core.db.rows('SELECT count(*) FROM posts')).toEqual([[1]])
  expect(await readdir(join(backup.to, 'snapshots'))).toHaveLength(KEEP)
  expect(await keys()).toEqual(await readdir(join(at('nightly'), 'keys/day')))
  expect(await keys()).toHaveLength(1)

  await writeFile(join(backup.to, 'in the way'), '')
  const failed = instance.core.db.rows('SELECT count(*) FROM backups WHERE failure IS NOT NULL')
  expect(failed, 'control').toEqual([[0]])
  now += DAY
  await runNightly(instance, { backup })
  expect(instance.core.db.rows('SELECT failure FROM backups ORDER BY id DESC LIMIT 1')[0]![0]).toMatch(/in the way/)
  await runNightly(instance, { backup: null })
  await instance.close()
}, 60_000)

test('no server begins where a restore was cut short', async () => {
  const place = await makePlace(folder, 'half')
  await mkdir(place.dataDir)
  await writeFile(join(place.dataDir, 'restoring'), '')
  const server = run('testing/bare-server.ts', [], place.env)
  expect(await server.ended).not.toBe(0)
  expect(server.err()).toContain('holds a restore that was cut short')
  expect(await readdir(place.dataDir)).not.toContain('carillon.db')
})
