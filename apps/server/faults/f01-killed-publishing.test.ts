import { captionOf, type Post, type PostPage, type Upload } from '@carillon/contract'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Bells, makeBells } from './bells.ts'
import { points, record } from './report.ts'

/** How often the server is killed: a few times in every test run, hundreds of times when asked. */
const POINTS = points(12, 200)
/** Publishing goes on for up to this long before each kill, in milliseconds; every other time counted from the first photo. */
const PUBLISHING = 400

let bells: Bells
let pictures: Uint8Array<ArrayBuffer>[]

beforeAll(async () => {
  bells = await makeBells()
  const draw = (background: string) =>
    sharp({ create: { width: 700, height: 400, channels: 3, background } })
      .png()
      .toBuffer()
  pictures = await Promise.all(
    ['#aa3311', '#11aa33', '#3311aa'].map(async (colour) => new Uint8Array(await draw(colour))),
  )
})
afterAll(() => bells.remove())

/** Everything that was sent, and the id of what was acknowledged. */
const sent = new Map<string, string | null>()

/** Publishes one post after another until the server is gone. */
async function publishUntilKilled(
  url: string,
  kind: 'text' | 'photo',
  who: string,
  published: () => void,
): Promise<void> {
  const headers = { authorization: `Bearer ${bells.key}` }
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

/** What is found wrong; nothing of it should be. */
const lost: string[] = []
const doubled: string[] = []
const left: string[] = []

/** Every acknowledged post is there once, with its pictures; none that was never sent is, and none twice. */
async function checkPosts(url: string, who: string, isKnown: (id: string) => boolean): Promise<Post[]> {
  const posts = await listPosts(url, isKnown)
  const byText = Map.groupBy(posts, (item) => captionOf(item.content))
  for (const [text, of] of byText) {
    if (!sent.has(text)) left.push(`${text} was never sent`)
    doubled.push(...of.slice(1).map(() => text))
  }
  for (const [text, id] of sent) {
    if (id && text.startsWith(who) && byText.get(text)?.[0]?.id !== id) lost.push(text)
  }
  for (const { id, content } of posts) {
    if (content.kind !== 'photo') continue
    const width = content.photo.widths.at(-1)
    const picture = Buffer.from(await (await fetch(`${url}/media/${content.photo.mediaId}/${width}`)).arrayBuffer())
    if (!isWholeWebp(picture)) lost.push(`the picture of ${id}`)
  }
  return posts
}

const isWholeWebp = (bytes: Buffer) =>
  bytes.subarray(0, 4).toString() === 'RIFF' && bytes.length === bytes.readUInt32LE(4) + 8

/** The database is whole, and rows and files are of the same mind. */
async function checkFiles(): Promise<void> {
  const { look } = bells
  expect(await look('PRAGMA integrity_check')).toMatchObject([{ integrity_check: 'ok' }])
  const halfMade = await look(`SELECT id FROM media WHERE state NOT IN ('pending', 'attached')
    OR (state = 'attached' AND post_id NOT IN (SELECT id FROM posts))`)
  left.push(...halfMade.map(({ id }) => String(id)))
  const named = (await look('SELECT objects FROM media')).flatMap(
    (row) => JSON.parse(row['objects'] as string) as string[],
  )
  const avatars = (await look('SELECT avatar FROM channels WHERE avatar IS NOT NULL')).map((row) => row['avatar'])
  const wanted = new Set([...named, ...avatars.flatMap((name) => [`avatars/${name}-320`, `avatars/${name}-96`])])
  const there = new Set((await Promise.all(['media', 'avatars', '.unfinished'].map(filesIn))).flat())
  lost.push(...wanted.difference(there))
  left.push(...there.difference(wanted))
}

async function filesIn(name: string): Promise<string[]> {
  const objects = join(bells.dataDir, 'objects')
  if (!(await readdir(objects)).includes(name)) return []
  return (await readdir(join(objects, name))).map((file) => `${name}/${file}`)
}

test(`${POINTS} kills while posts are published lose none of them`, { timeout: 30_000 + POINTS * 20_000 }, async () => {
  const known = new Set<string>()
  const starts: number[] = []
  let inFlight = 0
  const check = async (url: string, who: string) => {
    for (const item of await checkPosts(url, who, (id) => known.has(id))) known.add(item.id)
    await checkFiles()
  }
  const open = async () => {
    const began = performance.now()
    const server = await bells.start()
    starts.push(performance.now() - began)
    return server
  }
  for (let point = 0; point < POINTS; point += 1) {
    const { url, kill } = await open()
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
      headers: { authorization: `Bearer ${bells.key}` },
      body: pictures[point % 3]!,
    }).catch(() => null)
    if (point % 2 === 1) await firstPhoto.promise
    await after(Math.random() * PUBLISHING)
    inFlight += busy
    await kill()
    await Promise.all([...publishing, avatar])
    // Every fourth time the next one is killed as well, somewhere in its start, with what there is to mend.
    if (point % 4 === 3) {
      const mending = bells.run()
      await after(Math.random() * Math.min(...starts))
      await bells.kill(mending)
    }
  }
  const { url, kill } = await open()
  await check(url, `${POINTS - 1}:`)
  const acknowledged = [...sent.values()].filter((id) => id !== null)
  const all = await listPosts(url, () => false)
  const photos = all.filter((item) => item.content.kind === 'photo')
  lost.push(...new Set(acknowledged).difference(known))
  await kill()
  record({
    fault: 'F1',
    what: 'killed while posts are published',
    points: POINTS + Math.floor(POINTS / 4),
    lost: lost.length,
    doubled: doubled.length,
    left: left.length,
    control: `${acknowledged.length} posts acknowledged, ${photos.length} photos, ${inFlight} publishers under way`,
  })
  expect({ lost, doubled, left }).toEqual({ lost: [], doubled: [], left: [] })
  expect(all).toHaveLength(known.size)
  // Controls: much was published, and the kills came while more was.
  expect(acknowledged.length).toBeGreaterThan(POINTS)
  expect(photos.length).toBeGreaterThan(0)
  expect(inFlight).toBeGreaterThan(POINTS)
})
