import { createKeyFor } from '@carillon/api/commands'
import { openTestInstance } from '@carillon/api/testing'
import { captionOf, type Post, type PostPage, type Upload } from '@carillon/contract'
import { createClient } from '@libsql/client'
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { points } from './report.ts'
import { type Program, run } from '../src/testing/process.ts'

/** How often the server is killed: a few times in every test run, hundreds of times when asked. */
const POINTS = points(12, 200)
/** Publishing goes on for up to this long before each kill, in milliseconds; every other time counted from the first photo. */
const PUBLISHING = 400

let folder: string
let dataDir: string
let key: string
let pictures: Uint8Array<ArrayBuffer>[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carillon-kill-'))
  dataDir = join(folder, 'data')
  const instance = await openTestInstance()
  const owner = await instance.account('owner', { creator: true })
  await instance.as(owner).channels.create({ handle: 'bells', name: 'Bells', category: 'music' })
  key = await createKeyFor(instance.ctx(), owner.email, 'bells')
  await instance.core.db.checkpoint()
  await cp(instance.dataDir, dataDir, { recursive: true })
  await instance.close()
  const draw = (background: string) =>
    sharp({ create: { width: 700, height: 400, channels: 3, background } })
      .png()
      .toBuffer()
  pictures = await Promise.all(
    ['#aa3311', '#11aa33', '#3311aa'].map(async (colour) => new Uint8Array(await draw(colour))),
  )
})
afterAll(async () => {
  for (const server of running) await kill(server)
  await rm(folder, { recursive: true, force: true })
})

const running = new Set<Program>()

function start(): Program {
  const env = {
    CARILLON_DATA: dataDir,
    CARILLON_LIMIT_FACTOR: '1000',
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
  }
  const server = run('testing/bare-server.ts', [], env)
  running.add(server)
  return server
}

async function kill(server: Program): Promise<void> {
  running.delete(server)
  server.child.kill('SIGKILL')
  expect(await server.ended).toBe('SIGKILL')
}

/** Everything that was sent, and the id of what was acknowledged. */
const sent = new Map<string, string | null>()

/** Publishes one post after another until the server is gone. */
async function publishUntilKilled(
  url: string,
  kind: 'text' | 'photo',
  who: string,
  published: () => void,
): Promise<void> {
  const headers = { authorization: `Bearer ${key}` }
  for (let at = 0; ; at += 1) {
    const text = `${who} ${at}`
    try {
      const upload =
        kind === 'photo' && (await post<Upload>(`${url}/uploads/photo?handle=bells`, headers, pictures[at % 3]!))
      const content = upload ? { kind, text, photo: { mediaId: upload.mediaId, alt: text } } : { kind, text }
      sent.set(text, null)
      const json = { ...headers, 'content-type': 'application/json' }
      const answer = await post<{ result: { data: Post } }>(
        `${url}/trpc/posts.publish`,
        json,
        JSON.stringify({ handle: 'bells', content }),
      )
      sent.set(text, answer.result.data.id)
      published()
    } catch (error) {
      if (error instanceof Refused) throw error
      return
    }
  }
}

class Refused extends Error {}

async function post<T>(
  url: string,
  headers: Record<string, string>,
  body: string | Uint8Array<ArrayBuffer>,
): Promise<T> {
  const answer = await fetch(url, { method: 'POST', headers, body })
  const text = await answer.text()
  if (!answer.ok) throw new Refused(`${url} answered ${answer.status}: ${text}`)
  return JSON.parse(text) as T
}

/** Posts of the channel, newest first, back to the first that `isKnown`. */
async function listPosts(url: string, isKnown: (id: string) => boolean): Promise<Post[]> {
  const posts: Post[] = []
  for (let cursor: string | null | undefined; cursor !== null;) {
    const input = encodeURIComponent(JSON.stringify({ handle: 'bells', limit: 50, ...(cursor ? { cursor } : {}) }))
    const answer = await fetch(`${url}/trpc/posts.list?input=${input}`)
    const page = ((await answer.json()) as { result: { data: PostPage } }).result.data
    posts.push(...page.items)
    cursor = page.items.some((item) => isKnown(item.id)) ? null : page.nextCursor
  }
  return posts.filter((item) => !isKnown(item.id))
}

/** Every acknowledged post is there once, with its pictures; none that was never sent is, and none twice. */
async function checkPosts(url: string, who: string, isKnown: (id: string) => boolean): Promise<Post[]> {
  const posts = await listPosts(url, isKnown)
  const texts = posts.map((item) => captionOf(item.content))
  expect(new Set(texts).size).toBe(texts.length)
  for (const text of texts) expect(sent.has(text), `${text} was sent`).toBe(true)
  for (const [text, id] of sent) {
    if (id && text.startsWith(who)) expect(posts[texts.indexOf(text)]?.id, `${text} was acknowledged`).toBe(id)
  }
  for (const { content } of posts) {
    if (content.kind !== 'photo') continue
    const width = content.photo.widths.at(-1)
    const picture = Buffer.from(await (await fetch(`${url}/media/${content.photo.mediaId}/${width}`)).arrayBuffer())
    expect(picture.subarray(0, 4).toString()).toBe('RIFF')
    expect(picture.length).toBe(picture.readUInt32LE(4) + 8)
  }
  return posts
}

/** The database is whole, and rows and files are of the same mind. */
async function checkFiles(): Promise<void> {
  const client = createClient({ url: `file:${join(dataDir, 'carillon.db')}`, concurrency: 1 })
  const rows = async (query: string) => (await client.execute(query)).rows
  expect(await rows('PRAGMA integrity_check')).toMatchObject([{ integrity_check: 'ok' }])
  expect(await rows(`SELECT id FROM media WHERE state NOT IN ('pending', 'attached')`)).toEqual([])
  expect(await rows(`SELECT id FROM media WHERE state = 'attached' AND post_id NOT IN (SELECT id FROM posts)`)).toEqual(
    [],
  )
  const named = (await rows('SELECT objects FROM media')).flatMap(
    (row) => JSON.parse(row['objects'] as string) as string[],
  )
  const avatars = (await rows('SELECT avatar FROM channels WHERE avatar IS NOT NULL')).map((row) => row['avatar'])
  client.close()
  expect((await filesIn('media')).map((name) => `media/${name}`)).toEqual(named.toSorted())
  expect(await filesIn('avatars')).toEqual(avatars.flatMap((name) => [`${name}-320`, `${name}-96`]).toSorted())
  expect(await filesIn('.unfinished')).toEqual([])
}

async function filesIn(name: string): Promise<string[]> {
  const exists = (await readdir(join(dataDir, 'objects'))).includes(name)
  return exists ? (await readdir(join(dataDir, 'objects', name))).toSorted() : []
}

test(`${POINTS} kills while posts are published lose none of them`, { timeout: 30_000 + POINTS * 20_000 }, async () => {
  const known = new Set<string>()
  const starts: number[] = []
  let [inFlight, unacknowledged] = [0, 0]
  const check = async (url: string, who: string) => {
    for (const item of await checkPosts(url, who, (id) => known.has(id))) known.add(item.id)
    await checkFiles()
  }
  const open = async () => {
    const began = performance.now()
    const server = start()
    const [, port] = await server.says(/listening on (\d+)/)
    starts.push(performance.now() - began)
    return { server, url: `http://127.0.0.1:${port}/api` }
  }
  for (let point = 0; point < POINTS; point += 1) {
    const { server, url } = await open()
    if (point > 0) await check(url, `${point - 1}:`)
    let busy = 0
    const firstPhoto = Promise.withResolvers<void>()
    const publishing = (['text', 'text', 'text', 'text', 'photo', 'photo'] as const).map(async (kind, at) => {
      busy += 1
      await publishUntilKilled(url, kind, `${point}:${at}`, kind === 'photo' ? firstPhoto.resolve : () => {})
      busy -= 1
    })
    const avatar = fetch(`${url}/uploads/avatar?handle=bells`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: pictures[point % 3]!,
    }).catch(() => null)
    if (point % 2 === 1) await firstPhoto.promise
    await after(Math.random() * PUBLISHING)
    inFlight += busy
    await kill(server)
    await Promise.all([...publishing, avatar])
    // Every fourth time the next one is killed as well, somewhere in its start, with what there is to mend.
    if (point % 4 === 3) {
      const mending = start()
      await after(Math.random() * Math.min(...starts))
      await kill(mending)
    }
  }
  const { server, url } = await open()
  await check(url, `${POINTS - 1}:`)
  const acknowledged = [...sent.values()].filter((id) => id !== null)
  const all = await listPosts(url, () => false)
  expect(all).toHaveLength(known.size)
  for (const id of acknowledged) expect(known).toContain(id)
  unacknowledged = known.size - acknowledged.length
  await kill(server)
  // Controls: much was published, and the kills came while more was.
  expect(acknowledged.length).toBeGreaterThan(POINTS)
  expect(all.some((item) => item.content.kind === 'photo')).toBe(true)
  expect(inFlight).toBeGreaterThan(POINTS)
  const median = starts.toSorted((a, b) => a - b)[Math.floor(starts.length / 2)]
  console.log(
    `${POINTS} kills: ${acknowledged.length} posts acknowledged, ${unacknowledged} there without, ` +
      `${inFlight} publishers under way when killed, restarts ${Math.round(median!)} ms (median)`,
  )
})
