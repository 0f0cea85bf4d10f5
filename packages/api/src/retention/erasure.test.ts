import { DAY } from '@carillon/contract'
import { createClient } from '@libsql/client'
import { eq } from 'drizzle-orm'
import { appendFileSync } from 'node:fs'
import { copyFile, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { dayOf } from '../core/keys.ts'
import { createOutside } from '../core/outside.ts'
import { streamDecrypted } from '../core/objects.ts'
import { uploadPhoto } from '../media/keep.ts'
import { media } from '../media/table.ts'
import { beginUpload, finishUpload } from '../media/uploads.ts'
import { openContent } from '../posts/content.ts'
import { posts, postVersions, reviews } from '../posts/table.ts'
import { openTestInstance, type TestInstance } from '../testing/index.ts'
import { deliveries } from '../webhooks/table.ts'
import { expirePosts } from './expire.ts'
import { type Marker, scanForMarkers } from './scan.ts'

const WORDS = {
  text: 'Text-Glockenspiel-übermorgen-8841',
  caption: 'Caption "Campanile" at 7.30',
  alt: 'Alt: el carillón & Łódź',
  question: 'Question: which Campanile-6117?',
  option: 'Option-Pummerin & 2209',
  explanation: 'Explanation: the Emmanuel-3350',
}
const DESCRIPTION = 'Description that everybody may read for ever'

let instance: TestInstance
let owner: Awaited<ReturnType<TestInstance['account']>>
beforeEach(async () => {
  const log = (event: string, facts = {}) =>
    appendFileSync(join(instance.dataDir, 'log'), `${JSON.stringify({ event, ...facts })}\n`)
  // Somebody listens at an address where nobody answers: what is to be told waits in the queue.
  const outside = createOutside({ allowed: ['127.0.0.1:1'], agent: 'Carillon test' })
  instance = await openTestInstance({ log: { info: log, error: log }, outside })
  owner = await instance.account('owner', { creator: true })
  const profile = { name: 'Bells', category: 'music' as const, description: DESCRIPTION }
  await instance.as(owner).channels.create({ handle: 'bells', ...profile })
  const events = ['post.published' as const, 'post.expired' as const]
  await instance.as(owner).webhooks.create({ handle: 'bells', url: 'http://127.0.0.1:1/', events })
  instance.sender.start()
})
afterEach(() => instance.close())

const publishText = (text: string) =>
  instance.as(owner).posts.publish({ handle: 'bells', content: { kind: 'text', text } })
async function publishPhoto() {
  const noise = Buffer.from(Array.from({ length: 900 * 600 * 3 }, (_, at) => (at * 7919 + (at >> 5) * 104_729) % 256))
  const picture = await sharp(noise, { raw: { width: 900, height: 600, channels: 3 } })
    .png()
    .toBuffer()
  const { mediaId } = await uploadPhoto(instance.ctx(owner), 'bells', picture)
  const content = { kind: 'photo' as const, text: WORDS.caption, photo: { mediaId, alt: WORDS.alt } }
  return instance.as(owner).posts.publish({ handle: 'bells', content })
}
async function publishQuiz() {
  const { question, option, explanation } = WORDS
  const poll = { question, options: ['Yes', option], mode: 'quiz' as const, correct: 1, explanation }
  const { id } = await instance.as(owner).posts.publish({ handle: 'bells', content: { kind: 'poll', poll } })
  return instance.as().polls.vote({ handle: 'bells', postId: id, options: [1] })
}
const sealedRows = () => instance.core.db.read.select().from(posts)
const scan = (markers: Marker[]) => scanForMarkers(instance.dataDir, markers)
/** Stretches of sealed bytes from all over, short enough that most lie within a page of the database. */
const stretches = (sealed: Uint8Array) =>
  Array.from({ length: Math.ceil(sealed.length / 256) }, (_, at) =>
    Buffer.from(sealed.subarray(13 + at * 256, 37 + at * 256)),
  ).filter((bytes) => bytes.length === 24)
/** How many of so many short stretches are in the database's files: the scan would try each in a dozen forms. */
async function countPresent(bytes: Buffer[], folder = instance.dataDir): Promise<number> {
  const files = ['carillon.db', 'carillon.db-wal'].map((name) => readFile(join(folder, name)))
  const all = Buffer.concat(await Promise.all(files))
  return bytes.filter((stretch) => all.includes(stretch)).length
}
/** The same rows deleted by a program that knows of no `secure_delete`, in a copy: what the count would then find. */
async function countAfterPlainDelete(bytes: Buffer[]): Promise<number> {
  const copy = join(instance.dataDir, 'copy')
  await mkdir(copy)
  await instance.core.db.checkpoint()
  await copyFile(join(instance.dataDir, 'carillon.db'), join(copy, 'carillon.db'))
  const client = createClient({ url: `file:${copy}/carillon.db`, concurrency: 1 })
  await client.execute('DELETE FROM posts')
  const found = await countPresent(bytes, copy)
  client.close()
  await rm(copy, { recursive: true })
  return found
}
const missing = async (markers: Uint8Array[]) => {
  const found = new Set((await scan(markers)).map((finding) => finding.marker))
  return markers.filter((marker) => !found.has(marker)).length
}

/** The pictures' own bytes, as a browser gets them, and as they lie in the storage. */
async function pictureBytes(postId: string) {
  const { storage } = instance.core
  const row = (await sealedRows()).find((post) => post.id === postId)!
  const content = await openContent(instance.core, row)
  if (content?.kind !== 'photo') throw new Error('not a photo')
  const clear = content.photo.renditions.map(async ({ object, key }) => {
    const stream = (await streamDecrypted(storage, object, Buffer.from(key, 'base64')))!
    return new Uint8Array(await new Response(stream).arrayBuffer())
  })
  const stored = content.photo.renditions.map(async ({ object }) => (await storage.get(object))!)
  const keys = content.photo.renditions.map(({ key }) => Buffer.from(key, 'base64'))
  return { clear: await Promise.all(clear), stored: await Promise.all(stored), keys }
}

test('what a post says is in clear nowhere while it lives, and as nothing at all once it has expired', async () => {
  await publishText(WORDS.text)
  const quiz = await publishQuiz()
  const { id } = await publishPhoto()
  const picture = await pictureBytes(id)
  const [rendition] = picture.clear
  expect(Buffer.from(rendition!.subarray(0, 4)).toString()).toBe('RIFF')
  const clear = [...Object.values(WORDS), ...picture.clear.map((bytes) => bytes.subarray(200, 264)), ...picture.keys]
  const sealed = [
    ...(await sealedRows()).map((row) => row.content.subarray(0, 64)),
    ...picture.stored.map((bytes) => bytes.subarray(0, 64)),
  ]

  // The controls: readers read the words, the scan finds what is in clear by right, and every sealed byte.
  const { items } = await instance.as().posts.list({ handle: 'bells' })
  expect(items.map((post) => post.content)).toMatchObject([
    { text: WORDS.caption, photo: { alt: WORDS.alt } },
    { poll: { question: WORDS.question, options: ['Yes', WORDS.option] } },
    { text: WORDS.text },
  ])
  expect(quiz).toMatchObject({ quiz: { explanation: WORDS.explanation } })
  expect(await scan([DESCRIPTION])).not.toEqual([])
  await instance.dispatcher.settle()
  expect(await instance.core.db.read.$count(deliveries)).toBe(3)
  expect(await missing(sealed)).toBe(0)
  expect(await scan(clear)).toEqual([])

  instance.clock.now = (dayOf(items[0]!.expiresAt) + 1) * DAY
  const report = await expirePosts(instance.core)
  await instance.dispatcher.settle()
  expect(report).toMatchObject({ posts: 3, media: 1, clean: true })
  expect(report.keys).toContain(dayOf(items[0]!.expiresAt))
  expect(await scan([...clear, ...sealed])).toEqual([])
  expect(await scan([DESCRIPTION])).not.toEqual([])
  expect(await instance.core.keys.find(dayOf(items[0]!.expiresAt))).toBeNull()
  expect(await Array.fromAsync(instance.core.storage.list('media/'))).toEqual([])
  expect(await instance.core.db.read.$count(posts)).toBe(0)
  expect(await instance.core.db.read.$count(media)).toBe(0)
})

test('a document, what it is called and an upload that nobody finished are nowhere once their time is over', async () => {
  const ctx = instance.ctx(owner)
  const words = {
    body: 'Body of a paper: Campanile 8841',
    name: 'Name of a paper.txt',
    left: 'Left unfinished in 1893',
  }
  const begin = async (text: string, size = text.length) => {
    const id = await beginUpload(ctx, { handle: 'bells', kind: 'document', size })
    await writeFile(instance.core.uploads.scratch.pathOf(id), text)
    return id
  }
  const mediaId = await begin(words.body)
  await finishUpload(ctx, mediaId)
  const content = { kind: 'document' as const, document: { mediaId, name: words.name } }
  const { expiresAt } = await instance.as(owner).posts.publish({ handle: 'bells', content })
  expect(await scan([words.body, words.name])).toEqual([])
  const { items } = await instance.as().posts.list({ handle: 'bells' })
  expect(items[0]?.content).toMatchObject({ document: { name: words.name, size: words.body.length } })
  const [object] = (await instance.core.db.read.select().from(media)).find(({ id }) => id === mediaId)!.objects
  const sealed = Buffer.from((await instance.core.storage.get(object!))!)

  await begin(words.left, 1_000)
  expect(await missing([sealed, Buffer.from(words.left)]), 'control: both are on the disk').toBe(0)
  instance.clock.now += DAY
  await expirePosts(instance.core)
  expect(await scan([words.left])).toEqual([])
  expect(await missing([sealed])).toBe(0)
  instance.clock.now = expiresAt
  await expirePosts(instance.core)
  expect(await scan([...Object.values(words), sealed])).toEqual([])
  expect(await instance.core.db.read.$count(media)).toBe(0)
})

test('what was said of a post in review, and what it said before, goes with it', async () => {
  const said = ['Note-Glockenspiel-übermorgen-7719', 'Comment by Łódź at 7.30', 'Words-before-the-edit-5512']
  const drafts = instance.as(owner).drafts
  const content = { kind: 'text' as const, text: said[2]! }
  const { id: draftId, revision } = await drafts.create({ handle: 'bells', content })
  const submitted = await drafts.submit({ handle: 'bells', draftId, revision, note: said[0]! })
  await drafts.comment({ handle: 'bells', draftId, text: said[1]! })
  expect(await scan(said)).toEqual([])
  const { post } = await drafts.approve({ handle: 'bells', draftId, revision: submitted.revision })
  const ref = { handle: 'bells', postId: post!.id }
  await instance.as(owner).posts.edit({ ...ref, content: { kind: 'text', text: 'Words after' } })

  // The controls: the team reads all of it, the scan finds every sealed byte.
  const reviewed = (await instance.as(owner).posts.reviews(ref)).items.map(({ text }) => text)
  const before = (await instance.as(owner).posts.versions(ref)).items.map(({ text }) => text)
  expect([...reviewed, ...before]).toEqual([said[0], said[1], '', said[2]])
  const rows = [
    ...(await instance.core.db.read.select().from(reviews)),
    ...(await instance.core.db.read.select().from(postVersions)),
  ]
  const sealed = rows.flatMap(({ content: bytes }) => (bytes ? [bytes.subarray(0, 40)] : []))
  expect(sealed).toHaveLength(3)
  expect(await missing(sealed)).toBe(0)
  expect(await scan(said)).toEqual([])

  instance.clock.now = (dayOf(post!.expiresAt) + 1) * DAY
  await expirePosts(instance.core)
  await instance.dispatcher.settle()
  expect(await scan([...said, ...sealed])).toEqual([])
  expect(await instance.core.db.read.$count(reviews)).toBe(0)
})

test('a day’s key is in no file once the day is over', async () => {
  const post = await publishText(WORDS.text)
  const key = Buffer.from((await instance.core.keys.find(dayOf(post.expiresAt)))!)
  expect(await missing([key])).toBe(0)
  instance.clock.now = post.expiresAt + DAY
  await expirePosts(instance.core)
  expect(await scan([key])).toEqual([])
})

test('the log of the database is emptied, and was not before', async () => {
  const size = async () => (await stat(join(instance.dataDir, 'carillon.db-wal'))).size
  const post = await publishText(WORDS.text)
  expect(await size()).toBeGreaterThan(0)
  await instance.dispatcher.stop()
  instance.clock.now = post.expiresAt
  await expirePosts(instance.core)
  expect(await size()).toBe(0)
})

test('no sealed byte is left of posts of many sizes, edited and deleted among those that live on', async () => {
  const ids: string[] = []
  const written: Buffer[] = []
  const note = async (id: string) => {
    const row = await instance.core.db.read.select().from(posts).where(eq(posts.id, id)).get()
    written.push(...stretches(row!.content))
  }
  for (let at = 0; at < 160; at += 1) {
    if (at % 2 === 1) instance.clock.now += 1_000
    const { id } = await publishText(`${at} `.padEnd(5 + ((at * 997) % 3_900), 'ding dong '))
    ids.push(id)
    await note(id)
  }
  expect(await countPresent(written)).toBeGreaterThan(written.length * 0.9)
  for (const postId of ids.filter((_, at) => at % 5 === 0)) {
    await instance.as(owner).posts.edit({ handle: 'bells', postId, content: { kind: 'text', text: 'x'.repeat(2_000) } })
    await note(postId)
  }
  for (const postId of ids.filter((_, at) => at % 7 === 0))
    await instance.as(owner).posts.delete({ handle: 'bells', postId })

  expect(await countAfterPlainDelete(written)).toBeGreaterThan(written.length / 2)
  instance.clock.now = (await sealedRows())[75]!.expiresAt
  await expirePosts(instance.core)
  const alive = (await sealedRows()).flatMap((row) => stretches(row.content))
  const living = new Set(alive.map((bytes) => bytes.toString('hex')))
  expect(await countPresent(alive)).toBeGreaterThan(alive.length * 0.9)
  expect(await countPresent(written.filter((bytes) => !living.has(bytes.toString('hex'))))).toBe(0)

  instance.clock.now += 40 * DAY
  await expirePosts(instance.core)
  expect(await countPresent(written)).toBe(0)
})

test('the database writes no content into its log that a copy of the log would keep', async () => {
  await publishText(WORDS.text)
  const log = await readFile(join(instance.dataDir, 'carillon.db-wal'))
  expect(log.includes('chn_')).toBe(true)
  expect(log.includes(WORDS.text)).toBe(false)
})
