import type { Upload } from '@carillon/contract'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort, run } from '../src/testing/process.ts'
import { type Bells, makeBells, type Serving } from './bells.ts'
import { change } from './calls.ts'
import { mountSmallDisk, type SmallDisk } from './disk.ts'
import { points, record } from './report.ts'

const SIZE = 16 * 1024 * 1024
/** Bytes that are free when it begins to get narrow. */
const FREE = [0, 300_000, 4_096, 12_288, 40_000, 100_000, 700_000].slice(0, points(2, 7))
/** More than fit into what is free and what the log has kept of the disk. */
const MOST = 2_000

let bells: Bells
let disk: SmallDisk | null
let picture: Uint8Array<ArrayBuffer>
beforeAll(async () => {
  bells = await makeBells()
  disk = await mountSmallDisk(bells.dataDir, SIZE)
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const
  const grain = sharp({ create: { width: 700, height: 500, channels: 3, background: '#000', noise } })
  picture = new Uint8Array(await grain.jpeg().toBuffer())
})
afterAll(async () => {
  disk?.remove()
  await bells.remove()
})

const authorization = () => ({ authorization: `Bearer ${bells.key}` })

/** What people write: its status, and the id of what was made. */
const WRITES: Record<string, (url: string) => Promise<{ status: number; code: string | null; id?: string }>> = {
  'a post': async (url) => {
    const content = { kind: 'text', text: 'Ding '.repeat(800) }
    const { data, ...answer } = await change<{ id: string }>(
      url,
      'posts.publish',
      { handle: 'bells', content },
      authorization(),
    )
    return { ...answer, ...(data && { id: data.id }) }
  },
  'a photo': async (url) => {
    const init = { method: 'POST', headers: authorization(), body: picture }
    const answer = await fetch(`${url}/uploads/photo?handle=bells`, init)
    const told = (await answer.json()) as Upload & { code?: string }
    return { status: answer.status, code: told.code ?? null, id: told.mediaId }
  },
  'a follower': (url) => change(url, 'follows.follow', { handle: 'bells' }, { origin: 'http://localhost:4000' }),
}

test('a full disk refuses writes whole, is read all the same, and with room is written to again', async ({ skip }) => {
  const what = 'a full disk'
  if (!disk) {
    const skipped = 'a small disk can’t be mounted here: that takes root on Linux'
    record({ fault: 'F3', what, skipped })
    skip(skipped)
  }
  const server = await bells.start()
  const made = new Set<string>()
  const posts = new Set<string>()
  const other: unknown[] = []
  let [accepted, refused, unread] = [0, 0, 0]
  for (const free of FREE) {
    await disk!.fill(free)
    for (const [name, write] of Object.entries(WRITES)) {
      let full = false
      for (let count = 0; count < MOST && !full; count += 1) {
        const { status, code, id } = await write(server.url)
        full = status === 507 && code === 'server.disk_full'
        if (full) refused += 1
        else if (status !== 200) other.push({ name, free, status, code })
        else accepted += 1
        if (status === 200 && id) (name === 'a post' ? posts : made).add(id)
      }
      if (!full) other.push({ name, free, never: 'refused' })
      if (!(await isRead(server))) unread += 1
    }
    await disk!.makeRoom()
    // The control, and the way back: with room each of them is taken again.
    for (const [name, write] of Object.entries(WRITES)) {
      const { status, code, id } = await write(server.url)
      if (status === 200) accepted += 1
      else other.push({ name, room: true, status, code })
      if (id) (name === 'a post' ? posts : made).add(id)
    }
  }
  const before = await findLeft(posts, made)
  await server.kill()
  // Of an upload that was refused, a note may be left that the night or a start clears away.
  await (await bells.start()).kill()
  const left = await findLeft(posts, made)
  record({
    fault: 'F3',
    what,
    points: refused,
    lost: before.lost.length + left.lost.length + unread,
    doubled: 0,
    left: before.left.length + left.left.length + other.length,
    control: `${accepted} writes taken as long as there was room, each kind taken again with room`,
  })
  expect(before).toEqual({ lost: [], left: [], unkept: expect.any(Number) })
  expect({ ...left, other, unread }).toEqual({ lost: [], left: [], unkept: 0, other: [], unread: 0 })
  expect(accepted).toBeGreaterThan(FREE.length * Object.keys(WRITES).length)
}, 600_000)

test('a start on a full disk says so in one line, and with room all is well', async ({ skip }) => {
  if (!disk) skip('a small disk can’t be mounted here: that takes root on Linux')
  const env = { CARILLON_DATA: join(bells.dataDir, 'fresh'), NODE_COMPILE_CACHE: join(bells.folder, 'compiled') }
  const frees = [0, 8_192, 100_000, 200_000, 400_000].slice(0, points(2, 5))
  const other: string[] = []
  for (const free of frees) {
    await rm(env.CARILLON_DATA, { recursive: true, force: true })
    await disk!.fill(free)
    const server = run('main.ts', ['--empty'], { ...env, PORT: String(await freePort()) })
    expect(await server.ended).toBe(1)
    const said = server
      .err()
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('{'))
    if (said.join() !== 'The disk is full. Make room and start again.') other.push(`${free}: ${said.join()}`)
  }
  await disk!.makeRoom()
  const { code } = await bells.command(['expire'], env)
  const control = 'with room it can be used'
  record({
    fault: 'F3',
    what: 'a start on a full disk',
    points: frees.length,
    lost: 0,
    doubled: 0,
    left: other.length,
    control,
  })
  expect({ other, code }).toEqual({ other: [], code: 0 })
}, 240_000)

async function isRead({ url }: Serving): Promise<boolean> {
  const [channel, feed] = await Promise.all([
    fetch(`${url}/trpc/channels.get?input=${encodeURIComponent('{"handle":"bells"}')}`),
    fetch(`${url}/trpc/posts.list?input=${encodeURIComponent('{"handle":"bells","limit":1}')}`),
  ])
  return channel.ok && feed.ok
}

/** Rows and files against what was acknowledged. */
async function findLeft(posts: Set<string>, media: Set<string>) {
  expect(await bells.look('PRAGMA integrity_check')).toMatchObject([{ integrity_check: 'ok' }])
  const ids = async (query: string) => new Set((await bells.look(query)).map((row) => String(Object.values(row)[0])))
  const [stored, kept] = [await ids('SELECT id FROM posts'), await ids(`SELECT id FROM media WHERE state <> 'storing'`)]
  const named = await ids(`SELECT value FROM media, json_each(media.objects) WHERE state <> 'storing'`)
  const folders = (await readdir(join(bells.dataDir, 'objects'))).filter((name) =>
    ['media', '.unfinished'].includes(name),
  )
  const files = new Set<string>()
  for (const folder of folders) {
    for (const name of await readdir(join(bells.dataDir, 'objects', folder))) files.add(`${folder}/${name}`)
  }
  return {
    lost: [...posts.difference(stored), ...media.difference(kept), ...named.difference(files)],
    left: [...stored.difference(posts), ...kept.difference(media), ...files.difference(named)],
    unkept: (await ids(`SELECT id FROM media WHERE state = 'storing'`)).size,
  }
}
