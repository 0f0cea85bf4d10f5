import { DAY, type PollContent } from '@carillon/contract'
import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { members } from '../channels/table.ts'
import { uploadPhoto } from '../media/keep.ts'
import { eraseOrphans } from '../media/service.ts'
import { media } from '../media/table.ts'
import { START } from '../testing/index.ts'
import { openStage, type Stage, type StageChannel } from '../testing/stage.ts'
import { openContent } from './content.ts'
import { forwardPost } from './forward.ts'
import { mediaIn } from './sealed.ts'
import { posts as table } from './table.ts'

let stage: Stage
let [from, to] = [{} as StageChannel, {} as StageChannel]
const refused = (code: string) => ({ cause: { code } })
const as = (who: 'editor' | 'owner' | 'outsider') => stage.instance.as(stage.accounts[who])
const posts = async ({ handle }: StageChannel) => (await as('owner').posts.list({ handle })).items
const forward = (postId: string, rest = {}) =>
  as('editor').posts.forward({ handle: to.handle, fromHandle: from.handle, postId, ...rest })

beforeAll(async () => (stage = await openStage()))
afterAll(() => stage.instance.close())
beforeEach(async () => {
  stage.instance.clock.now = START
  from = await stage.channel({ name: 'The Tower' })
  to = await stage.channel({ retentionDays: 7 })
})

async function postPhoto() {
  const picture = sharp({ create: { width: 400, height: 300, channels: 3, background: '#884422' } })
  const bytes = await picture.png().toBuffer()
  const { mediaId } = await uploadPhoto(stage.instance.ctx(stage.accounts.owner), from.handle, bytes)
  const content = { kind: 'photo' as const, text: 'Look', photo: { mediaId, alt: 'Brown' } }
  return as('owner').posts.publish({ handle: from.handle, content })
}

async function filesOf(postId: string) {
  const row = await stage.core.db.read.select().from(table).where(eq(table.id, postId)).get()
  return mediaIn((await openContent(stage.core, row!))!)
}

describe('a forwarded post', () => {
  test('says where it comes from, and lives as long as posts of its new channel', async () => {
    const post = await stage.post(from, 'Ding')
    stage.instance.clock.now = START + DAY
    const there = await forward(post.id, { silent: true })
    expect(there).toMatchObject({ content: { kind: 'text', text: 'Ding' }, silent: true, handle: to.handle })
    expect(there.forwardedFrom).toEqual({ handle: from.handle, name: 'The Tower', postId: post.id })
    expect(there.expiresAt).toBe(START + DAY + 7 * DAY)
    expect((await posts(from))[0]!.forwardedFrom).toBeNull()
  })

  test('says nothing that its first channel didn’t say', async () => {
    const post = await stage.post(from, 'Ding')
    const there = await forward(post.id)
    const content = { kind: 'text' as const, text: 'Dong' }
    const edit = (handle: string, postId: string) => as('editor').posts.edit({ handle, postId, content })
    await expect(edit(to.handle, there.id)).rejects.toMatchObject(refused('posts.forwarded'))
    expect((await posts(to))[0]).toMatchObject({ content: { text: 'Ding' }, editedAt: null })
    expect(await edit(from.handle, post.id)).toMatchObject({ content })
  })

  test('names the first channel when it is forwarded again', async () => {
    const there = await forward((await stage.post(from, 'Ding')).id)
    const third = await stage.channel()
    const again = await as('editor').posts.forward({
      handle: third.handle,
      fromHandle: to.handle,
      postId: there.id,
    })
    expect(again.forwardedFrom).toEqual(there.forwardedFrom)
  })

  test('shows a copy, under keys of its own, that outlives the first one', async () => {
    const post = await postPhoto()
    const there = await forward(post.id)
    const [first, copy] = [await filesOf(post.id), await filesOf(there.id)]
    const secrets = (files: unknown) => JSON.stringify(files).match(/"(?:object|key|mediaId)":"[^"]+"/g)!
    expect(secrets(copy).filter((one) => secrets(first).includes(one))).toEqual([])
    const bytes = async (id: string) => (await stage.app.request(`/api/media/${id}/320`)).arrayBuffer()
    const before = await bytes(first[0]!.mediaId)
    expect(Buffer.from(await bytes(copy[0]!.mediaId))).toEqual(Buffer.from(before))
    await as('owner').posts.delete({ handle: from.handle, postId: post.id })
    expect((await stage.app.request(`/api/media/${first[0]!.mediaId}/320`)).status).toBe(404)
    expect(Buffer.from(await bytes(copy[0]!.mediaId))).toEqual(Buffer.from(before))
  })

  test('is one, however often it is sent with its key, and leaves no copy behind', async () => {
    const post = await postPhoto()
    const ids = await Promise.all([1, 2, 3].map(async () => (await forward(post.id, { idempotencyKey: 'k' })).id))
    expect(new Set(ids).size).toBe(1)
    const rows = await stage.core.db.read.select().from(media).where(eq(media.channelId, to.id))
    expect(rows.map(({ state, postId }) => [state, postId])).toEqual([['attached', ids[0]]])
    const other = await stage.post(from)
    await expect(forward(other.id, { idempotencyKey: 'k' })).rejects.toMatchObject(refused('posts.key_reused'))
  })

  test('leaves nothing half copied where the storage gives out', async () => {
    const post = await postPhoto()
    const { storage } = stage.core
    const put = storage.put.bind(storage)
    const failing = { ...storage, put: vi.fn(put).mockImplementationOnce(put).mockRejectedValueOnce(new Error('gone')) }
    const ctx = { ...stage.instance.ctx(stage.accounts.editor), storage: failing }
    const input = { handle: to.handle, fromHandle: from.handle, postId: post.id, silent: false }
    await expect(forwardPost(ctx, input)).rejects.toThrow('gone')
    const left = () => stage.core.db.read.select().from(media).where(eq(media.channelId, to.id))
    expect((await left()).map(({ state }) => state)).toEqual(['orphaned'])
    await eraseOrphans(stage.core)
    expect(await left()).toEqual([])
    await expect(forwardPost(stage.instance.ctx(stage.accounts.editor), input)).resolves.toBeDefined()
  })

  test('that is a poll begins anew', async () => {
    const poll: PollContent = {
      mode: 'single',
      question: 'Which?',
      options: ['One', 'Two'],
      explanation: '',
      openFor: 3_600,
      results: 'always',
      changeable: true,
      voters: 'anyone',
    }
    const post = await as('owner').posts.publish({ handle: from.handle, content: { kind: 'poll', poll } })
    stage.instance.clock.now = START + DAY
    const there = await forward(post.id)
    expect(there.content).toMatchObject({ kind: 'poll', poll: { closesAt: START + DAY + 3_600_000 } })
  })
})

describe('a post stays where it is', () => {
  test('when it is for the invited, whatever the other channel is', async () => {
    from = await stage.channel({ access: 'invite' })
    const post = await stage.post(from, 'For few')
    await expect(forward(post.id)).rejects.toMatchObject(refused('posts.forward_private'))
    to = await stage.channel({ access: 'invite' })
    await expect(forward(post.id)).rejects.toMatchObject(refused('posts.forward_private'))
    expect(await posts(to)).toEqual([])
  })

  test('though from an open channel it may go to the invited', async () => {
    to = await stage.channel({ access: 'invite' })
    await forward((await stage.post(from)).id)
    expect(await posts(to)).toHaveLength(1)
  })

  test('when whoever asks is in no team of either channel, or reads only', async () => {
    const post = await stage.post(from)
    const input = { handle: 'elsewhere', fromHandle: from.handle, postId: post.id }
    await expect(as('outsider').posts.forward(input)).rejects.toMatchObject(refused('channels.not_found'))
    await expect(as('owner').posts.forward(input)).rejects.toMatchObject(refused('channels.not_found'))
    const target = and(to)
    await stage.core.db.transaction((tx) => tx.update(members).set({ role: 'analyst' }).where(target))
    await expect(forward(post.id)).rejects.toMatchObject(refused('members.role'))
    await stage.core.db.transaction((tx) => tx.update(members).set({ role: 'editor' }).where(target))
    await expect(forward(post.id)).resolves.toBeDefined()
  })

  test('when there is no room for what it shows', async () => {
    const post = await postPhoto()
    const { channelQuota } = stage.core
    const ctx = { ...stage.instance.ctx(stage.accounts.editor), channelQuota: 1 }
    const input = { handle: to.handle, fromHandle: from.handle, postId: post.id, silent: false }
    await expect(forwardPost(ctx, input)).rejects.toMatchObject({ code: 'media.quota' })
    expect(await posts(to)).toEqual([])
    await expect(forwardPost({ ...ctx, channelQuota }, input)).resolves.toBeDefined()
  })

  test('when it is gone, over, of another channel, or in that channel already', async () => {
    const post = await stage.post(from)
    const third = await stage.post(await stage.channel())
    await expect(forward(third.id)).rejects.toMatchObject(refused('posts.not_found'))
    await expect(forward(post.id, { handle: from.handle })).rejects.toMatchObject(refused('posts.forward_same'))
    stage.instance.clock.now = post.expiresAt
    await expect(forward(post.id)).rejects.toMatchObject(refused('posts.not_found'))
    expect(await posts(to)).toEqual([])
  })
})

const and = ({ id }: StageChannel) => eq(members.channelId, id)
