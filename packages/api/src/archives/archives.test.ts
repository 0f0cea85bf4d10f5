import { ARCHIVE_FILE, type ArchiveJob, DAY, LIMITS, type Post, type ReadContent } from '@carillon/contract'
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js'
import { and, eq } from 'drizzle-orm'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { requireWritable } from '../channels/authority.ts'
import { members } from '../channels/table.ts'
import { nextTurn } from '../core/turns.ts'
import { bringStarterPack } from '../stickers/starter.ts'
import { START } from '../testing/index.ts'
import { clip, oggOpus, pdf, zip } from '../testing/samples.ts'
import { openStage, type Stage, type StageChannel } from '../testing/stage.ts'
import { idOf, uploader } from '../testing/tus.ts'
import { importArchive } from './import.ts'

let stage: Stage
let source: StageChannel
let target: StageChannel
let picture: Buffer
beforeAll(async () => {
  stage = await openStage()
  await bringStarterPack(stage.core)
  picture = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#775511' } })
    .jpeg()
    .toBuffer()
})
afterAll(() => stage.instance.close())
beforeEach(async () => {
  stage.instance.clock.now = START
  source = await stage.channel({ language: 'en' })
  target = await stage.channel({ language: 'en' })
})

const team = () => stage.instance.as(stage.accounts.admin)
const upload = async (kind: string, bytes: Uint8Array) => {
  const answer = await uploader(stage, 'admin', source).upload(kind, bytes)
  return ((await answer.json()) as { mediaId: string }).mediaId
}
const publish = (content: object, of = source) =>
  team().posts.publish({ handle: of.handle, content: content as { kind: 'text'; text: string } })
const list = async ({ handle }: StageChannel): Promise<Post[]> => (await team().posts.list({ handle })).items

async function publishEveryKind(): Promise<void> {
  const { items: packs } = await team().stickers.packs({ handle: source.handle })
  const photo = async () => ({ mediaId: await upload('photo', picture), alt: 'Brown' })
  const video = async () => ({
    mediaId: await upload('video', await clip('square.mp4')),
    posterId: await upload('photo', picture),
    alt: 'A square',
  })
  await publish({ kind: 'text', text: 'Words', variants: [{ language: 'fr', text: 'Mots' }] })
  const link = {
    url: 'https://tower.example/',
    title: 'Tower',
    site: 'Tower',
    pictureId: await upload('photo', picture),
  }
  await publish({ kind: 'text', text: 'https://tower.example/', link })
  await publish({ kind: 'photo', text: 'One', photo: await photo() })
  await publish({ kind: 'video', text: 'Two', video: await video() })
  const items = [
    { kind: 'video', ...(await video()) },
    { kind: 'photo', ...(await photo()) },
  ]
  await publish({ kind: 'album', text: 'Three', items })
  await publish({ kind: 'sticker', stickerId: packs[0]!.stickers[0]!.id })
  const poll = { question: 'Which?', options: ['Large', 'Small'], mode: 'quiz', correct: 1, explanation: 'It is so' }
  await publish({ kind: 'poll', poll })
  const voice = { mediaId: await upload('voice', await oggOpus()), waveform: [1, 50, 100] }
  await publish({ kind: 'voice', text: 'Four', voice })
  const document = { mediaId: await upload('document', await pdf()), name: '../../evil name.pdf' }
  await publish({ kind: 'document', text: 'Five', document })
}

async function exportFrom({ handle }: StageChannel): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await stage.app.request(`/api/archives/${handle}`, { headers: stage.headersOf('admin', source) })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-disposition')).toMatch(
    /^attachment; filename="carillon-\w+-\d{4}-\d\d-\d\d\.zip"$/,
  )
  return new Uint8Array(await answer.arrayBuffer())
}

async function open(archive: Uint8Array): Promise<Map<string, Uint8Array>> {
  const reader = new ZipReader(new Uint8ArrayReader(archive), { checkSignature: true })
  const files = new Map<string, Uint8Array>()
  for (const entry of await reader.getEntries()) {
    if (!entry.directory) files.set(entry.filename, await entry.getData(new Uint8ArrayWriter()))
  }
  return files
}

type Manifest = { posts: unknown[] } & Record<string, unknown>
const manifestOf = (files: Map<string, Uint8Array>): Manifest =>
  JSON.parse(Buffer.from(files.get(ARCHIVE_FILE)!).toString()) as Manifest

async function importInto(channel: StageChannel, archive: Uint8Array): Promise<NonNullable<ArchiveJob['report']>> {
  const tus = uploader(stage, 'admin', channel)
  const uploadId = idOf(await tus.begin('archive', archive.length))
  expect((await tus.patch(uploadId, 0, archive)).status).toBe(204)
  const { handle } = channel
  const { jobId } = await team().archives.import({ handle, uploadId })
  let job: ArchiveJob
  do {
    await nextTurn()
    job = await team().archives.progress({ handle, jobId })
  } while (!job.report)
  expect(job.done).toBe(job.of)
  return job.report
}

async function importFile(archive: Uint8Array) {
  const ctx = stage.instance.ctx(stage.accounts.admin)
  const path = join(stage.instance.dataDir, 'archive.zip')
  await writeFile(path, archive)
  const channel = await requireWritable(ctx, target.handle, 'admin', 'publish')
  return importArchive(ctx, channel, path, () => {})
}

/** A zip of nothing but a list of files. */
function listOf(count: number): Buffer {
  const entries = Buffer.alloc(count * 54)
  for (let at = 0; at < count; at += 1) {
    entries.writeUInt32LE(0x02014b50, at * 54)
    entries.writeUInt16LE(20, at * 54 + 4)
    entries.writeUInt16LE(8, at * 54 + 28)
    entries.write(String(at).padStart(8, '0'), at * 54 + 46)
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(entries.length, 12)
  return Buffer.concat([entries, end])
}

/** What it says and shows, whatever its files are called where. */
const said = (content: ReadContent) =>
  JSON.parse(
    JSON.stringify(content)
      .replaceAll(/med_\w{26}/g, 'med')
      .replaceAll(/"size":\d+/g, '"size":0'),
  )
const withoutHashes = (content: ReadContent) =>
  JSON.parse(JSON.stringify(said(content)).replaceAll(/"thumbhash":"[^"]*"/g, '"thumbhash":""')) as object

describe('a channel’s posts', () => {
  test('of every kind are in the archive with their files, and come out of it as they were', async () => {
    await publishEveryKind()
    await team().posts.pin({ handle: source.handle, postId: (await list(source))[0]!.id, pinned: true })
    const archive = await exportFrom(source)
    const files = await open(archive)
    const manifest = manifestOf(files)
    expect(manifest).toMatchObject({ format: 'carillon-channel', version: 1, channel: { handle: source.handle } })
    const named = JSON.stringify(manifest.posts).match(/media\/[^"]+/g)!
    expect([...files.keys()].toSorted()).toEqual([...new Set([...named, ARCHIVE_FILE])].toSorted())

    stage.instance.clock.now = START + 5 * DAY
    expect(await importInto(target, archive)).toEqual({ created: 9, known: 0, notes: [] })
    const [before, after] = [await list(source), await list(target)]
    expect(after.map(({ content }) => withoutHashes(content))).toEqual(
      before.map(({ content }) => withoutHashes(content)),
    )
    const times = ({ publishedAt, editedAt, expiresAt, pinned }: Post) => ({ publishedAt, editedAt, expiresAt, pinned })
    expect(after.map(times)).toEqual(before.map(times))
    expect(after.every(({ silent }) => silent)).toBe(true)
  }, 120_000)

  test('are imported once, however often that is done', async () => {
    await publish({ kind: 'text', text: 'Once' })
    await publish({ kind: 'photo', text: '', photo: { mediaId: await upload('photo', picture), alt: '' } })
    const archive = await exportFrom(source)
    expect(await importInto(target, archive)).toMatchObject({ created: 2, known: 0 })
    expect(await importInto(target, archive)).toMatchObject({ created: 0, known: 2 })
    expect(await list(target)).toHaveLength(2)
  })

  test('live no longer than where they were published first, nor than the channel’s posts do', async () => {
    const brief = await stage.channel({ retentionDays: 3 })
    await publish({ kind: 'text', text: 'Brief' }, brief)
    await publish({ kind: 'text', text: 'Long' })
    const archives = [await exportFrom(brief), await exportFrom(source)] as const
    stage.instance.clock.now = START + DAY
    await importInto(target, archives[0])
    await importInto(brief, archives[1])
    expect((await list(target))[0]).toMatchObject({ publishedAt: START, expiresAt: START + 3 * DAY })
    expect((await list(brief))[0]).toMatchObject({ publishedAt: START, expiresAt: START + 3 * DAY })
    stage.instance.clock.now = START + 3 * DAY
    expect(await importInto(await stage.channel(), archives[0])).toMatchObject({ notes: [{ post: 1, code: 'past' }] })
  })

  test('that end while the archive is read are not in it', async () => {
    await publish({ kind: 'text', text: 'Brief' }, source)
    stage.instance.clock.now = START + DAY
    await publish({ kind: 'text', text: 'Long' })
    const [, from] = await list(source)
    const asked = stage.app.request(`/api/archives/${source.handle}`, { headers: stage.headersOf('admin', source) })
    const answer = await asked
    stage.instance.clock.now = from!.expiresAt
    const files = await open(new Uint8Array(await answer.arrayBuffer()))
    expect(manifestOf(files).posts).toMatchObject([{ content: { text: 'Long' } }])
  })

  test('are counted before they are exported', async () => {
    await publish({ kind: 'photo', text: '', photo: { mediaId: await upload('photo', picture), alt: '' } })
    const { posts, bytes } = await team().archives.size({ handle: source.handle })
    expect(posts).toBe(1)
    expect(bytes).toBeGreaterThan(500)
  })
})

describe('an archive that somebody changed', () => {
  const text = (id: string, more: object = {}) => ({
    id: `pst_${id.padEnd(26, '0')}`,
    content: { kind: 'text', text: id },
    publishedAt: START - DAY,
    expiresAt: START + DAY,
    ...more,
  })
  const pack = (posts: unknown[], more: Record<string, Uint8Array> = {}) => {
    const channel = { handle: 'any', name: 'Any', description: '', language: null }
    const manifest = { format: 'carillon-channel', version: 1, exportedAt: START, channel, posts }
    return zip({ ...more, [ARCHIVE_FILE]: Buffer.from(JSON.stringify(manifest)) })
  }
  const shown = (file: string) => ({ content: { kind: 'photo', text: '', photo: { file, alt: '' } } })

  test('brings what is whole in it, and names the rest with its place and its fault', async () => {
    const posts = [
      text('good'),
      text('long', { content: { kind: 'text', text: 'x'.repeat(5_000) } }),
      text('ahead', { publishedAt: START + 1, expiresAt: START + DAY }),
      text('changed', { editedAt: START + 1 }),
      text('lacks', shown('media/none.webp')),
      text('climbs', shown('media/../../etc/passwd')),
      text('broken', shown('media/broken.webp')),
      text('other', {
        content: { kind: 'sticker', sticker: { id: `stk_${'0'.repeat(26)}`, emoji: ['🔔'], file: 'media/s.webp' } },
      }),
      { nothing: true },
      text('last'),
    ]
    const archive = await pack(posts, { 'media/broken.webp': Buffer.from('no picture at all') })
    const { created, notes } = await importInto(target, archive)
    expect(created).toBe(2)
    expect(notes.map(({ post, code }) => [post, code])).toEqual([
      [2, 'unreadable'],
      [3, 'future'],
      [4, 'future'],
      [5, 'file_missing'],
      [6, 'unreadable'],
      [7, 'refused'],
      [8, 'sticker_missing'],
      [9, 'unreadable'],
    ])
    expect((await list(target)).map(({ content }) => ('text' in content ? content.text : ''))).toEqual(['last', 'good'])
  })

  test('goes in no further once whoever began it is no admin any more', async () => {
    const archive = await pack([text('first'), text('second'), text('third')])
    const tus = uploader(stage, 'admin', target)
    const uploadId = idOf(await tus.begin('archive', archive.length))
    await tus.patch(uploadId, 0, archive)
    const { db } = stage.core
    const change = db.transaction.bind(db)
    const seen = vi.spyOn(db, 'transaction').mockImplementationOnce(async (...publication) => {
      const outcome = await change(...publication)
      const admin = and(eq(members.channelId, target.id), eq(members.accountId, stage.accounts.admin.id))
      await change((tx) => tx.update(members).set({ role: 'editor' }).where(admin))
      return outcome
    })
    const { handle } = target
    const { jobId } = await team().archives.import({ handle, uploadId })
    const progress = async () => {
      for (;;) {
        await nextTurn()
        const { report } = await stage.instance.as(stage.accounts.owner).archives.progress({ handle, jobId })
        if (report) return report
      }
    }
    await expect(progress()).rejects.toMatchObject({ message: 'members.role' })
    seen.mockRestore()
    expect(await list(target)).toHaveLength(1)
  })

  test('leaves no upload behind', async () => {
    await importInto(
      target,
      await pack([text('one', shown('media/broken.webp'))], { 'media/broken.webp': Buffer.from('x') }),
    )
    const { used } = await team().channels.storage({ handle: target.handle })
    expect(used).toBe(0)
  })

  const BAD: [string, () => Promise<Uint8Array>][] = [
    ['no zip', async () => Buffer.from('not a zip')],
    ['a zip of something else', () => zip({ 'readme.txt': Buffer.from('Hello') })],
    ['a list that isn’t one', () => zip({ [ARCHIVE_FILE]: Buffer.from('{"posts":[]}') })],
    ['a zip that was cut off', async () => (await pack([text('cut')])).subarray(0, -40)],
  ]
  test.each(BAD)('is refused whole where it is %s', async (_, make) => {
    await expect(importInto(target, await make())).rejects.toMatchObject({ message: 'archives.unreadable' })
  })

  test('holds up nobody else while it is looked through', async () => {
    let turns = 0
    let waiting = setImmediate(function turn() {
      turns += 1
      waiting = setImmediate(turn)
    })
    await expect(importFile(listOf(2_000))).rejects.toMatchObject({ code: 'archives.unreadable' })
    clearImmediate(waiting)
    expect(turns).toBeGreaterThanOrEqual(100)
  })

  test('is refused unread where it lists too many files', async () => {
    await expect(importFile(listOf(LIMITS.archiveFiles + 1))).rejects.toMatchObject({ code: 'archives.too_large' })
  })

  test('is no file for a post', async () => {
    const answer = await uploader(stage, 'admin', target).upload('archive', await pack([]))
    expect(answer.status).toBe(400)
  })
})

test('an archive is its team’s alone', async () => {
  const ask = (person: 'nobody' | 'outsider' | 'analyst' | 'follower' | 'editor') =>
    stage.app.request(`/api/archives/${source.handle}`, { headers: stage.headersOf(person, source) })
  expect((await ask('editor')).status).toBe(200)
  expect((await ask('nobody')).status).toBe(401)
  expect((await ask('follower')).status).toBe(401)
  expect((await ask('analyst')).status).toBe(403)
  expect((await ask('outsider')).status).toBe(404)
})
