import { DAY, RETENTION_DAYS } from '@carillon/contract'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { uploadPhoto } from '../media/keep.ts'
import { editPost } from './change.ts'
import { posts } from './table.ts'
import { openTestInstance, START, type TestInstance } from '../testing/index.ts'

let instance: TestInstance
let owner: Awaited<ReturnType<TestInstance['account']>>

beforeAll(async () => {
  instance = await openTestInstance()
  owner = await instance.account('owner', { creator: true })
  await instance.as(owner).channels.create({ handle: 'bells', name: 'Bells', category: 'music' })
})
afterAll(() => instance.close())

const text = (words: string) => ({ kind: 'text' as const, text: words })
const publish = (words: string) => instance.as(owner).posts.publish({ handle: 'bells', content: text(words) })

describe('a published post', () => {
  test('stays listed until the millisecond it expires, across a change of clocks', async () => {
    const post = await publish('Ding')
    expect(post.expiresAt).toBe(START + RETENTION_DAYS * DAY)
    instance.clock.now = post.expiresAt - 1
    expect((await instance.as().posts.list({ handle: 'bells' })).items.map((item) => item.id)).toContain(post.id)
    instance.clock.now = post.expiresAt
    expect((await instance.as().posts.list({ handle: 'bells' })).items).toEqual([])
    await expect(
      instance.as(owner).posts.edit({ handle: 'bells', postId: post.id, content: text('Dong') }),
    ).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    instance.clock.now = START
  })

  test('is in no column of the database in clear', async () => {
    await publish('Carillon-of-Saint-Rumbold')
    const rows = await instance.core.db.read.select({ content: posts.content }).from(posts)
    const stored = Buffer.concat(rows.map((row) => row.content))
    expect(stored.length).toBeGreaterThan(0)
    expect(stored.includes('Rumbold')).toBe(false)
  })

  test('says that it was edited, and keeps its end', async () => {
    const post = await publish('One')
    instance.clock.now += 1_000
    const edited = await instance.as(owner).posts.edit({ handle: 'bells', postId: post.id, content: text('Two') })
    expect(edited).toMatchObject({
      content: text('Two'),
      editedAt: post.publishedAt + 1_000,
      expiresAt: post.expiresAt,
    })
  })

  test('can be deleted, and then pinned no more', async () => {
    const post = await publish('Brief')
    await instance.as(owner).posts.delete({ handle: 'bells', postId: post.id })
    const pin = instance.as(owner).posts.pin({ handle: 'bells', postId: post.id, pinned: true })
    await expect(pin).rejects.toMatchObject({ cause: { code: 'posts.not_found' } })
  })

  test('is pinned up to five at a time', async () => {
    for (let at = 0; at < 5; at += 1) {
      const { id } = await publish(`Pin ${at}`)
      await instance.as(owner).posts.pin({ handle: 'bells', postId: id, pinned: true })
    }
    const { id } = await publish('One too many')
    const pin = instance.as(owner).posts.pin({ handle: 'bells', postId: id, pinned: true })
    await expect(pin).rejects.toMatchObject({ cause: { code: 'posts.too_many_pins' } })
    expect((await instance.as().posts.pinned({ handle: 'bells' })).items).toHaveLength(5)
  })
})

test('two edits at once leave a post whose picture is there', async () => {
  const ctx = instance.ctx(owner)
  const upload = async (background: string) => {
    const picture = sharp({ create: { width: 40, height: 30, channels: 3, background } })
    return (await uploadPhoto(ctx, 'bells', await picture.png().toBuffer())).mediaId
  }
  const photo = (mediaId: string, caption = '') => ({
    kind: 'photo' as const,
    text: caption,
    photo: { mediaId, alt: '' },
  })
  const [before, after] = [await upload('#884422'), await upload('#224488')]
  const { id: postId } = await instance.as(owner).posts.publish({ handle: 'bells', content: photo(before) })
  const obtain: typeof ctx.keys.obtain = async (name) => {
    await instance.as(owner).posts.edit({ handle: 'bells', postId, content: photo(after) })
    return instance.core.keys.obtain(name)
  }
  const late = editPost(
    { ...ctx, keys: { ...ctx.keys, obtain } },
    { handle: 'bells', postId, content: photo(before, 'Late') },
  )
  await expect(late).rejects.toMatchObject({ code: 'media.not_found' })
  const { items } = await instance.as().posts.list({ handle: 'bells' })
  expect(items.find((post) => post.id === postId)!.content).toMatchObject({ text: '', photo: { mediaId: after } })
  await instance.as(owner).posts.delete({ handle: 'bells', postId })
})

test('pages go on where the last one ended, whatever is published meanwhile', async () => {
  await instance.as(owner).channels.create({ handle: 'paged', name: 'Paged', category: 'news' })
  const words = Array.from({ length: 45 }, (_, at) => `Post ${at}`)
  for (const word of words) await instance.as(owner).posts.publish({ handle: 'paged', content: text(word) })
  const seen: string[] = []
  let cursor: string | null | undefined
  do {
    const page = await instance.as().posts.list({ handle: 'paged', limit: 20, ...(cursor ? { cursor } : {}) })
    seen.push(...page.items.map((item) => (item.content.kind === 'text' ? item.content.text : '')))
    cursor = page.nextCursor
    await instance.as(owner).posts.publish({ handle: 'paged', content: text('Meanwhile') })
  } while (cursor)
  expect(seen).toEqual(words.toReversed())
})

test('two hundred publishes at once all succeed', async () => {
  await instance.as(owner).channels.create({ handle: 'busy', name: 'Busy', category: 'news' })
  const all = await Promise.allSettled(
    Array.from({ length: 200 }, (_, at) =>
      instance.as(owner).posts.publish({ handle: 'busy', content: text(`${at}`) }),
    ),
  )
  expect(all.filter((result) => result.status === 'fulfilled')).toHaveLength(200)
})

describe('a publication with a key of the caller’s', () => {
  const send = (key: string, words: string) =>
    instance.as(owner).posts.publish({ handle: 'bells', content: text(words), idempotencyKey: key })
  const countOf = async (words: string) => {
    const { items } = await instance.as().posts.list({ handle: 'bells', limit: 50 })
    return items.filter(({ content }) => content.kind === 'text' && content.text === words).length
  }

  test('sent fifty times at once is one post, and fifty equal answers', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => send('fifty', 'Fifty')))
    expect(new Set(answers.map((post) => JSON.stringify(post))).size).toBe(1)
    expect(await countOf('Fifty')).toBe(1)
    expect(await send('fifty-one', 'Fifty')).not.toMatchObject({ id: answers[0]!.id })
    expect(await countOf('Fifty')).toBe(2)
  })

  test('is refused for another content, and is another channel’s own', async () => {
    await send('mine', 'One')
    await expect(send('mine', 'Two')).rejects.toMatchObject({ cause: { code: 'posts.key_reused' } })
    await instance.as(owner).channels.create({ handle: 'keyed', name: 'Keyed', category: 'news' })
    const content = text('Three')
    await instance.as(owner).posts.publish({ handle: 'keyed', content, idempotencyKey: 'mine' })
  })

  test('with a photo takes its upload once', async () => {
    const picture = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#123456' } })
      .png()
      .toBuffer()
    const { mediaId } = await uploadPhoto(instance.ctx(owner), 'bells', picture)
    const content = { kind: 'photo' as const, text: '', photo: { mediaId } }
    const publishPhoto = () => instance.as(owner).posts.publish({ handle: 'bells', content, idempotencyKey: 'photo' })
    const answers = await Promise.all(Array.from({ length: 5 }, publishPhoto))
    answers.push(await publishPhoto())
    expect(new Set(answers.map((post) => post.id)).size).toBe(1)
    await instance.as(owner).posts.delete({ handle: 'bells', postId: answers[0]!.id })
  })

  test('is forgotten with its post', async () => {
    const post = await send('old', 'Old')
    instance.clock.now = post.expiresAt
    const next = await send('old', 'New')
    expect(next.id).not.toBe(post.id)
    expect(await send('old', 'New')).toEqual(next)
    instance.clock.now = START
  })
})

describe('a photo', () => {
  const picture = () =>
    sharp({ create: { width: 800, height: 600, channels: 3, background: '#884422' } })
      .jpeg()
      .toBuffer()

  test('goes from upload to post, and its files go with the post', async () => {
    const upload = await uploadPhoto(instance.ctx(owner), 'bells', await picture())
    const content = { kind: 'photo' as const, text: 'Look', photo: { mediaId: upload.mediaId, alt: 'A brown square' } }
    const post = await instance.as(owner).posts.publish({ handle: 'bells', content })
    expect(post.content).toMatchObject({ kind: 'photo', photo: { alt: 'A brown square', width: 800, height: 600 } })
    const objects = async () => Array.fromAsync(instance.core.storage.list('media/'))
    expect(await objects()).toHaveLength(upload.widths.length)
    await instance.as(owner).posts.delete({ handle: 'bells', postId: post.id })
    expect(await objects()).toEqual([])
  })

  test('of another channel cannot be used', async () => {
    const upload = await uploadPhoto(instance.ctx(owner), 'busy', await picture())
    const content = { kind: 'photo' as const, photo: { mediaId: upload.mediaId } }
    const post = instance.as(owner).posts.publish({ handle: 'bells', content })
    await expect(post).rejects.toMatchObject({ cause: { code: 'media.not_found' } })
  })
})
