import { DAY, LIMITS, type Sticker, type StickerPack } from '@carillon/contract'
import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { channels } from '../channels/table.ts'
import { expirePosts } from '../retention/expire.ts'
import { sweepLeftovers } from '../retention/sweep.ts'
import { openStage, type Person, type Stage, type StageChannel } from '../testing/stage.ts'
import { bringStarterPack } from './starter.ts'
import { stickers } from './table.ts'

const PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="3"/></svg>'

let stage: Stage
let channel: StageChannel
beforeEach(async () => {
  stage = await openStage()
  channel = await stage.channel()
})
afterEach(() => stage.instance.close())

const editor = () => stage.instance.as(stage.accounts.editor)
const operator = () => stage.instance.as(stage.accounts.operator)
const packs = async (of = channel) => (await editor().stickers.packs({ handle: of.handle })).items

type New = { handle?: string; pack: string; emoji?: string[]; body?: Uint8Array | string }

async function send(person: Person, { handle, pack, emoji = ['🔔'], body = PICTURE }: New) {
  const query = new URLSearchParams(handle === undefined ? { pack } : { handle, pack })
  for (const one of emoji) query.append('emoji', one)
  const headers = stage.headersOf(person, channel)
  const answer = await stage.app.request(`/api/uploads/sticker?${query}`, { method: 'POST', headers, body })
  return { status: answer.status, json: (await answer.json()) as Sticker & { code?: string; message?: string } }
}

/** A pack of the channel's, or of everybody's, with rows for stickers and no pictures to them. */
async function packOf(count: number, handle: string | null = channel.handle): Promise<StickerPack> {
  const maker = handle === null ? operator() : editor()
  const pack = await maker.stickers.createPack({ handle, name: 'Moods' })
  const rows = Array.from({ length: count }, (_, position) => {
    const id = stage.core.newId('stk')
    return { id, packId: pack.id, position, emoji: ['🔔'], moving: false, object: `stickers/${id}` }
  })
  if (count > 0) await stage.core.db.transaction((tx) => tx.insert(stickers).values(rows))
  for (const { object } of rows) await stage.core.storage.put(object, Buffer.from(object))
  return { ...pack, stickers: rows.map(({ id }) => ({ id, emoji: ['🔔'], moving: false })) }
}
const refOf = (pack: StickerPack, at: number) => {
  return { handle: pack.handle, packId: pack.id, stickerId: pack.stickers[at]!.id }
}
const contentOf = (sticker: Sticker) => ({ kind: 'sticker' as const, stickerId: sticker.id })
const publish = (sticker: Sticker, of = channel) =>
  editor().posts.publish({ handle: of.handle, content: contentOf(sticker) })
const get = (id: string) => stage.app.request(`/api/stickers/${id}`)

describe('a sticker that is sent', () => {
  test('is drawn, stands last in its pack, and is served to everybody', async () => {
    const pack = await packOf(1)
    const { status, json } = await send('editor', { handle: channel.handle, pack: pack.id, emoji: ['🎉', '🥳'] })
    expect({ status, json }).toEqual({ status: 200, json: { id: json.id, emoji: ['🎉', '🥳'], moving: false } })
    expect((await packs())[0]!.stickers.map(({ id }) => id)).toEqual([pack.stickers[0]!.id, json.id])
    const answer = await get(json.id)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/webp',
      'cache-control': 'public, max-age=86400',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    })
    const picture = Buffer.from(await answer.arrayBuffer())
    expect(await sharp(picture).metadata()).toMatchObject({ format: 'webp', width: 512, height: 512 })
  })

  test('by a program needs the scope to publish, and by those outside is refused as if there were no channel', async () => {
    const pack = (await packOf(0)).id
    const by = async (person: Person) => (await send(person, { handle: channel.handle, pack })).json.code ?? 'taken'
    expect(await by('publish key')).toBe('taken')
    expect(await by('read key')).toBe('keys.scope')
    expect(await by('analyst')).toBe('members.role')
    expect(await by('outsider')).toBe('channels.not_found')
    expect(await by('key of another channel')).toBe('channels.not_found')
    expect(await by('nobody')).toBe('accounts.signed_out')
  })

  test('goes into everybody’s pack by an operator alone', async () => {
    const pack = (await packOf(0, null)).id
    expect((await send('operator', { pack })).status).toBe(200)
    for (const person of ['owner', 'publish key', 'nobody'] as const) {
      expect((await send(person, { pack })).json.code).toBe('accounts.operators_only')
    }
    // Whoever names their own channel doesn't reach it either.
    expect((await send('editor', { handle: channel.handle, pack })).json.code).toBe('stickers.pack_not_found')
  })

  test('needs one to three emoji, each of them one', async () => {
    const pack = (await packOf(0)).id
    const by = async (...emoji: string[]) => (await send('editor', { handle: channel.handle, pack, emoji })).json.code
    for (const emoji of [[], ['A'], ['🎉🎉'], ['1'], [''], ['🎉', 'x'], ['🎉', '🎊', '🥳', '🎂']]) {
      expect(await by(...emoji), emoji.join(' ')).toBe('stickers.emoji')
    }
    expect(await by('👩🏽‍🚀', '🏴󠁧󠁢󠁷󠁬󠁳󠁿', '❤️')).toBeUndefined()
    expect(await by('❤', '☕️')).toBeUndefined()
    expect((await packs())[0]!.stickers[1]!.emoji).toEqual(['❤️', '☕'])
    const sticker = (await packs())[0]!.stickers[0]!
    const ref = { handle: channel.handle, packId: pack, stickerId: sticker.id }
    await expect(editor().stickers.editSticker({ ...ref, emoji: ['no'] })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
    expect((await editor().stickers.editSticker({ ...ref, emoji: ['🌧️'] })).emoji).toEqual(['🌧️'])
  })

  test('finds no room in a full pack, and room again when one is removed', async () => {
    const pack = await packOf(LIMITS.packStickersMax)
    const again = () => send('editor', { handle: channel.handle, pack: pack.id })
    expect((await again()).json.code).toBe('stickers.pack_full')
    await editor().stickers.removeSticker(refOf(pack, 0))
    expect((await again()).status).toBe(200)
  })

  test('is told which limit it broke, in a sentence', async () => {
    const pack = (await packOf(0)).id
    const outside = PICTURE.replace('<circle', '<image href="http://127.0.0.1/"/><circle')
    const { status, json } = await send('editor', { handle: channel.handle, pack, body: outside })
    expect({ status, code: json.code }).toEqual({ status: 422, code: 'stickers.svg_outside' })
    expect(json.message).toContain('Save it as plain paths')
  })
})

describe('a pack', () => {
  test('is seen by its channel’s team, and everybody’s by all', async () => {
    const own = await packOf(3)
    const shared = await packOf(3, null)
    const other = await stage.channel()
    expect((await packs()).map(({ id, handle }) => [id, handle])).toEqual([
      [own.id, channel.handle],
      [shared.id, null],
    ])
    expect((await packs(other)).map(({ id }) => id)).toEqual([shared.id])
    expect((await operator().stickers.sharedPacks()).items.map(({ id }) => id)).toEqual([shared.id])
  })

  test('is changed and removed by its own team only', async () => {
    const pack = await packOf(1)
    const other = await stage.channel()
    const foreign = { handle: other.handle, packId: pack.id }
    const gone = { message: 'stickers.pack_not_found' }
    await expect(editor().stickers.editPack({ ...foreign, name: 'Mine' })).rejects.toMatchObject(gone)
    await expect(editor().stickers.removePack(foreign)).rejects.toMatchObject(gone)
    await expect(operator().stickers.removePack({ handle: null, packId: pack.id })).rejects.toMatchObject(gone)
    const mine = { handle: channel.handle, packId: pack.id }
    expect((await editor().stickers.editPack({ ...mine, name: 'Ours' })).name).toBe('Ours')
  })

  test('keeps the order that it is given, and refuses one of other stickers', async () => {
    const pack = await packOf(3)
    const ids = pack.stickers.map(({ id }) => id)
    const ref = { handle: channel.handle, packId: pack.id }
    const wrong = [
      ids.slice(1),
      [...ids, ids[0]!],
      [ids[0]!, ids[0]!, ids[1]!],
      [...ids.slice(1), stage.core.newId('stk')],
    ]
    for (const order of wrong) {
      await expect(editor().stickers.editPack({ ...ref, order })).rejects.toMatchObject({ message: 'stickers.order' })
    }
    await editor().stickers.editPack({ ...ref, order: ids.toReversed() })
    expect((await packs())[0]!.stickers.map(({ id }) => id)).toEqual(ids.toReversed())
  })

  test('is one of fifty at most', async () => {
    for (let count = 0; count < LIMITS.packs; count += 1) await packOf(0)
    await expect(packOf(0)).rejects.toMatchObject({ message: 'stickers.too_many_packs' })
    expect((await packOf(0, null)).handle).toBe(null)
  })
})

describe('a post of a sticker', () => {
  test('shows those of its channel and everybody’s, and no other channel’s', async () => {
    const [own, shared] = [await packOf(3), await packOf(3, null)]
    const other = await stage.channel()
    expect((await publish(own.stickers[0]!)).content).toEqual({ kind: 'sticker', sticker: own.stickers[0] })
    expect((await publish(shared.stickers[0]!, other)).content).toMatchObject({ kind: 'sticker' })
    await expect(publish(own.stickers[0]!, other)).rejects.toMatchObject({ message: 'stickers.not_found' })
  })

  test('goes on showing what is removed, for as long as it lives; a new one can’t begin to', async () => {
    const pack = await packOf(3)
    const [sticker] = pack.stickers as [Sticker]
    const post = await publish(sticker)
    await editor().stickers.removePack({ handle: channel.handle, packId: pack.id })
    await expect(publish(sticker)).rejects.toMatchObject({ message: 'stickers.not_found' })
    const edited = { handle: channel.handle, postId: post.id, content: contentOf(sticker) }
    expect((await editor().posts.edit(edited)).content).toEqual(post.content)

    const removed = stage.core.now()
    stage.instance.clock.now = removed + 30 * DAY - 1
    await expirePosts(stage.core)
    expect((await get(sticker.id)).status).toBe(200)
    stage.instance.clock.now = removed + 30 * DAY
    await expirePosts(stage.core)
    expect((await get(sticker.id)).status).toBe(404)
    expect(await stage.core.storage.size(`stickers/${sticker.id}`)).toBe(null)
    expect(await stage.core.db.read.select().from(stickers)).toEqual([])
  })

  test('that is drafted needs its sticker to be there when it is published', async () => {
    const pack = await packOf(4)
    const [kept, gone] = pack.stickers as [Sticker, Sticker]
    const draft = (sticker: Sticker) => editor().drafts.create({ handle: channel.handle, content: contentOf(sticker) })
    const drafts = [await draft(kept), await draft(gone)]
    await editor().stickers.removeSticker(refOf(pack, 1))
    const publishAt = (at: number) =>
      editor().drafts.publish({ handle: channel.handle, draftId: drafts[at]!.id, revision: drafts[at]!.revision })
    expect((await publishAt(0)).content).toEqual({ kind: 'sticker', sticker: kept })
    await expect(publishAt(1)).rejects.toMatchObject({ message: 'stickers.not_found' })
    expect((await editor().drafts.list({ handle: channel.handle })).items).toHaveLength(1)
  })

  test('that is scheduled waits with a fault when its sticker is gone', async () => {
    const pack = await packOf(4)
    const schedule = { at: { date: '2026-03-29', time: '02:00' }, timeZone: 'Etc/UTC' }
    for (const sticker of pack.stickers.slice(0, 2)) {
      await editor().drafts.create({ handle: channel.handle, content: contentOf(sticker), schedule })
    }
    await editor().stickers.removeSticker(refOf(pack, 1))
    stage.instance.clock.now = Date.UTC(2026, 2, 29, 2)
    stage.instance.publisher.start()
    await stage.instance.publisher.settle()
    const { items } = await editor().drafts.list({ handle: channel.handle })
    expect(items.map(({ content, schedule: plan }) => [content, plan?.fault])).toEqual([
      [{ kind: 'sticker', sticker: pack.stickers[1] }, 'picture_gone'],
    ])
    expect((await editor().posts.list({ handle: channel.handle })).items).toHaveLength(1)
  })
})

test('what a lost channel or a death in between leaves behind is cleared away', async () => {
  const pack = await packOf(1)
  const object = `stickers/${pack.stickers[0]!.id}`
  await stage.core.storage.put('stickers/nobodys', Buffer.from('x'))
  await sweepLeftovers(stage.core)
  expect(await stage.core.storage.size('stickers/nobodys')).toBe(null)
  expect(await stage.core.storage.size(object)).not.toBe(null)
  await stage.core.db.transaction((tx) => tx.delete(channels).where(eq(channels.id, channel.id)))
  await expirePosts(stage.core)
  expect(await stage.core.storage.size(object)).not.toBe(null)
  stage.instance.clock.now += 30 * DAY
  await expirePosts(stage.core)
  expect(await stage.core.storage.size(object)).toBe(null)
})

test('the starter pack comes once, for everybody, and what an operator removes of it stays away', async () => {
  await bringStarterPack(stage.core)
  await bringStarterPack(stage.core)
  const [pack, ...others] = await packs()
  expect(others).toEqual([])
  expect(pack).toMatchObject({ handle: null, name: 'Carillon' })
  expect(pack!.stickers).toHaveLength(16)
  for (const { id } of pack!.stickers) {
    const picture = Buffer.from(await (await get(id)).arrayBuffer())
    expect(picture.length).toBeLessThanOrEqual(LIMITS.stickerBytes)
    const { data } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
    expect([data[3], data.at(-1)], 'its corners are clear').toEqual([0, 0])
  }
  await operator().stickers.removePack({ handle: null, packId: pack!.id })
  await bringStarterPack(stage.core)
  expect(await packs()).toEqual([])
})
