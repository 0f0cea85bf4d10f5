import { DAY, LIMITS } from '@carillon/contract'
import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { uploadPhoto } from '../media/keep.ts'
import { expirePosts } from '../retention/expire.ts'
import { START } from '../testing/index.ts'
import { openStage, type Stage, type StageChannel } from '../testing/stage.ts'
import { postVersions } from './table.ts'

let stage: Stage
let channel: StageChannel
let postId: string
const text = (words: string) => ({ kind: 'text' as const, text: words })
const as = (who: 'editor' | 'admin' | 'owner') => stage.instance.as(stage.accounts[who])
const rows = () => stage.core.db.read.select().from(postVersions).where(eq(postVersions.postId, postId))
const ref = () => ({ handle: channel.handle, postId })

beforeAll(async () => (stage = await openStage()))
afterAll(() => stage.instance.close())
beforeEach(async () => {
  stage.instance.clock.now = START
  channel = await stage.channel()
  postId = (await stage.post(channel, 'The first words')).id
})

describe('what a post said before', () => {
  test('is kept for its team, newest first, with who changed it and when', async () => {
    stage.instance.clock.now = START + 1_000
    await as('editor').posts.edit({ ...ref(), content: text('The second words') })
    stage.instance.clock.now = START + 2_000
    const sent = await stage.send('publish key', 'posts.edit', { ...ref(), content: text('The third') }, channel)
    expect(sent.status).toBe(200)
    const { now, items } = await as('editor').posts.versions(ref())
    expect(now).toEqual({ kind: 'text', text: 'The third', beside: [], shown: [] })
    expect(items).toMatchObject([
      { text: 'The second words', by: null, until: START + 2_000 },
      { text: 'The first words', by: 'editor', until: START + 1_000 },
    ])
  })

  test('is nothing for readers, keys or analysts', async () => {
    await as('editor').posts.edit({ ...ref(), content: text('Else') })
    for (const person of ['nobody', 'follower', 'analyst', 'read key'] as const) {
      const answer = await stage.send(person, 'posts.versions', ref(), channel)
      expect([person, answer.status === 200]).toEqual([person, false])
    }
    const seen = await stage.send('follower', 'posts.get', ref())
    expect(seen.text).not.toContain('The first words')
    expect((await stage.send('editor', 'posts.versions', ref())).text).toContain('The first words')
  })

  test('tells what it showed, not the file, which is gone', async () => {
    const { handle } = channel
    const picture = sharp({ create: { width: 40, height: 30, channels: 3, background: '#884422' } })
    const bytes = await picture.png().toBuffer()
    const { mediaId } = await uploadPhoto(stage.instance.ctx(stage.accounts.editor), handle, bytes)
    const photo = { kind: 'photo' as const, text: 'Look', photo: { mediaId, alt: 'A tower' } }
    postId = (await as('editor').posts.publish({ handle, content: photo })).id
    await as('editor').posts.edit({ ...ref(), content: text('Look') })
    const { items } = await as('editor').posts.versions(ref())
    expect(items).toMatchObject([{ kind: 'photo', text: 'Look', beside: ['A tower'], shown: ['photo'] }])
    expect(JSON.stringify(items)).not.toContain(mediaId)
    expect((await stage.app.request(`/api/media/${mediaId}/40`)).status).toBe(404)
  })

  test(`is kept ${LIMITS.versions} times, the newest ones`, async () => {
    for (let at = 0; at <= LIMITS.versions; at += 1) await as('owner').posts.edit({ ...ref(), content: text(`${at}`) })
    const { items } = await as('owner').posts.versions(ref())
    expect(items).toHaveLength(LIMITS.versions)
    expect(items.at(-1)).toMatchObject({ text: '0' })
  })

  test('is sealed, and gone with its post', async () => {
    await as('editor').posts.edit({ ...ref(), content: text('Else') })
    expect((await rows())[0]!.content.toString('latin1')).not.toContain('first words')
    await as('editor').posts.delete(ref())
    expect(await rows()).toEqual([])
    postId = (await stage.post(channel)).id
    await as('editor').posts.edit({ ...ref(), content: text('Else') })
    expect(await rows()).toHaveLength(1)
    stage.instance.clock.now = START + 31 * DAY
    await expirePosts(stage.core)
    expect(await rows()).toEqual([])
  })
})

describe('who else is at work on a post', () => {
  test('is told by name, until they leave or aren’t heard of for 20 seconds', async () => {
    expect(await as('editor').posts.editing(ref())).toEqual({ others: [] })
    expect(await as('admin').posts.editing(ref())).toEqual({ others: ['editor'] })
    expect(await as('editor').posts.editing(ref())).toEqual({ others: ['admin'] })
    await as('admin').posts.editing({ ...ref(), gone: true })
    expect(await as('editor').posts.editing(ref())).toEqual({ others: [] })
    stage.instance.clock.now = START + 20_000
    expect(await as('admin').posts.editing(ref())).toEqual({ others: [] })
  })

  test('is asked of drafts too, each for itself', async () => {
    const { handle } = channel
    const [one, two] = [await stage.draft(channel), await stage.draft(channel)]
    await as('owner').drafts.editing({ handle, draftId: one.id })
    expect(await as('editor').drafts.editing({ handle, draftId: two.id })).toEqual({ others: [] })
    expect(await as('editor').drafts.editing({ handle, draftId: one.id })).toEqual({ others: ['owner'] })
  })

  test('is no business of other channels', async () => {
    const other = await stage.channel()
    const call = as('owner').posts.editing({ handle: other.handle, postId })
    await expect(call).rejects.toMatchObject({ cause: { code: 'posts.not_found' } })
  })
})
