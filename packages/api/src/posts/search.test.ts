import { DAY, LIMITS, plainText, RETENTION_DAYS } from '@carillon/contract'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { uploadPhoto } from '../media/keep.ts'
import { openTestInstance, START, type TestInstance } from '../testing/index.ts'
import { preparePost } from './insert.ts'
import { getPost } from './read.ts'
import { searchPosts } from './search.ts'
import type { PostRow } from './content.ts'
import { posts } from './table.ts'

let instance: TestInstance
let owner: Awaited<ReturnType<TestInstance['account']>>
let handle: string
let made = 0

beforeAll(async () => {
  instance = await openTestInstance()
  owner = await instance.account('owner', { creator: true })
})
afterAll(() => instance.close())
beforeEach(async () => {
  instance.clock.now = START
  handle = `bells_${(made += 1)}`
  await instance.as(owner).channels.create({ handle, name: 'Bells', category: 'music' })
})

async function publish(text: string) {
  instance.clock.now += 1_000
  return instance.as(owner).posts.publish({ handle, content: { kind: 'text', text } })
}
const search = (query: string, more: { limit?: number; cursor?: string } = {}) =>
  instance.as().posts.search({ handle, query, ...more })
/** The words that matched, post by post. */
async function marked(query: string) {
  const { items } = await search(query)
  return items.map((hit) => hit.matches.text.map(([start, end]) => hit.plainText.slice(start, end)))
}

describe('a search in a channel', () => {
  test('finds posts with all the words, in any order, newest first', async () => {
    const first = await publish('The ferry leaves the harbour at nine')
    await publish('The harbour is closed')
    const last = await publish('A harbour with a *ferry* in it')
    const { items, nextCursor } = await search('ferry HARBOUR')
    expect(items.map((hit) => hit.id)).toEqual([last.id, first.id])
    expect(nextCursor).toBeNull()
    expect(await marked('ferry harbour')).toEqual([
      ['harbour', 'ferry'],
      ['ferry', 'harbour'],
    ])
  })

  const FOUND: [text: string, query: string, marked: string[]][] = [
    ['Café à Orléans', 'cafe orleans', ['Café', 'Orléans']],
    ['STRASSE und Straße', 'straße', ['STRASSE', 'Straße']],
    ['The harbour opens', 'harb', ['harb']],
    ['*Bold* and _well_: `code`', 'bold well code', ['Bold', 'well', 'code']],
    ['Ёлка в Москве', 'елка москве', ['Ёлка', 'Москве']],
    ['朝日新聞が伝えた', '新聞', ['新聞']],
    ['ﾃﾚﾋﾞを見る', 'テレビ', ['ﾃﾚﾋﾞ']],
    ['조선일보는 말했다', '조선일보 말했다', ['조선일보', '말했다']],
    ['هذا كِتَاب جديد', 'كتاب', ['كِتَاب']],
    ['e\u0301te\u0301 2026', 'été', ['e\u0301te\u0301']],
    ['#weather for @bells', 'weather bells', ['weather', 'bells']],
  ]
  test.each(FOUND)('finds in %j the words %j', async (text, query, words) => {
    await publish('Nothing of it')
    await publish(text)
    expect(await marked(query)).toEqual([words])
  })

  test.each([
    ['harbuor', 'harbour'],
    ['harbor', 'harbour'],
    ['harbouur', 'harbour'],
    ['hsrbour', 'harbour'],
    ['hrbou', 'harbou'],
  ])('forgives a slip in a long word: %s', async (query, word) => {
    await publish('In the harbour today')
    expect(await marked(query)).toEqual([[word]])
  })

  test('forgives none in a short word, and none where the word is there as it was typed', async () => {
    await publish('The bell rings')
    expect((await search('balls')).items).toEqual([])
    expect((await search('bull')).items).toEqual([])
    await publish('A bright morning')
    const right = await publish('An island by night with a brigth star')
    expect((await search('brigth')).items.map((hit) => hit.id)).toEqual([right.id])
  })

  test('looks into the description of a photo', async () => {
    const picture = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#123456' } })
      .png()
      .toBuffer()
    const { mediaId } = await uploadPhoto(instance.ctx(owner), handle, picture)
    const photo = { mediaId, alt: 'A tower at dusk' }
    await instance.as(owner).posts.publish({ handle, content: { kind: 'photo', text: 'Look', photo } })
    const [hit] = (await search('tower look')).items
    expect(hit!.matches).toEqual({
      text: [[0, 4]],
      alt: [[2, 7]],
      beside: [{ text: 'A tower at dusk', ranges: [[2, 7]] }],
    })
  })

  test('goes on where a page ended, with slips if that is how it began', async () => {
    for (let at = 0; at < 25; at += 1) await publish(`Harbour ${at}`)
    for (const query of ['harbour', 'harbuor']) {
      const seen: string[] = []
      let cursor: string | null | undefined
      do {
        const page = await search(query, { limit: 10, ...(cursor ? { cursor } : {}) })
        seen.push(...page.items.map((hit) => hit.plainText))
        cursor = page.nextCursor
      } while (cursor)
      expect(seen).toEqual(Array.from({ length: 25 }, (_, at) => `Harbour ${24 - at}`))
    }
    for (const cursor of ['x', 'e.1.pst_1', '1.pst_00000000000000000000000001']) {
      await expect(search('harbour', { cursor })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    }
  })

  test('finds a post to the millisecond of its end, and as it was last edited', async () => {
    const post = await publish('Harbour')
    await instance.as(owner).posts.edit({ handle, postId: post.id, content: { kind: 'text', text: 'Lighthouse' } })
    expect((await search('harbour')).items).toEqual([])
    instance.clock.now = post.expiresAt - 1
    expect((await search('lighthouse')).items.map((hit) => hit.id)).toEqual([post.id])
    instance.clock.now = post.expiresAt
    expect((await search('lighthouse')).items).toEqual([])
  })

  test('is for those who may read it', async () => {
    await publish('Harbour')
    await instance.as(owner).channels.edit({ handle, access: 'invite' })
    await expect(search('harbour')).rejects.toMatchObject({ cause: { code: 'channels.not_found' } })
    expect((await instance.as(owner).posts.search({ handle, query: 'harbour' })).items).toHaveLength(1)
  })

  const HOSTILE = [
    '<script>alert(1)</script>',
    '(a+)+$ .*[',
    "' OR 1=1 --",
    '\\',
    '%',
    '*_~`',
    '👨‍👩‍👧‍👦',
    'a\u0301'.repeat(100),
    'ﷺ'.repeat(200),
    '가'.repeat(200),
    'a '.repeat(100),
    'abcdefgh '.repeat(22),
    '\u202Eevil',
  ]
  test.each(HOSTILE)('takes %j for the words it is', async (query) => {
    await publish('Harbour')
    const text = `x ${query.slice(0, 500)} y`
    const { id } = await publish(text)
    const { items } = await search(query)
    expect(items.every((hit) => hit.id === id)).toBe(true)
    for (const { plainText: plain, matches } of items) {
      expect(plain).toBe(plainText(items[0]!.content.kind === 'text' ? items[0]!.content.text : ''))
      for (const [start, end] of matches.text) {
        expect(start).toBeLessThan(end)
        expect(end).toBeLessThanOrEqual(plain.length)
      }
    }
  })

  test.each(['', ' ', 'x'.repeat(LIMITS.query + 1)])('refuses %j', async (query) => {
    await expect(search(query)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  test('has a limit of its own', async () => {
    const ctx = { ...instance.ctx(), addressPrefix: '192.0.2.7' }
    const ask = () => searchPosts(ctx, { handle, query: 'harbour', limit: 1 })
    for (let at = 0; at < 60; at += 1) await ask()
    await expect(ask()).rejects.toMatchObject({ code: 'request.too_many' })
    expect(() => ctx.limiter.take('read', ctx.addressPrefix)).not.toThrow()
  })
})

test('of very many posts a page looks through the newest, lets others through meanwhile, and leads on to the rest', async () => {
  const { id: channelId } = await instance.as(owner).channels.get({ handle })
  const channel = { id: channelId, retentionDays: RETENTION_DAYS }
  for (let at = 0; at < 5_040; at += 180) {
    const words = Array.from({ length: 180 }, (_, i) => (at + i === 0 ? 'needle' : `hay ${at + i}`))
    const rows: PostRow[] = []
    for (const text of words) {
      instance.clock.now += 1
      rows.push((await preparePost(instance.core, channel, { kind: 'text', text }, false)).row)
    }
    await instance.core.db.transaction((tx) => tx.insert(posts).values(rows))
  }
  let turns = 0
  let searching = true
  const count = () => {
    turns += 1
    if (searching) setImmediate(count)
  }
  setImmediate(count)
  const first = await search('needle')
  searching = false
  expect(first.items).toEqual([])
  expect(turns).toBeGreaterThan(200)
  const rest = await search('needle', { cursor: first.nextCursor! })
  expect(rest.items.map((hit) => hit.plainText)).toEqual(['needle'])
  expect(rest.nextCursor).toBeNull()
})

describe('a single post', () => {
  const get = (postId: string, who?: typeof owner) => instance.as(who).posts.get({ handle, postId })

  test('can be read until the millisecond it expires, and is gone from then on, erased or not', async () => {
    const post = await publish('Ding')
    expect(await get(post.id)).toEqual(post)
    instance.clock.now = post.expiresAt - 1
    expect(await get(post.id)).toEqual(post)
    instance.clock.now = post.expiresAt
    await expect(get(post.id)).rejects.toMatchObject({ cause: { code: 'posts.expired' } })
    await instance.core.db.transaction((tx) => tx.delete(posts))
    await expect(get(post.id)).rejects.toMatchObject({ cause: { code: 'posts.expired' } })
  })

  test('that was deleted or never was is not found, nor through another channel', async () => {
    const post = await publish('Ding')
    await instance.as(owner).channels.create({ handle: `other_${made}`, name: 'Other', category: 'news' })
    const elsewhere = instance.as().posts.get({ handle: `other_${made}`, postId: post.id })
    await expect(elsewhere).rejects.toMatchObject({ cause: { code: 'posts.not_found' } })
    await instance.as(owner).posts.delete({ handle, postId: post.id })
    await expect(get(post.id)).rejects.toMatchObject({ cause: { code: 'posts.not_found' } })
  })

  test('of a channel by invitation is there for its readers alone, whatever became of it', async () => {
    const post = await publish('Ding')
    await instance.as(owner).channels.edit({ handle, access: 'invite' })
    await expect(get(post.id)).rejects.toMatchObject({ cause: { code: 'channels.not_found' } })
    expect((await get(post.id, owner)).id).toBe(post.id)
    instance.clock.now += 40 * DAY
    await expect(get(post.id)).rejects.toMatchObject({ cause: { code: 'channels.not_found' } })
  })

  test('is everybody’s answer in an open channel, for as long as it lives', async () => {
    const post = await publish('Ding')
    const ctx = instance.ctx()
    await getPost(ctx, { handle, postId: post.id })
    expect(ctx.sharing).toMatchObject({ shared: 1, until: post.expiresAt })
    await instance.as(owner).channels.edit({ handle, access: 'invite' })
    const closed = instance.ctx(owner)
    await getPost(closed, { handle, postId: post.id })
    expect(closed.sharing.shared).toBe(0)
  })
})
