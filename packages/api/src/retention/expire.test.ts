import { DAY, RETENTION_DAYS } from '@carillon/contract'
import { createClient } from '@libsql/client'
import sharp from 'sharp'
import { asc, eq, inArray } from 'drizzle-orm'
import { stat } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { setAvatar } from '../channels/service.ts'
import { dayOf } from '../core/keys.ts'
import { uploadPhoto } from '../media/keep.ts'
import { media } from '../media/table.ts'
import { outbox } from '../outbox/table.ts'
import { posts } from '../posts/table.ts'
import { reactions } from '../reactions/table.ts'
import { openTestInstance, START, type TestInstance } from '../testing/index.ts'
import { expirePosts } from './expire.ts'
import { lastErasure } from './record.ts'
import { sweepLeftovers } from './sweep.ts'
import { expiryRuns } from './table.ts'

let instance: TestInstance
let owner: Awaited<ReturnType<TestInstance['account']>>

beforeEach(async () => {
  instance = await openTestInstance()
  owner = await instance.account('owner', { creator: true })
  await create('bells')
})
afterEach(() => instance.close())

const create = (handle: string, retentionDays = RETENTION_DAYS) =>
  instance.as(owner).channels.create({ handle, name: handle, category: 'music', retentionDays })
const publish = (words: string, handle = 'bells') =>
  instance.as(owner).posts.publish({ handle, content: { kind: 'text', text: words } })
const picture = () =>
  sharp({ create: { width: 700, height: 500, channels: 3, background: '#227755' } })
    .png()
    .toBuffer()
const publishPhoto = async (handle = 'bells') => {
  const { mediaId } = await uploadPhoto(instance.ctx(owner), handle, await picture())
  const post = await instance.as(owner).posts.publish({ handle, content: { kind: 'photo', photo: { mediaId } } })
  return { ...post, mediaId }
}
const expire = () => expirePosts(instance.core)
const stored = async () => (await instance.core.db.read.select({ id: posts.id }).from(posts)).map((row) => row.id)
const objects = (prefix: string) => Array.fromAsync(instance.core.storage.list(prefix))

describe('a post', () => {
  test('is erased at the millisecond it expires and not one before', async () => {
    const post = await publish('Ding')
    instance.clock.now = post.expiresAt - 1
    expect(await expire()).toMatchObject({ posts: 0 })
    expect(await stored()).toEqual([post.id])
    instance.clock.now = post.expiresAt
    expect(await expire()).toMatchObject({ posts: 1 })
    expect(await stored()).toEqual([])
  })

  test('of a channel that keeps its posts for fewer days goes sooner', async () => {
    await create('brief', 3)
    const [long, short] = [await publish('Dong'), await publish('Ding', 'brief')]
    expect(short.expiresAt).toBe(START + 3 * DAY)
    instance.clock.now = short.expiresAt
    await expire()
    expect(await stored()).toEqual([long.id])
  })

  test('keeps the end it was published with when its channel changes its mind', async () => {
    const post = await publish('Dong')
    await instance.as(owner).channels.edit({ handle: 'bells', retentionDays: 1 })
    instance.clock.now = START + DAY
    expect(await expire()).toMatchObject({ posts: 0 })
    expect((await instance.as().posts.list({ handle: 'bells' })).items.map((item) => item.id)).toEqual([post.id])
  })

  test('that lives on is left as it was, photo and all, beside those that go', async () => {
    await create('towers')
    const gone = await publishPhoto()
    instance.clock.now += DAY
    const lives = await publishPhoto('towers')
    const before = await objects('media/')
    instance.clock.now = gone.expiresAt
    expect(await expire()).toMatchObject({ posts: 1, media: 1 })
    expect((await instance.as().posts.list({ handle: 'towers' })).items.map((item) => item.id)).toEqual([lives.id])
    const kept = await objects('media/')
    expect(kept).toHaveLength(before.length / 2)
    const rows = await instance.core.db.read.select().from(media)
    expect(rows.flatMap((row) => row.objects).toSorted()).toEqual(kept.toSorted())
  })
})

test('more posts than a batch go in one run, and each leaves an event with ids alone', async () => {
  await publish('outlives')
  const [{ id: channelId, row }] = await templates()
  const rows = Array.from({ length: 450 }, (_, at) => ({
    ...row,
    id: `pst_${String(at).padStart(26, '0')}`,
    expiresAt: START + at,
  }))
  await instance.core.db.transaction(async (tx) => {
    await tx.delete(outbox)
    await tx.insert(posts).values(rows)
  })
  instance.clock.now = START + 449
  expect(await expire()).toMatchObject({ posts: 450 })
  const events = await instance.core.db.read.select().from(outbox).orderBy(asc(outbox.seq))
  expect(events.map((event) => event.postId)).toEqual(rows.map((expired) => expired.id))
  expect(new Set(events.map((event) => event.type))).toEqual(new Set(['post.expired']))
  expect(new Set(events.map((event) => event.channelId))).toEqual(new Set([channelId]))
  expect(await stored()).toEqual([row.id])
})

async function templates() {
  const rows = await instance.core.db.read.select().from(posts)
  return rows.map((row) => ({ id: row.channelId, row })) as [{ id: string; row: (typeof rows)[number] }]
}

test('other writers get their turn between two batches', async () => {
  await publish('a template')
  const [{ row }] = await templates()
  const rows = Array.from({ length: 1_000 }, (_, at) => ({
    ...row,
    id: `pst_${String(at).padStart(26, '0')}`,
    expiresAt: START,
  }))
  await instance.core.db.transaction((tx) => tx.insert(posts).values(rows))
  const expiring = expire()
  const left: number[] = []
  for (let at = 0; at < 8; at += 1) {
    left.push(await instance.core.db.transaction((tx) => tx.$count(posts, eq(posts.expiresAt, START))))
  }
  await expiring
  expect(left.some((count) => count > 0 && count < 1_000)).toBe(true)
})

test('a post on which much hangs goes bit by bit, itself last', async () => {
  const { id, expiresAt } = await publish('Ding')
  const { db } = instance.core
  const rows = Array.from({ length: 1_000 }, (_, at) => ({ postId: id, reactor: `reactor ${at}`, emoji: '🔔' }))
  await db.transaction((tx) => tx.insert(reactions).values(rows))
  instance.clock.now = expiresAt
  const expiring = expire()
  const left: [number, number][] = []
  for (let at = 0; at < 8; at += 1) {
    left.push(await db.transaction(async (tx) => [await tx.$count(reactions), await tx.$count(posts)]))
  }
  expect(await expiring).toMatchObject({ posts: 1 })
  expect(left.filter(([hanging, post]) => hanging > 0 && hanging < 1_000 && post === 1).length).toBeGreaterThan(1)
  expect(await db.read.$count(reactions)).toBe(0)
})

describe('a run', () => {
  test('reports what it erased and remembers it', async () => {
    const post = await publishPhoto()
    await publish('Dong')
    instance.clock.now = post.expiresAt + DAY
    const report = await expire()
    // The day the posts ended on, and the day the upload would have ended on.
    expect(report).toMatchObject({ posts: 2, media: 1, keys: [dayOf(START + DAY), dayOf(post.expiresAt)] })
    const status = await instance.as(await instance.account('chief', { operator: true })).instance.status()
    const { now } = instance.clock
    expect(status.lastExpiry).toMatchObject({ startedAt: now, finishedAt: now, posts: 2, media: 1, keys: 2 })
  })

  test('that finds nothing to do says so, and so does the one after', async () => {
    await publish('Ding')
    const nothing = { posts: 0, media: 0, keys: [] }
    expect(await expire()).toMatchObject(nothing)
    expect(await expire()).toMatchObject(nothing)
    expect(await instance.core.db.read.$count(expiryRuns)).toBe(2)
    expect(await lastErasure(instance.core)).toMatchObject({ posts: 0, keys: [] })
  })

  test('makes up for three nights that were missed', async () => {
    for (let day = 0; day < 6; day += 1) {
      instance.clock.now = START + day * DAY
      await publish(`day ${day}`)
    }
    instance.clock.now = START + (RETENTION_DAYS + 3) * DAY
    const firstDay = dayOf(START + RETENTION_DAYS * DAY)
    expect(await expire()).toMatchObject({ posts: 4, keys: [firstDay, firstDay + 1, firstDay + 2] })
    expect(await stored()).toHaveLength(2)
  })

  test('keeps the key of a day until that day is over', async () => {
    const post = await publish('Ding')
    instance.clock.now = post.expiresAt
    await expire()
    expect(await instance.core.keys.days()).toEqual([dayOf(post.expiresAt)])
    instance.clock.now = (dayOf(post.expiresAt) + 1) * DAY
    await expire()
    expect(await instance.core.keys.days()).toEqual([])
  })

  test('beside another one that runs at the same time erases each post once', async () => {
    const post = await publishPhoto()
    instance.clock.now = post.expiresAt
    await Promise.all([expire(), expire()])
    const events = await instance.core.db.read.select().from(outbox).where(eq(outbox.type, 'post.expired'))
    expect(events.map((event) => event.postId)).toEqual([post.id])
    expect(await objects('media/')).toEqual([])
  })

  test('says so while another program keeps the log of the database from being emptied', async () => {
    const post = await publish('Ding')
    const other = createClient({ url: `file:${instance.dataDir}/carillon.db`, concurrency: 1 })
    const reading = await other.transaction('read')
    await reading.execute('SELECT count(*) FROM posts')
    instance.clock.now = post.expiresAt
    expect(await expire()).toMatchObject({ posts: 1, clean: false })
    await reading.rollback()
    other.close()
    expect(await expire()).toMatchObject({ posts: 0, clean: true })
    expect((await stat(`${instance.dataDir}/carillon.db-wal`)).size).toBe(0)
  })
})

describe('an upload', () => {
  test('that no post took is gone after a day, and the team is told so', async () => {
    const { mediaId } = await uploadPhoto(instance.ctx(owner), 'bells', await picture())
    instance.clock.now = START + DAY - 1
    expect(await expire()).toMatchObject({ media: 0 })
    expect(await objects('media/')).not.toEqual([])
    instance.clock.now = START + DAY
    expect(await expire()).toMatchObject({ media: 1 })
    expect(await objects('media/')).toEqual([])
    expect(await instance.core.db.read.$count(media)).toBe(0)
    const late = instance.as(owner).posts.publish({ handle: 'bells', content: { kind: 'photo', photo: { mediaId } } })
    await expect(late).rejects.toMatchObject({ cause: { code: 'media.not_found' } })
  })

  test('in a post stays with its post, long after that day', async () => {
    await publishPhoto()
    instance.clock.now = START + 2 * DAY
    expect(await expire()).toMatchObject({ media: 0, keys: [dayOf(START + DAY)] })
    expect(await objects('media/')).not.toEqual([])
  })
})

describe('an avatar', () => {
  test('survives its channel’s posts', async () => {
    const channel = await setAvatar(instance.ctx(owner), 'bells', await picture())
    instance.clock.now = START + 40 * DAY
    await expire()
    expect((await instance.as().channels.get({ handle: 'bells' })).avatar).toBe(channel.avatar)
    expect(await objects('avatars/')).toHaveLength(2)
  })

  test('that is being set while the job runs is not taken for a leftover', async () => {
    const bytes = await picture()
    const setting = setAvatar(instance.ctx(owner), 'bells', bytes)
    await Promise.all([setting, ...Array.from({ length: 20 }, expire)])
    expect(await objects('avatars/')).toHaveLength(2)
  })
})

describe('what a process that died had begun', () => {
  test('is cleared away by the next, uploads and avatars alike, and nothing else is', async () => {
    const post = await publishPhoto()
    const waiting = await uploadPhoto(instance.ctx(owner), 'bells', await picture())
    const unfinished = await uploadPhoto(instance.ctx(owner), 'bells', await picture())
    await setAvatar(instance.ctx(owner), 'bells', await picture())
    const kept = (await objects('avatars/')).concat(await objectsOf([post.mediaId, waiting.mediaId]))
    const { id } = (await instance.core.db.read
      .select({ id: media.id })
      .from(media)
      .where(eq(media.id, unfinished.mediaId))
      .get())!
    await instance.core.db.transaction((tx) => tx.update(media).set({ state: 'storing' }).where(eq(media.id, id)))
    await instance.core.storage.put(`avatars/${'a'.repeat(31)}-96`, Buffer.from('never named by a channel'))
    await sweepLeftovers(instance.core)
    expect((await objects('')).toSorted()).toEqual(kept.toSorted())
    expect(await instance.core.db.read.$count(media)).toBe(2)
  })
})

async function objectsOf(ids: string[]) {
  return (await instance.core.db.read.select().from(media).where(inArray(media.id, ids))).flatMap((row) => row.objects)
}

test('events that every consumer has taken are forgotten, the others wait', async () => {
  const post = await publish('Ding')
  instance.clock.now = post.expiresAt
  await expire()
  const waiting = () => instance.core.db.read.$count(outbox)
  expect(await waiting()).toBeGreaterThan(0)
  await instance.dispatcher.settle()
  instance.clock.now += 3_600_000
  await instance.dispatcher.prune(instance.clock.now)
  expect(await waiting()).toBe(0)
  await publish('Dong')
  await instance.core.db.transaction((tx) =>
    tx.insert(outbox).values({ type: 'post.expired', channelId: 'chn_x', at: 0 }),
  )
  const before = await waiting()
  await instance.dispatcher.prune(instance.clock.now)
  expect(await waiting()).toBeLessThanOrEqual(before)
  expect(await waiting()).toBeGreaterThan(0)
})
