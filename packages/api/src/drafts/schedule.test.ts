import { DAY } from '@carillon/contract'
import { eq, inArray } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { uploadPhoto } from '../media/keep.ts'
import { media } from '../media/table.ts'
import { openTestInstance, START } from '../testing/index.ts'
import { openStage, type Stage, type StageChannel } from '../testing/stage.ts'
import { findDue } from './due.ts'
import { Publisher } from './publisher.ts'
import { insertDraft, prepareDraft } from './service.ts'
import { drafts } from './table.ts'

let stage: Stage
let channel: StageChannel
const text = (words: string) => ({ kind: 'text' as const, text: words })
const team = () => stage.instance.as(stage.accounts.editor).drafts
const posts = async () => (await stage.instance.as().posts.list({ handle: channel.handle })).items
const scheduled = async () => (await team().list({ handle: channel.handle, scheduled: true })).items
const late = async () => (await stage.instance.as(stage.accounts.editor).posts.late({ handle: channel.handle })).items

beforeAll(async () => {
  stage = await openStage()
  stage.instance.publisher.start()
})
afterAll(() => stage.instance.close())
beforeEach(async () => {
  stage.instance.clock.now = START
  channel = await stage.channel()
})

/** Sets the clock, and lets happen what is due. */
async function goTo(instant: number) {
  stage.instance.clock.now = instant
  await stage.instance.publisher.settle()
}

async function begin(words = 'Ding') {
  const { id, revision } = await team().create({ handle: channel.handle, content: text(words) })
  return { handle: channel.handle, draftId: id, revision }
}

/** 2026-03-29 12:00 in Paris, two hours ahead of UTC since that morning. */
const NOON = { at: { date: '2026-03-29', time: '12:00' }, timeZone: 'Europe/Paris' }
const NOON_AT = Date.UTC(2026, 2, 29, 10)
const refused = (code: string) => ({ cause: { code } })

describe('a scheduled draft', () => {
  test('goes out at its time, and not before', async () => {
    const { schedule } = await team().schedule({ ...(await begin()), ...NOON })
    expect(schedule).toEqual({ ...NOON.at, at: NOON_AT, timeZone: 'Europe/Paris', repeat: null, fault: null })
    await goTo(NOON_AT - 1)
    expect(await posts()).toEqual([])
    await goTo(NOON_AT)
    expect(await posts()).toMatchObject([{ content: text('Ding'), publishedAt: NOON_AT }])
    expect(await scheduled()).toEqual([])
    expect(await late()).toEqual([])
  })

  test('may have its time from the start, or is not made at all', async () => {
    const { handle } = channel
    await team().create({ handle, content: text('Ding'), schedule: NOON })
    const past = { ...NOON, at: { date: '2026-03-28', time: '12:00' } }
    const refusal = team().create({ handle, content: text('Dong'), schedule: past })
    await expect(refusal).rejects.toMatchObject(refused('drafts.time_past'))
    expect((await team().list({ handle })).items).toMatchObject([{ schedule: { at: NOON_AT } }])
    await goTo(NOON_AT)
    expect(await posts()).toMatchObject([{ content: text('Ding') }])
  })

  test('says the instant that was chosen where clocks leap', async () => {
    const leapt = { at: { date: '2026-03-29', time: '02:30' }, timeZone: 'Europe/Paris' }
    const { schedule } = await team().schedule({ ...(await begin()), ...leapt })
    expect(schedule).toMatchObject({ time: '02:30', at: Date.UTC(2026, 2, 29, 1, 30) })
  })

  test('keeps its time when it is edited, and says so to whoever saw it before', async () => {
    const draft = await begin()
    const { revision } = await team().schedule({ ...draft, ...NOON })
    const change = { content: text('Dong'), silent: true }
    await expect(team().edit({ ...draft, ...change })).rejects.toMatchObject(refused('drafts.changed'))
    expect(await team().edit({ ...draft, revision, ...change })).toMatchObject({ schedule: { at: NOON_AT } })
    await goTo(NOON_AT)
    expect(await posts()).toMatchObject([{ content: text('Dong'), silent: true }])
  })

  test('waits no more once that is taken back, or it is discarded or published before', async () => {
    const [back, gone, now] = [await begin('Back'), await begin('Gone'), await begin('Now')]
    for (const draft of [back, gone, now]) await team().schedule({ ...draft, ...NOON })
    expect(await team().unschedule({ ...back, revision: 2 })).toMatchObject({ schedule: null, revision: 3 })
    await team().discard(gone)
    await team().publish({ ...now, revision: 2 })
    await goTo(NOON_AT)
    expect(await posts()).toMatchObject([{ content: text('Now'), publishedAt: START }])
  })

  test('is listed by its time, apart from those that are not', async () => {
    const days = ['2026-04-03', '2026-04-01', '2026-04-02']
    for (const date of days) {
      await team().schedule({ ...(await begin(date)), at: { date, time: '09:00' }, timeZone: 'UTC' })
    }
    const other = await begin('Other')
    const first = await team().list({ handle: channel.handle, scheduled: true, limit: 2 })
    const second = await team().list({ handle: channel.handle, scheduled: true, cursor: first.nextCursor! })
    expect([...first.items, ...second.items].map(({ schedule }) => schedule!.date)).toEqual(days.toSorted())
    expect(second.nextCursor).toBeNull()
    expect((await team().list({ handle: channel.handle, scheduled: false })).items).toMatchObject([
      { id: other.draftId },
    ])
    expect((await team().list({ handle: channel.handle })).items).toHaveLength(4)
  })

  test.each([
    ['drafts.time_past', { at: { date: '2026-03-29', time: '00:30' }, timeZone: 'UTC' }],
    ['drafts.time_far', { at: { date: '2027-03-31', time: '00:31' }, timeZone: 'UTC' }],
    ['drafts.time_zone', { ...NOON, timeZone: 'Europe/Atlantis' }],
    ['drafts.time_zone', { ...NOON, timeZone: '+02:00' }],
    ['drafts.repeat_until', { ...NOON, repeat: { days: 1 as const, until: '2026-03-29' } }],
    ['drafts.repeat_until', { ...NOON, repeat: { days: 1 as const, until: '2027-04-01' } }],
  ])('is refused with %s', async (code, when) => {
    await expect(team().schedule({ ...(await begin()), ...when })).rejects.toMatchObject(refused(code))
  })

  test('may be 367 days ahead', async () => {
    const last = { at: { date: '2027-03-31', time: '00:30' }, timeZone: 'UTC' }
    const { schedule } = await team().schedule({ ...(await begin()), ...last })
    expect(schedule!.at).toBe(START + 367 * DAY)
  })

  test('is refused on days and at times that there are not', async () => {
    const draft = await begin()
    for (const at of [
      { date: '2026-02-30', time: '12:00' },
      { date: '2026-04-01', time: '24:00' },
      { date: '2026-04-01', time: '12:00:30' },
    ]) {
      await expect(team().schedule({ ...draft, ...NOON, at })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    }
  })
})

describe('a recurring draft', () => {
  const daily = { ...NOON, repeat: { days: 1 as const, until: '2026-03-31' } }

  test('goes out each time until its last day, then ends', async () => {
    const draft = await begin()
    await team().schedule({ ...draft, ...daily })
    for (let day = 0; day < 3; day += 1) {
      expect(await scheduled()).toMatchObject([{ schedule: { at: NOON_AT + day * DAY, time: '12:00' } }])
      await goTo(NOON_AT + day * DAY)
    }
    expect(await posts()).toMatchObject([2, 1, 0].map((day) => ({ publishedAt: NOON_AT + day * DAY })))
    expect(await scheduled()).toEqual([])
    expect(await stage.core.keys.drafts()).not.toContain(draft.draftId)
  })

  test('makes up for several times by one post', async () => {
    await team().schedule({ ...(await begin()), ...daily })
    await goTo(NOON_AT + DAY + 3_600_000)
    expect(await posts()).toHaveLength(1)
    expect(await scheduled()).toMatchObject([{ schedule: { date: '2026-03-31' } }])
  })

  test('published now is published once more, and goes on', async () => {
    const draft = await begin()
    const { revision } = await team().schedule({ ...draft, ...daily })
    await team().publish({ ...draft, revision })
    await expect(team().publish({ ...draft, revision })).rejects.toMatchObject(refused('drafts.changed'))
    await goTo(NOON_AT)
    expect(await posts()).toMatchObject([{ publishedAt: NOON_AT }, { publishedAt: START }])
    expect(await scheduled()).toHaveLength(1)
  })

  test('shows its photo each time, each post a copy of its own, and the last one leaves none behind', async () => {
    const { draft, mediaId, revision } = await beginWithPhoto()
    await team().schedule({ ...draft, revision, ...daily })
    const times = [NOON_AT, NOON_AT + DAY, NOON_AT + 2 * DAY]
    for (const time of times) await goTo(time)
    expect(await scheduled()).toEqual([])
    const shown = (await posts()).map(({ content }) => (content.kind === 'photo' ? content.photo.mediaId : ''))
    expect(new Set([mediaId, ...shown]).size).toBe(4)
    for (const id of shown) expect((await stage.app.request(`/api/media/${id}/40`)).status).toBe(200)
    const rows = await stage.core.db.read.select().from(media).where(eq(media.channelId, channel.id))
    expect(rows.map(({ id, state }) => [id, state]).toSorted()).toEqual(shown.map((id) => [id, 'attached']).toSorted())
  })
})

async function upload() {
  const background = '#884422'
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background } })
    .png()
    .toBuffer()
  return (await uploadPhoto(stage.instance.ctx(stage.accounts.editor), channel.handle, picture)).mediaId
}

async function beginWithPhoto() {
  const mediaId = await upload()
  const content = { kind: 'photo' as const, text: 'Look', photo: { mediaId, alt: 'Brown' } }
  const { id, revision } = await team().create({ handle: channel.handle, content })
  return { mediaId, revision, draft: { handle: channel.handle, draftId: id } }
}

describe('what can’t go out', () => {
  test('because the channel is archived stays, and nothing goes out by itself when it is back', async () => {
    const owner = stage.instance.as(stage.accounts.owner).channels
    const draft = await begin()
    await team().schedule({ ...draft, ...NOON })
    await owner.archive({ handle: channel.handle, archived: true })
    await goTo(NOON_AT)
    await owner.archive({ handle: channel.handle, archived: false })
    await goTo(NOON_AT + DAY)
    expect(await posts()).toEqual([])
    const [kept] = await scheduled()
    expect(kept).toMatchObject({ content: text('Ding'), schedule: { fault: 'archived' } })
    const at = { date: '2026-04-02', time: '12:00' }
    const { schedule } = await team().schedule({ ...draft, revision: kept!.revision, ...NOON, at })
    expect(schedule!.fault).toBeNull()
    await goTo(schedule!.at)
    expect(await posts()).toHaveLength(1)
  })

  test('because its picture is gone, or its key, stays, and holds up nobody', async () => {
    const { draft, mediaId, revision } = await beginWithPhoto()
    await team().schedule({ ...draft, revision, ...NOON })
    await stage.core.db.transaction((tx) => tx.delete(media).where(eq(media.id, mediaId)))
    const keyless = await begin('Lost')
    await team().schedule({ ...keyless, ...NOON })
    await stage.core.keys.destroy(keyless.draftId)
    await team().schedule({ ...(await begin('Dong')), ...NOON })
    await goTo(NOON_AT)
    expect(await posts()).toMatchObject([{ content: text('Dong') }])
    const faults = (await scheduled()).map(({ schedule }) => schedule!.fault)
    expect(faults).toEqual(['picture_gone', 'unreadable'])
  })

  test('a picture that is there goes out with its draft', async () => {
    const { draft, mediaId, revision } = await beginWithPhoto()
    await team().schedule({ ...draft, revision, ...NOON })
    await goTo(NOON_AT)
    expect(await posts()).toMatchObject([{ content: { kind: 'photo', photo: { mediaId, alt: 'Brown' } } }])
  })
})

test('what went out a minute and more after its time is marked late for the team, and no reader sees it', async () => {
  await team().schedule({ ...(await begin('Late')), ...NOON })
  await goTo(NOON_AT + 60_000)
  const [post] = await posts()
  expect(await late()).toEqual([{ postId: post!.id, lateMs: 60_000 }])
  expect(JSON.stringify(post)).not.toMatch(/late/)
})

test('a full disk is waited out, and the draft goes out then', async () => {
  const { db } = stage.core
  const full = Object.assign(new Error('full'), { code: 'SQLITE_FULL' })
  let refusals = 0
  const core = {
    ...stage.core,
    db: { ...db, transaction: () => ((refusals += 1), Promise.reject(full)) },
  } as typeof stage.core
  await team().schedule({ ...(await begin()), ...NOON })
  stage.instance.clock.now = NOON_AT
  const blocked = new Publisher(core)
  blocked.start()
  await blocked.settle()
  await blocked.settle()
  await blocked.stop()
  expect(refusals).toBe(1)
  expect(await scheduled()).toMatchObject([{ schedule: { fault: null } }])
  await goTo(NOON_AT)
  expect(await posts()).toHaveLength(1)
})

test('two publishers publish once', async () => {
  for (let at = 0; at < 20; at += 1) await team().schedule({ ...(await begin(`${at}`)), ...NOON })
  const second = new Publisher(stage.core)
  stage.instance.clock.now = NOON_AT
  second.start()
  await Promise.all([second.settle(), stage.instance.publisher.settle()])
  await second.stop()
  expect(new Set((await posts()).map(({ content }) => content.kind === 'text' && content.text)).size).toBe(20)
  expect(await posts()).toHaveLength(20)
})

test('a thousand of the same minute all go out, once each, and others have their turns meanwhile', async () => {
  const handles = await Promise.all([stage.channel(), stage.channel()])
  const prepared = await Promise.all(
    Array.from({ length: 1_000 }, (_, at) =>
      prepareDraft(stage.core, handles[at % 2]!.id, text(`${at}`), { silent: false, sourceId: null, discardAt: null }),
    ),
  )
  await stage.core.db.transaction(async (tx) => {
    for (const draft of prepared) await insertDraft(stage.core, tx, draft)
    const channels = handles.map(({ id }) => id)
    const plan = { scheduledAt: NOON_AT, clock: NOON.at, timeZone: 'Europe/Paris' }
    await tx.update(drafts).set(plan).where(inArray(drafts.channelId, channels))
  })
  stage.instance.clock.now = NOON_AT
  let done = false
  const settled = stage.instance.publisher.settle().finally(() => (done = true))
  let turns = 0
  for (; !done; turns += 1) await new Promise((resolve) => setImmediate(resolve))
  await settled
  expect(turns).toBeGreaterThan(30)
  const found = new Set<string>()
  for (const { handle } of handles) {
    for (let cursor: string | undefined; ;) {
      const page = await stage.instance.as().posts.list({ handle, limit: 50, cursor })
      for (const { content } of page.items) found.add(content.kind === 'text' ? content.text : '')
      if (!page.nextCursor) break
      cursor = page.nextCursor
    }
  }
  expect(found.size).toBe(1_000)
  expect(await findDue(stage.core, 1)).toEqual([])
})

test('what came due while nobody ran goes out at once on return, late', async () => {
  const before = await openTestInstance()
  const owner = await before.account('owner', { creator: true })
  await before.as(owner).channels.create({ handle: 'tower', name: 'Tower', category: 'music' })
  const draft = await before.as(owner).drafts.create({ handle: 'tower', content: text('Ding') })
  const { id: draftId, revision } = draft
  await before.as(owner).drafts.schedule({ handle: 'tower', draftId, revision, ...NOON })
  await before.core.db.checkpoint()
  const after = await openTestInstance({}, before.dataDir)
  await before.close()
  after.clock.now = NOON_AT + DAY
  after.publisher.start()
  await after.publisher.settle()
  const [post] = (await after.as().posts.list({ handle: 'tower' })).items
  expect(post).toMatchObject({ content: text('Ding'), publishedAt: NOON_AT + DAY })
  expect((await after.as(owner).posts.late({ handle: 'tower' })).items).toEqual([{ postId: post!.id, lateMs: DAY }])
  await after.close()
})
