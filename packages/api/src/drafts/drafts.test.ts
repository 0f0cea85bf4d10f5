import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expirePosts } from '../retention/expire.ts'
import { sweepLeftovers } from '../retention/sweep.ts'
import { scanForMarkers } from '../retention/scan.ts'
import { uploadPhoto } from '../media/keep.ts'
import { openStage, type Stage, type StageChannel } from '../testing/stage.ts'
import { drafts } from './table.ts'
import { eraseStaleDrafts } from './erase.ts'
import { editDraft, insertDraft, prepareDraft } from './service.ts'

let stage: Stage
let channel: StageChannel
const text = (words: string) => ({ kind: 'text' as const, text: words })
const team = () => stage.instance.as(stage.accounts.editor).drafts

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.instance.close())

async function begin(words: string) {
  channel = await stage.channel()
  return team().create({ handle: channel.handle, content: text(words) })
}

describe('a draft', () => {
  test('is the whole team’s, and becomes a post', async () => {
    const draft = await begin('Soon')
    const listed = await stage.instance.as(stage.accounts.admin).drafts.list({ handle: channel.handle })
    expect(listed).toEqual({ items: [draft], nextCursor: null })
    const { handle, id, revision } = draft
    const post = await team().publish({ handle, draftId: id, revision })
    expect(post).toMatchObject({ content: text('Soon'), publishedAt: stage.core.now() })
    expect((await team().list({ handle })).items).toEqual([])
    expect((await stage.instance.as().posts.list({ handle })).items).toEqual([post])
  })

  test('that two have open loses the words of neither', async () => {
    const { handle, id, revision } = await begin('First')
    const save = (words: string) => team().edit({ handle, draftId: id, revision, content: text(words), silent: true })
    const saved = await Promise.allSettled([save('Second'), save('Third')])
    expect(saved.map((result) => result.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await expect(save('Fourth')).rejects.toMatchObject({ cause: { code: 'drafts.changed' } })
    await expect(team().publish({ handle, draftId: id, revision })).rejects.toMatchObject({
      cause: { code: 'drafts.changed' },
    })
    expect((await team().list({ handle })).items).toMatchObject([
      { content: text('Second'), silent: true, revision: 2 },
    ])
  })

  test('is published once, however often that is asked', async () => {
    const { handle, id, revision } = await begin('Once')
    const asked = await Promise.allSettled(
      Array.from({ length: 10 }, () => team().publish({ handle, draftId: id, revision })),
    )
    expect(asked.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
    expect((await stage.instance.as().posts.list({ handle })).items).toHaveLength(1)
  })

  test('of another channel is not there', async () => {
    const { id, revision } = await begin('Mine')
    const other = await stage.channel()
    const publish = team().publish({ handle: other.handle, draftId: id, revision })
    await expect(publish).rejects.toMatchObject({ cause: { code: 'drafts.not_found' } })
  })

  test('cannot be read in any file, and once discarded has no key', async () => {
    const { handle, id } = await begin('Discarded-Glockenspiel')
    const found = () => scanForMarkers(stage.instance.dataDir, ['Discarded-Glockenspiel'])
    expect(await stage.core.keys.drafts()).toContain(id)
    expect(await found()).toEqual([])
    await team().discard({ handle, draftId: id })
    expect(await stage.core.keys.drafts()).not.toContain(id)
  })

  test('is listed in pages', async () => {
    const { handle } = await begin('0')
    for (let at = 1; at < 5; at += 1) await team().create({ handle, content: text(`${at}`) })
    const first = await team().list({ handle, limit: 3 })
    const second = await team().list({ handle, limit: 3, cursor: first.nextCursor! })
    const words = [...first.items, ...second.items].map(({ content }) => content.kind === 'text' && content.text)
    expect(words).toEqual(['4', '3', '2', '1', '0'])
    expect(second.nextCursor).toBeNull()
  })
})

describe('a draft’s picture', () => {
  const objects = () => Array.fromAsync(stage.core.storage.list('media/'))
  async function beginWithPhoto() {
    channel = await stage.channel()
    const picture = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#884422' } })
      .png()
      .toBuffer()
    const { mediaId } = await uploadPhoto(stage.instance.ctx(stage.accounts.editor), channel.handle, picture)
    const content = { kind: 'photo' as const, text: 'Look', photo: { mediaId, alt: 'Brown' } }
    return { mediaId, draft: await team().create({ handle: channel.handle, content }) }
  }
  const statusFor = async (person: Parameters<Stage['headersOf']>[0], mediaId: string) => {
    const headers = stage.headersOf(person, channel)
    return (await stage.app.request(`/api/media/${mediaId}/320`, { headers })).status
  }

  test('outlives the day that an upload waits, is the team’s to see, and is the post’s afterwards', async () => {
    const { mediaId, draft } = await beginWithPhoto()
    stage.instance.clock.now += 3 * 86_400_000
    await expirePosts(stage.core)
    await stage.signIn('editor')
    expect(await statusFor('editor', mediaId)).toBe(200)
    expect(await statusFor('publish key', mediaId)).toBe(200)
    for (const person of ['nobody', 'follower', 'read key', 'key of another channel'] as const) {
      expect(await statusFor(person, mediaId), person).toBe(404)
    }
    const { handle, id, revision } = draft
    const post = await team().publish({ handle, draftId: id, revision })
    expect(await statusFor('nobody', mediaId)).toBe(200)
    stage.instance.clock.now = post.expiresAt
    await expirePosts(stage.core)
    expect(await objects()).toEqual([])
  })

  test('goes when it is taken out, and when the draft is discarded', async () => {
    const { draft } = await beginWithPhoto()
    const { handle, id, revision } = draft
    await team().edit({ handle, draftId: id, revision, content: text('No picture'), silent: false })
    expect(await objects()).toEqual([])
    const another = await beginWithPhoto()
    expect(await objects()).not.toEqual([])
    await team().discard({ handle: another.draft.handle, draftId: another.draft.id })
    expect(await objects()).toEqual([])
  })
})

test('what a feed brought and nobody touched is discarded in its time', async () => {
  await begin('A person’s')
  const about = { silent: false, sourceId: null, discardAt: stage.core.now() + 1_000 }
  const prepared = await prepareDraft(stage.core, channel.id, text('A feed’s'), about)
  await stage.core.db.transaction((tx) => insertDraft(stage.core, tx, prepared))
  stage.instance.clock.now += 999
  await expirePosts(stage.core)
  expect((await team().list({ handle: channel.handle })).items).toHaveLength(2)
  stage.instance.clock.now += 1
  await expirePosts(stage.core)
  expect((await team().list({ handle: channel.handle })).items).toMatchObject([{ content: text('A person’s') }])
  expect(await stage.core.keys.drafts()).not.toContain(prepared.row.id)
})

test('what somebody begins to edit while stale drafts are discarded stays', async () => {
  await begin('A person’s')
  const about = { silent: false, sourceId: null, discardAt: stage.core.now() }
  for (const words of ['First', 'Second']) {
    const prepared = await prepareDraft(stage.core, channel.id, text(words), about)
    await stage.core.db.transaction((tx) => insertDraft(stage.core, tx, prepared))
  }
  const { items } = await team().list({ handle: channel.handle })
  const edited: string[] = []
  const editTheOther = async (gone: unknown) => {
    for (const { id, handle, revision, discardAt } of items)
      if (discardAt !== null && id !== gone && edited.push(id))
        await team().edit({ handle, draftId: id, revision, content: text('Worked on'), silent: false })
  }
  const destroy: typeof stage.core.keys.destroy = async (name) => {
    await stage.core.keys.destroy(name)
    await editTheOther(name)
  }
  await eraseStaleDrafts({ ...stage.core, keys: { ...stage.core.keys, destroy } }, stage.core.now())
  expect(edited).toHaveLength(1)
  const left = (await team().list({ handle: channel.handle })).items
  expect(left.map(({ content }) => content)).toEqual([text('Worked on'), text('A person’s')])
})

describe('no key is left', () => {
  const strayKeys = async () => {
    const rows = await stage.core.db.read.select({ id: drafts.id }).from(drafts)
    const ids = new Set(rows.map(({ id }) => id))
    return (await stage.core.keys.drafts()).filter((id) => !ids.has(id))
  }

  test('of a draft that was refused', async () => {
    channel = await stage.channel()
    const editor = stage.instance.ctx(stage.accounts.editor)
    const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#884422' } })
      .png()
      .toBuffer()
    const { mediaId } = await uploadPhoto(editor, channel.handle, picture)
    const content = { kind: 'photo' as const, text: '', photo: { mediaId, alt: '' } }
    const create = () => team().create({ handle: channel.handle, content })
    const made = await Promise.allSettled([create(), create()])
    expect(made.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await strayKeys()).toEqual([])
  })

  test('of a draft that is discarded while it is being edited', async () => {
    const { handle, id, revision } = await begin('Brief')
    const ctx = stage.instance.ctx(stage.accounts.editor)
    const obtain: typeof ctx.keys.obtain = async (name) => {
      await team().discard({ handle, draftId: id })
      return stage.core.keys.obtain(name)
    }
    const input = { handle, draftId: id, revision, content: text('Longer'), silent: false }
    const edit = editDraft({ ...ctx, keys: { ...ctx.keys, obtain } }, input)
    await expect(edit).rejects.toMatchObject({ code: 'drafts.changed' })
    expect(await strayKeys()).toEqual([])
  })
})

test('a key that a dead process left without a draft is destroyed at the next start, those of drafts are not', async () => {
  const { id } = await begin('Here')
  const about = { silent: false, sourceId: null, discardAt: null }
  const lost = await prepareDraft(stage.core, channel.id, text('Never stored'), about)
  expect(await stage.core.keys.drafts()).toContain(lost.row.id)
  await sweepLeftovers(stage.core)
  const keys = await stage.core.keys.drafts()
  expect(keys).toContain(id)
  expect(keys).not.toContain(lost.row.id)
})
