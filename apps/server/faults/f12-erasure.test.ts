import { scanForMarkers } from '@carillon/api/testing'
import { pushTarget } from '@carillon/api/testing/push'
import { DAY, type Erasure, type Post, type PostPage, type Upload } from '@carillon/contract'
import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendFile, sendPhoto } from '../src/testing/uploads.ts'
import { type Bells, makeBells, type Serving } from './bells.ts'
import { ask, change, signIn } from './calls.ts'
import { type FakeClock, findFaketime, makeClock } from './clock.ts'
import { record } from './report.ts'

const LIBRARY = findFaketime()
const WHAT = 'words in every place, searched for after the night'

const WORDS = {
  text: 'Text-Glockenspiel-übermorgen-8841',
  before: 'Before it was edited: Campanile-5512',
  other: 'En otra lengua: carillón-7741',
  question: 'Question: which Campanile-6117?',
  option: 'Option-Pummerin & 2209',
  explanation: 'Explanation: the Emmanuel-3350',
  caption: 'Caption "Campanile" at 7.30',
  alt: 'Alt: el carillón & Łódź',
  name: 'Name of a paper-9920.txt',
  body: 'Body of a paper: Bourdon-4417',
  reviewed: 'Reviewed: Carillonneur-1208',
  comment: 'Comment of an admin: Dulcimer-6630',
  discarded: 'Never said: Tubular-3319',
}
const DESCRIPTION = 'Description that everybody may read for ever'

let bells: Bells
let clock: FakeClock
let server: Serving
let team: Record<string, string>

beforeAll(async () => {
  if (!LIBRARY) return record({ fault: 'F12', what: WHAT, skipped: 'there is no libfaketime here' })
  bells = await makeBells(async (instance) => void (await instance.account('chief', { operator: true })))
  clock = makeClock(LIBRARY, bells.folder)
  clock.runFrom(Date.now())
  server = await bells.start({ ...clock.env, CARILLON_OUTSIDE_ALLOWED: '127.0.0.1:1' })
  team = await signIn(server.url, 'owner')
})
afterAll(() => bells?.remove())

async function call<T>(procedure: string, input: object, headers = team): Promise<T> {
  const { status, data, code } = await change<T>(server.url, procedure, input, headers)
  if (status !== 200) throw new Error(`${procedure}: ${code}`)
  return data
}

const handle = 'bells'
const publish = (content: object) => call<Post>('posts.publish', { handle, content })

/** Says all the words, each in its place, and has them told to a webhook and a device where nobody answers. */
async function sayAll(): Promise<{ follower: Record<string, string>; posts: Post[] }> {
  await call('channels.edit', { handle, description: DESCRIPTION })
  const events = ['post.published', 'post.edited', 'post.expired']
  await call('webhooks.create', { handle, url: 'http://127.0.0.1:1/', events })
  const { cookie } = await change(server.url, 'follows.follow', { handle }, { origin: team['origin']! })
  const follower = { cookie, origin: team['origin']! }
  await call('notifications.subscribe', pushTarget(), follower)

  const desk = { url: server.url, headers: { authorization: `Bearer ${bells.key}` }, handle }
  const grey = { width: 700, height: 500, channels: 3, background: '#777' } as const
  const noisy = sharp({ create: { ...grey, noise: { type: 'gaussian', mean: 128, sigma: 30 } } })
  const photo = (await (await sendPhoto(desk, await noisy.png().toBuffer())).json()) as Upload
  const paper = (await (await sendFile(desk, 'document', Buffer.from(WORDS.body))).json()) as Upload

  const text = await publish({ kind: 'text', text: WORDS.before })
  const variants = [{ language: 'es', text: WORDS.other }]
  const said = { kind: 'text', text: WORDS.text, variants }
  const { question, option, explanation, caption: above, alt, name } = WORDS
  const quiz = { question, options: ['Yes', option], mode: 'quiz', correct: 1, explanation }
  const poll = await publish({ kind: 'poll', poll: quiz })
  const posts = [
    await call<Post>('posts.edit', { handle, postId: text.id, content: said }),
    poll,
    await publish({ kind: 'photo', text: above, photo: { mediaId: photo.mediaId, alt } }),
    await publish({ kind: 'document', document: { mediaId: paper.mediaId, name } }),
    await review(),
  ]
  await call('polls.vote', { handle, postId: poll.id, options: [1] }, follower)
  await call('reactions.react', { handle, postId: text.id, emoji: '👍' }, follower)
  return { follower, posts }
}

/** A draft that was spoken of before it was published, and one that came to nothing. */
async function review(): Promise<Post> {
  const gone = await call<{ id: string }>('drafts.create', { handle, content: { kind: 'text', text: WORDS.discarded } })
  await call('drafts.discard', { handle, draftId: gone.id })
  const content = { kind: 'text', text: WORDS.reviewed }
  const { id: draftId, revision } = await call<{ id: string; revision: number }>('drafts.create', { handle, content })
  const submitted = await call<{ revision: number }>('drafts.submit', { handle, draftId, revision })
  await call('drafts.comment', { handle, draftId, text: WORDS.comment })
  return (await call<{ post: Post }>('drafts.approve', { handle, draftId, revision: submitted.revision })).post
}

/** Everything that the API tells of these posts, to their team and to their follower. */
async function readAll(posts: Post[], follower: Record<string, string>): Promise<string> {
  const ids = posts.map(({ id }) => id)
  const list = await ask<PostPage>(server.url, 'posts.list', { handle }, follower)
  const results = await ask(server.url, 'polls.results', { handle, postIds: ids }, follower)
  const asked = ids.flatMap((postId) => ['posts.versions', 'posts.reviews'].map((name) => [name, postId] as const))
  const more = await Promise.all(asked.map(([name, postId]) => ask(server.url, name, { handle, postId }, team)))
  const paper = list.data.items.flatMap(({ content }) =>
    content.kind === 'document' ? [content.document.mediaId] : [],
  )
  const bodies = paper.map(async (id) => (await fetch(`${server.url}/media/${id}/file`)).text())
  return JSON.stringify([list.data, results.data, more.map(({ data }) => data), await Promise.all(bodies)])
}

/** Pieces of what lies sealed in the database and in the storage. */
async function sealedPieces(): Promise<Uint8Array[]> {
  const tables = ['posts', 'post_versions', 'reviews']
  const rows = await Promise.all(
    tables.map((name) => bells.look(`SELECT content FROM ${name} WHERE content IS NOT NULL`)),
  )
  const blobs = rows.flat().map((row) => new Uint8Array(row['content'] as ArrayBuffer))
  return blobs.map((bytes) => bytes.slice(0, 40))
}

const filesBelow = async (name: string) => (await readdir(join(bells.dataDir, name)).catch(() => [])).length
const count = async (table: string) => Number((await bells.look(`SELECT count(*) AS n FROM ${table}`))[0]!['n'])
const words = Object.values(WORDS)

test.skipIf(!LIBRARY)('after the night no byte is left anywhere of what posts said', { timeout: 120_000 }, async () => {
  const { follower, posts } = await sayAll()
  const told = await readAll(posts, follower)
  const served = words.filter((word) => told.includes(JSON.stringify(word).slice(1, -1)))
  const sealed = await sealedPieces()
  const copy = join(bells.dataDir, 'control')
  await writeFile(copy, Buffer.concat(words.flatMap(inEveryForm)))
  const seen = await scanForMarkers(bells.dataDir, [...words, ...sealed, DESCRIPTION])
  await rm(copy)
  const inClear = seen.filter(({ file, marker }) => file !== 'control' && words.includes(marker as string))
  const forms = new Set(seen.filter(({ file }) => file === 'control').map(({ encoding }) => encoding))
  const queued = [await count('webhook_deliveries'), await count('push_queue'), await filesBelow('objects/media')]

  clock.runFrom(Date.now() + 32 * DAY)
  const chief = await signIn(server.url, 'chief')
  const night = await call<Erasure>('instance.erase', { confirmClock: true }, chief)
  const silent = await readAll(posts, follower)
  await server.stop()
  await writeFile(join(bells.dataDir, 'log'), server.program.out() + server.program.err())
  const found = await scanForMarkers(bells.dataDir, [...words, ...sealed])
  const verified = await bells.command(['verify-erasure', ...words])
  const left = [
    await count('push_queue'),
    await filesBelow('objects/media'),
    await count('posts'),
    await count('reviews'),
  ]

  const shown = `${served.length} of ${words.length - 1} served before; a plain copy found in ${forms.size} forms, ${sealed.length} sealed values`
  record({ fault: 'F12', what: WHAT, points: words.length, lost: 0, doubled: 0, left: found.length, control: shown })
  expect(found.map(({ file, marker, encoding }) => [file, encoding, typeof marker])).toEqual([])
  expect([verified.code, left]).toEqual([0, [0, 0, 0, 0]])
  expect(night).toMatchObject({ posts: 5, media: 2, held: 0, clean: true })
  expect(night.keys.length).toBeGreaterThan(0)
  for (const word of words) expect(silent).not.toContain(word)
  // The controls: all of it but what was never said was served; nothing lay in clear; whatever form it is in is found.
  expect(served).toEqual(words.filter((word) => word !== WORDS.discarded))
  expect(inClear).toEqual([])
  expect([...forms]).toEqual(expect.arrayContaining(['utf-8', 'utf-16le', 'base64', 'percent']))
  expect(new Set(seen.filter(({ marker }) => typeof marker !== 'string').map(({ marker }) => marker)).size).toBe(
    sealed.length,
  )
  expect(
    queued.every((waiting) => waiting > 0),
    String(queued),
  ).toBe(true)
  const events = await bells.look('SELECT DISTINCT event FROM webhook_deliveries WHERE post_id IS NOT NULL')
  expect(events.map((row) => row['event'])).toEqual(['post.expired'])
})

function inEveryForm(word: string): Buffer[] {
  const plain = Buffer.from(word)
  const forms = [
    plain,
    Buffer.from(word, 'utf16le'),
    Buffer.from(plain.toString('base64')),
    Buffer.from(encodeURIComponent(word)),
  ]
  return forms.flatMap((form) => [form, Buffer.from('\n\n')])
}
