import { DAY } from '@carillon/contract'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { reviews } from '../posts/table.ts'
import { expirePosts } from '../retention/expire.ts'
import { START } from '../testing/index.ts'
import { openStage, type Stage, type StageChannel } from '../testing/stage.ts'

let stage: Stage
let channel: StageChannel
const text = (words: string) => ({ kind: 'text' as const, text: words })
const refused = (code: string) => ({ cause: { code } })
const as = (who: 'editor' | 'admin' | 'owner' | 'analyst') => stage.instance.as(stage.accounts[who])
const posts = async () => (await stage.instance.as().posts.list({ handle: channel.handle })).items
const reviewed = (on: boolean) => as('admin').channels.edit({ handle: channel.handle, review: on })
const rowsOf = (holderId: string) => stage.core.db.read.select().from(reviews).where(eq(reviews.holderId, holderId))

const NOON = { at: { date: '2026-03-29', time: '12:00' }, timeZone: 'Europe/Paris' }
const NOON_AT = Date.UTC(2026, 2, 29, 10)

beforeAll(async () => {
  stage = await openStage()
  stage.instance.publisher.start()
})
afterAll(() => stage.instance.close())
beforeEach(async () => {
  stage.instance.clock.now = START
  channel = await stage.channel()
  await reviewed(true)
})

async function goTo(instant: number) {
  stage.instance.clock.now = instant
  await stage.instance.publisher.settle()
}

async function begin(words = 'Ding') {
  const { handle } = channel
  const { id, revision } = await as('editor').drafts.create({ handle, content: text(words) })
  return { handle, draftId: id, revision }
}

/** Submitted by the editor; in the revision that an admin sees. */
async function submitted(rest: { note?: string; schedule?: typeof NOON } = {}) {
  const draft = await begin()
  const { revision } = await as('editor').drafts.submit({ ...draft, ...rest })
  return { ...draft, revision }
}

describe('where posts are reviewed', () => {
  test('an admin or the owner says so, readers are told nothing of it', async () => {
    const { handle } = channel
    await expect(as('editor').channels.edit({ handle, review: false })).rejects.toMatchObject(refused('members.role'))
    expect(await as('owner').channels.edit({ handle, review: true })).toMatchObject({ review: true })
    expect(JSON.stringify(await stage.instance.as().channels.get({ handle }))).not.toContain('review')
  })

  test.each(['publish', 'edit', 'forward', 'publish a draft', 'schedule', 'create with a time'])(
    'an editor can’t %s, and an admin can',
    async (what) => {
      const { handle } = channel
      const own = await stage.post(channel)
      const elsewhere = await stage.channel()
      const theirs = await stage.post(elsewhere)
      const attempt = async (who: 'editor' | 'admin'): Promise<unknown> => {
        const api = as(who)
        const forwarded = { handle, fromHandle: elsewhere.handle, postId: theirs.id }
        if (what === 'publish') return api.posts.publish({ handle, content: text('Dong') })
        if (what === 'edit') return api.posts.edit({ handle, postId: own.id, content: text('Dong') })
        if (what === 'forward') return api.posts.forward(forwarded)
        if (what === 'publish a draft') return api.drafts.publish(await begin())
        if (what === 'schedule') return api.drafts.schedule({ ...(await begin()), ...NOON })
        return api.drafts.create({ handle, content: text('Dong'), schedule: NOON })
      }
      const before = await posts()
      await expect(attempt('editor')).rejects.toMatchObject(refused('posts.review_needed'))
      expect(await posts()).toEqual(before)
      await expect(attempt('admin')).resolves.toBeDefined()
    },
  )

  test('a key publishes as an admin would', async () => {
    const input = { handle: channel.handle, content: text('By a program') }
    expect((await stage.send('publish key', 'posts.publish', input, channel)).status).toBe(200)
  })

  test('an editor still deletes and pins', async () => {
    const post = await stage.post(channel)
    const ref = { handle: channel.handle, postId: post.id }
    await as('editor').posts.pin({ ...ref, pinned: true })
    await as('editor').posts.delete(ref)
    expect(await posts()).toEqual([])
  })
})

describe('a submitted draft', () => {
  test('waits for an admin, is counted, and goes out when it is approved', async () => {
    const { handle } = channel
    const draft = await submitted({ note: 'Ready, I think' })
    expect(await as('admin').drafts.waiting({ handle })).toEqual({ count: 1 })
    const waiting = await as('admin').drafts.list({ handle, review: 'submitted' })
    expect(waiting.items).toMatchObject([{ id: draft.draftId, review: 'submitted' }])
    const { post } = await as('admin').drafts.approve({ ...draft, note: 'Good' })
    expect(await posts()).toMatchObject([{ id: post!.id, content: text('Ding') }])
    expect(await as('admin').drafts.waiting({ handle })).toEqual({ count: 0 })
  })

  test('can’t be approved or sent back by its editor', async () => {
    const draft = await submitted()
    await expect(as('editor').drafts.approve(draft)).rejects.toMatchObject(refused('members.role'))
    await expect(as('editor').drafts.sendBack({ ...draft, text: 'No' })).rejects.toMatchObject(refused('members.role'))
    expect(await posts()).toEqual([])
  })

  test('is approved only as it was seen', async () => {
    const draft = await submitted()
    await as('editor').drafts.edit({ ...draft, content: text('Something else'), silent: false })
    await expect(as('admin').drafts.approve(draft)).rejects.toMatchObject(refused('drafts.changed'))
    expect(await posts()).toEqual([])
    await as('admin').drafts.approve({ ...draft, revision: draft.revision + 1 })
    expect(await posts()).toMatchObject([{ content: text('Something else') }])
  })

  test('is sent back with words, and submitted anew', async () => {
    const draft = await submitted()
    const { review, revision } = await as('admin').drafts.sendBack({ ...draft, text: 'Too long' })
    expect(review).toBe('returned')
    await expect(as('admin').drafts.sendBack({ ...draft, revision, text: 'Again' })).rejects.toMatchObject(
      refused('drafts.not_submitted'),
    )
    await as('editor').drafts.comment({ ...draft, text: 'Which part?' })
    const again = await as('editor').drafts.submit({ ...draft, revision, note: 'Shorter now' })
    expect(again.review).toBe('submitted')
    const { items } = await as('editor').drafts.reviews(draft)
    expect(items.map(({ act, by, text: words }) => [act, by, words])).toEqual([
      ['submit', 'editor', ''],
      ['return', 'admin', 'Too long'],
      ['comment', 'editor', 'Which part?'],
      ['submit', 'editor', 'Shorter now'],
    ])
  })

  test('keeps the time that was wished for, when it is approved with it', async () => {
    const draft = await submitted({ schedule: NOON })
    const { draft: approved } = await as('admin').drafts.approve(draft)
    expect(approved).toMatchObject({ review: 'approved', schedule: { at: NOON_AT } })
    await goTo(NOON_AT)
    expect(await posts()).toMatchObject([{ publishedAt: NOON_AT }])
  })

  test('that was sent back keeps the time it was wished for, unless that is over', async () => {
    const draft = await submitted({ schedule: NOON })
    const { revision } = await as('admin').drafts.sendBack({ ...draft, text: 'Shorter' })
    const again = await as('editor').drafts.submit({ ...draft, revision })
    expect(again).toMatchObject({ review: 'submitted', schedule: { at: NOON_AT } })
    stage.instance.clock.now = NOON_AT
    const late = await as('editor').drafts.submit({ ...draft, revision: again.revision })
    expect(late).toMatchObject({ review: 'submitted', schedule: null })
  })

  test('goes out at once, if the admin doesn’t keep its time', async () => {
    await as('admin').drafts.approve({ ...(await submitted({ schedule: NOON })), keepSchedule: false })
    expect(await posts()).toMatchObject([{ publishedAt: START }])
    await goTo(NOON_AT)
    expect(await posts()).toHaveLength(1)
  })

  test('doesn’t go out at its time while nobody has approved it, nor when the review ends', async () => {
    const draft = await submitted({ schedule: NOON })
    await goTo(NOON_AT)
    await reviewed(false)
    await goTo(NOON_AT + DAY)
    expect(await posts()).toEqual([])
    await expect(as('admin').drafts.approve(draft)).rejects.toMatchObject(refused('drafts.time_past'))
    await as('admin').drafts.approve({ ...draft, keepSchedule: false })
    expect(await posts()).toHaveLength(1)
  })

  test('that repeats and is approved after its first time goes out now, and at the next', async () => {
    const daily = { ...NOON, repeat: { days: 1 as const, until: '2026-03-31' } }
    const draft = await submitted({ schedule: daily })
    await goTo(NOON_AT + 1)
    await as('admin').drafts.approve({ ...draft, keepSchedule: false })
    await stage.instance.publisher.settle()
    expect(await posts()).toHaveLength(1)
    await goTo(NOON_AT + DAY)
    expect(await posts()).toMatchObject([{ publishedAt: NOON_AT + DAY }, { publishedAt: NOON_AT + 1 }])
  })

  test('is approved by an admin who gives it a time, or publishes it as it is', async () => {
    const { schedule } = await as('admin').drafts.schedule({ ...(await submitted()), ...NOON })
    expect(schedule!.at).toBe(NOON_AT)
    const post = await as('owner').drafts.publish(await submitted())
    const { items } = await as('editor').posts.reviews({ handle: channel.handle, postId: post.id })
    expect(items.map(({ act, by }) => [act, by])).toEqual([
      ['submit', 'editor'],
      ['approve', 'owner'],
    ])
    await goTo(NOON_AT)
    expect(await posts()).toHaveLength(2)
  })
})

describe('an approved draft', () => {
  test.each(['edit', 'unschedule'])('that an editor touches (%s) is approved no more', async (what) => {
    const draft = await submitted({ schedule: NOON })
    const { revision } = (await as('admin').drafts.approve(draft)).draft!
    const input = { ...draft, revision }
    const changed =
      what === 'edit'
        ? await as('editor').drafts.edit({ ...input, content: text('Never seen'), silent: false })
        : await as('editor').drafts.unschedule(input)
    expect(changed.review).toBeNull()
    await goTo(NOON_AT)
    expect(await posts()).toEqual([])
  })

  test('that an admin touches stays approved', async () => {
    const draft = await submitted({ schedule: NOON })
    const { revision } = (await as('admin').drafts.approve(draft)).draft!
    await as('admin').drafts.edit({ ...draft, revision, content: text('Corrected'), silent: false })
    await goTo(NOON_AT)
    expect(await posts()).toMatchObject([{ content: text('Corrected') }])
  })
})

describe('what was scheduled before the review was asked for', () => {
  test('by an editor joins at its time what waits; by an admin it goes out', async () => {
    const { handle } = channel
    await reviewed(false)
    await as('editor').drafts.create({ handle, content: text('The editor’s'), schedule: NOON })
    await as('admin').drafts.create({ handle, content: text('The admin’s'), schedule: NOON })
    await reviewed(true)
    await goTo(NOON_AT)
    expect(await posts()).toMatchObject([{ content: text('The admin’s') }])
    const { items } = await as('admin').drafts.list({ handle, review: 'submitted' })
    expect(items).toMatchObject([{ content: text('The editor’s'), schedule: { at: NOON_AT, fault: null } }])
  })

  test('by an editor goes out where nobody asks for a review', async () => {
    await reviewed(false)
    await as('editor').drafts.create({ handle: channel.handle, content: text('Free'), schedule: NOON })
    await goTo(NOON_AT)
    expect(await posts()).toHaveLength(1)
  })
})

describe('the history of a review', () => {
  test('hangs on the post once it is out, for its team alone', async () => {
    const draft = await submitted({ note: 'Ready, I think' })
    await as('admin').drafts.comment({ ...draft, text: 'Looks fine' })
    const { post } = await as('admin').drafts.approve(draft)
    const ref = { handle: channel.handle, postId: post!.id }
    const { items } = await as('editor').posts.reviews(ref)
    expect(items.map(({ act, by, text: words }) => [act, by, words])).toEqual([
      ['submit', 'editor', 'Ready, I think'],
      ['comment', 'admin', 'Looks fine'],
      ['approve', 'admin', ''],
    ])
    expect(await rowsOf(draft.draftId)).toEqual([])
    expect(await stage.core.keys.find(draft.draftId)).toBeNull()
    await expect(as('analyst').posts.reviews(ref)).rejects.toMatchObject(refused('members.role'))
    await expect(as('editor').drafts.reviews(draft)).rejects.toMatchObject(refused('drafts.not_found'))
  })

  test('hangs on a post that went out at its time too', async () => {
    await as('admin').drafts.approve({ ...(await submitted({ schedule: NOON, note: 'At noon' })), note: 'Fine' })
    await goTo(NOON_AT)
    const [post] = await posts()
    const { items } = await as('owner').posts.reviews({ handle: channel.handle, postId: post!.id })
    expect(items.map(({ text: words }) => words)).toEqual(['At noon', 'Fine'])
  })

  test('is sealed: its words stand nowhere in the database', async () => {
    const draft = await submitted({ note: 'Glockenspiel' })
    const [row] = await rowsOf(draft.draftId)
    expect(row!.content!.toString('latin1')).not.toContain('Glockenspiel')
    const { post } = await as('admin').drafts.approve(draft)
    const [moved] = await rowsOf(post!.id)
    expect(moved!.content).not.toEqual(row!.content)
    expect(moved!.content!.toString('latin1')).not.toContain('Glockenspiel')
  })

  test.each(['discarded', 'deleted', 'over'])('is gone when its draft or post is %s', async (end) => {
    const { handle } = channel
    const draft = await submitted({ note: 'Ready' })
    if (end === 'discarded') {
      await as('editor').drafts.discard(draft)
      return expect(await rowsOf(draft.draftId)).toEqual([])
    }
    const { post } = await as('admin').drafts.approve(draft)
    expect(await rowsOf(post!.id)).toHaveLength(2)
    if (end === 'deleted') await as('editor').posts.delete({ handle, postId: post!.id })
    else {
      stage.instance.clock.now = START + 31 * DAY
      await expirePosts(stage.core)
    }
    expect(await rowsOf(post!.id)).toEqual([])
  })

  test('of another channel is out of reach', async () => {
    const draft = await submitted()
    const other = await stage.channel()
    const ref = { ...draft, handle: other.handle }
    for (const call of [
      as('owner').drafts.reviews(ref),
      as('owner').drafts.comment({ ...ref, text: 'Hello' }),
      as('owner').drafts.approve(ref),
    ]) {
      await expect(call).rejects.toMatchObject(refused('drafts.not_found'))
    }
    expect((await as('owner').drafts.reviews(draft)).items).toHaveLength(1)
  })
})
