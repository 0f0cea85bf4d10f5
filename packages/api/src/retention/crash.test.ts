import { DAY } from '@carillon/contract'
import { sql } from 'drizzle-orm'
import { execFile } from 'node:child_process'
import { cp, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setAvatar } from '../channels/service.ts'
import { channels } from '../channels/table.ts'
import { dayOf } from '../core/keys.ts'
import { uploadPhoto } from '../media/keep.ts'
import { media } from '../media/table.ts'
import { openContent } from '../posts/content.ts'
import { posts } from '../posts/table.ts'
import { openTestInstance, START } from '../testing/index.ts'
import { expirePosts } from './expire.ts'
import { openFolder } from './expire.testing.ts'
import { sweepLeftovers } from './sweep.ts'

/** More than two batches of posts whose day is over, with pictures among them. */
const EXPIRED = 70
const NOW = START + 33 * DAY

let folder: string
let live: { posts: string[]; media: string[]; avatar: string; days: number[] }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carillon-crash-'))
  const instance = await openTestInstance()
  const owner = await instance.account('owner', { creator: true })
  await instance.as(owner).channels.create({ handle: 'bells', name: 'Bells', category: 'music' })
  const picture = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#336699' } })
    .png()
    .toBuffer()
  const upload = () => uploadPhoto(instance.ctx(owner), 'bells', picture)
  const publish = async (at: number) => {
    instance.clock.now = at
    const { mediaId } = await upload()
    const photo = await instance
      .as(owner)
      .posts.publish({ handle: 'bells', content: { kind: 'photo', photo: { mediaId } } })
    const words = await instance
      .as(owner)
      .posts.publish({ handle: 'bells', content: { kind: 'text', text: `of ${at}` } })
    return { posts: [photo.id, words.id], media: [mediaId] }
  }
  for (const day of [0, 1, 2]) await publish(START + day * DAY)
  const { core } = instance
  const row = (await core.db.read.select().from(posts))[1]!
  const copies = Array.from({ length: EXPIRED - 6 }, (_, at) => ({ ...row, id: `pst_${String(at).padStart(26, '0')}` }))
  await core.db.transaction((tx) => tx.insert(posts).values(copies))
  await upload()
  const lives = [await publish(START + 20 * DAY), await publish(NOW - 1)]
  const waiting = await upload()
  const { avatar } = await setAvatar(instance.ctx(owner), 'bells', picture)
  const half = await upload()
  await core.db.transaction((tx) =>
    tx
      .update(media)
      .set({ state: 'storing' })
      .where(sql`id = ${half.mediaId}`),
  )
  live = {
    posts: lives.flatMap((published) => published.posts).toSorted(),
    media: [...lives.flatMap((published) => published.media), waiting.mediaId].toSorted(),
    avatar: avatar!,
    days: [...new Set([START + 50 * DAY, NOW - 1 + 30 * DAY, NOW - 1 + DAY].map(dayOf))].toSorted((a, b) => a - b),
  }
  await core.db.checkpoint()
  await cp(instance.dataDir, join(folder, 'prepared'), { recursive: true })
  await instance.close()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Runs the job in a process that kills itself at a step; the number of all steps when it came through. */
function runKilledAt(dataDir: string, step: number): Promise<number | null> {
  const script = new URL('./expire.testing.ts', import.meta.url).pathname
  const env = { NODE_COMPILE_CACHE: join(folder, 'compiled') }
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [script, dataDir, String(NOW), String(step)], { env }, (error, out, err) => {
      if (!error) resolve(Number(out))
      else if (error.signal === 'SIGKILL') resolve(null)
      else reject(new Error(err))
    })
  })
}

/** What must hold at any moment, killed or not. */
async function assertSound(core: Awaited<ReturnType<typeof openFolder>>) {
  const rows = await core.db.read.select().from(media)
  const named = new Set(rows.flatMap((row) => row.objects))
  for await (const object of core.storage.list('media/')) expect(named).toContain(object)
  const stored = new Map((await core.db.read.select().from(posts)).map((row) => [row.id, row]))
  for (const id of live.posts) expect(await openContent(core, stored.get(id)!)).not.toBeNull()
  for (const id of live.media) {
    for (const object of rows.find((row) => row.id === id)!.objects)
      expect(await core.storage.get(object)).not.toBeNull()
  }
  expect(core.db.rows('PRAGMA integrity_check')).toEqual([['ok']])
  // No key is gone while a row is left that it opens.
  const days = new Set(await core.keys.days())
  for (const row of stored.values()) expect(days).toContain(dayOf(row.expiresAt))
}

/** What must hold once a run has come through. */
async function assertConverged(core: Awaited<ReturnType<typeof openFolder>>) {
  await assertSound(core)
  const ids = async (table: typeof posts | typeof media) =>
    (await core.db.read.select({ id: table.id }).from(table)).map((row) => row.id).toSorted()
  expect(await ids(posts)).toEqual(live.posts)
  expect(await ids(media)).toEqual(live.media)
  const objects = (await core.db.read.select().from(media)).flatMap((row) => row.objects).toSorted()
  expect((await Array.fromAsync(core.storage.list('media/'))).toSorted()).toEqual(objects)
  expect((await core.db.read.select().from(channels)).map((row) => `/api/avatars/${row.avatar}`)).toEqual([live.avatar])
  expect(await Array.fromAsync(core.storage.list('avatars/'))).toHaveLength(2)
  expect(await core.keys.days()).toEqual(live.days)
}

test('a job killed at any of its steps is finished by the next one', { timeout: 600_000 }, async () => {
  const copyOf = async (step: number) => {
    const dataDir = join(folder, String(step))
    await cp(join(folder, 'prepared'), dataDir, { recursive: true })
    return dataDir
  }
  const steps = (await runKilledAt(await copyOf(0), 0))!
  let erasedByTheNext = 0
  const tryKill = async (step: number) => {
    const dataDir = await copyOf(step)
    expect(await runKilledAt(dataDir, step)).toBeNull()
    const core = await openFolder(dataDir, NOW)
    await assertSound(core)
    await sweepLeftovers(core)
    erasedByTheNext += (await expirePosts(core)).posts
    await assertConverged(core)
    expect((await stat(join(dataDir, 'carillon.db-wal'))).size).toBe(0)
    await core.db.close()
    await rm(dataDir, { recursive: true })
  }
  const waiting = Array.from({ length: steps }, (_, at) => at + 1)
  const work = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) await tryKill(step)
  }
  await Promise.all([work(), work()])
  // Controls: the kills hit a job under way, before, amid and after the erasing of posts.
  expect(steps).toBeGreaterThan(20)
  expect(erasedByTheNext).toBeGreaterThan(EXPIRED)
  expect(erasedByTheNext).toBeLessThan(EXPIRED * steps)
  const untouched = await openFolder(join(folder, 'prepared'), NOW)
  expect(await untouched.db.read.$count(posts)).toBe(EXPIRED + live.posts.length)
  await expect(assertConverged(untouched)).rejects.toThrow()
  await untouched.db.close()
  console.log(`expiry: killed at each of ${steps} steps`)
})
