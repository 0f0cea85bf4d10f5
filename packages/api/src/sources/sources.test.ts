import type { Draft, Post, Source } from '@carillon/contract'
import { captionOf, DAY } from '@carillon/contract'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { expirePosts } from '../retention/expire.ts'
import { openStage, type Stage, type StageChannel } from '../testing/stage.ts'
import { openOutsideServer, type OutsideServer } from '../core/outside.testing.ts'
import { item, rss } from './feed.testing.ts'
import { pruneSourceItems } from './items.ts'
import { Poller } from './poller.ts'
import { sourceItems, sources } from './table.ts'

const MINUTE = 60_000
let server: OutsideServer
let stage: Stage

beforeAll(async () => {
  server = await openOutsideServer()
  stage = await openStage({ outside: server.outside })
  await stage.instance.poller.start()
})
afterAll(async () => {
  await stage.instance.close()
  await server.close()
})

// Time passes for all of them.
afterEach(() => stage.core.db.transaction((tx) => tx.delete(sources)))

const admin = () => stage.instance.as(stage.accounts.admin)
const texts = (all: (Post | Draft)[]) => all.map(({ content }) => captionOf(content))
const titles = (all: (Post | Draft)[]) => texts(all).map((text) => text.split('\n')[0]!.replaceAll('*', ''))

let count = 0
/** A channel that follows a feed with these items. */
async function follow(items: string[], { publishes = true, headers = {}, body = rss(items) } = {}) {
  const path = `/feed-${(count += 1)}`
  server.serve(path, body, headers)
  const channel = await stage.channel()
  const source = await admin().sources.add({ handle: channel.handle, url: server.url(path), publishes })
  return { path, channel, source }
}

async function sourceOf({ handle }: StageChannel): Promise<Source> {
  return (await admin().sources.list({ handle })).items[0]!
}

async function postsOf({ handle }: StageChannel): Promise<Post[]> {
  return (await stage.instance.as().posts.list({ handle, limit: 50 })).items
}

/** Lets time pass until the feed is due, and it be asked. */
async function poll(channel: StageChannel): Promise<Source> {
  stage.instance.clock.now = Math.max(stage.instance.clock.now, (await sourceOf(channel)).nextAt)
  await stage.instance.poller.settle()
  return sourceOf(channel)
}

describe('a feed', () => {
  test('brings what comes after it was added, and nothing of the past', async () => {
    const { path, channel, source } = await follow([item('1'), item('2')])
    expect(source).toMatchObject({ title: 'Tower & Bells', faults: 0, fault: null, newsAt: null })
    await poll(channel)
    expect(await postsOf(channel)).toEqual([])
    server.serve(path, rss([item('4'), item('3'), item('2'), item('1')]))
    const after = await poll(channel)
    const posts = await postsOf(channel)
    expect(titles(posts)).toEqual(['Item 4', 'Item 3'])
    expect(texts(posts)[0]).toBe('*Item 4*\n\nhttps://tower.example/4')
    expect(after.newsAt).toBe(stage.core.now())
  })

  test.each([
    [
      'Atom',
      (ids: string[]) =>
        `<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><id>a</id>${ids.map((id) => `<entry><id>${id}</id><title>Item ${id}</title><link href="/${id}"/><updated>2026-03-0${id}T00:00:00Z</updated></entry>`).join('')}</feed>`,
    ],
    [
      'RDF',
      (ids: string[]) =>
        `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="/"><title>R</title></channel>${ids.map((id) => `<item rdf:about="/${id}"><title>Item ${id}</title><link>https://tower.example/${id}</link></item>`).join('')}</rdf:RDF>`,
    ],
    [
      'JSON Feed',
      (ids: string[]) =>
        JSON.stringify({
          version: 'https://jsonfeed.org/version/1.1',
          title: 'J',
          items: ids.map((id) => ({ id, title: `Item ${id}`, content_text: '', url: `https://tower.example/${id}` })),
        }),
    ],
  ])('may be %s', async (_, make) => {
    const { path, channel } = await follow([], { body: make(['1']) })
    server.serve(path, make(['2', '1']))
    await poll(channel)
    expect(titles(await postsOf(channel))).toEqual(['Item 2'])
  })

  test('is found where a page names it', async () => {
    server.serve('/found.xml', rss([item('1')]))
    server.serve(
      '/page',
      '<!doctype html><head><link rel="alternate" type="application/rss+xml" href="found.xml"><p>Hi',
    )
    const { handle } = await stage.channel()
    const source = await admin().sources.add({ handle, url: server.url('/page') })
    expect(source).toMatchObject({ url: server.url('/found.xml'), publishes: false })
  })

  test('is followed once', async () => {
    const { channel, source } = await follow([])
    const again = admin().sources.add({ handle: channel.handle, url: source.url })
    await expect(again).rejects.toMatchObject({
      cause: { code: 'sources.already', fields: { url: 'sources.already' } },
    })
  })

  test('is one of twenty at most', async () => {
    const { handle } = await stage.channel()
    server.serve('/many', rss([]))
    for (let at = 0; at < 20; at += 1) {
      server.serve(`/many?${at}`, rss([]))
      await admin().sources.add({ handle, url: server.url(`/many?${at}`) })
    }
    const more = admin().sources.add({ handle, url: server.url('/many') })
    await expect(more).rejects.toMatchObject({ cause: { code: 'sources.too_many' } })
  })

  test('is removed, and its drafts stay', async () => {
    const { path, channel, source } = await follow([], { publishes: false })
    server.serve(path, rss([item('1')]))
    await poll(channel)
    await admin().sources.remove({ handle: channel.handle, sourceId: source.id })
    expect((await admin().sources.list({ handle: channel.handle })).items).toEqual([])
    expect((await admin().drafts.list({ handle: channel.handle })).items).toMatchObject([{ sourceId: source.id }])
  })

  test('rests while its channel is archived, and while it is paused', async () => {
    const { path, channel, source } = await follow([])
    const asked = server.count(path)
    await stage.instance.as(stage.accounts.owner).channels.archive({ handle: channel.handle, archived: true })
    await poll(channel)
    await stage.instance.as(stage.accounts.owner).channels.archive({ handle: channel.handle, archived: false })
    const which = { handle: channel.handle, sourceId: source.id }
    await admin().sources.edit({ ...which, paused: true })
    await poll(channel)
    expect(server.count(path)).toBe(asked)
    await admin().sources.edit({ ...which, paused: false })
    await poll(channel)
    expect(server.count(path)).toBe(asked + 1)
  })

  test('is asked by hand when its admin wants it, but not twice in a moment', async () => {
    const { path, channel, source } = await follow([])
    server.serve(path, rss([item('now')]))
    const which = { handle: channel.handle, sourceId: source.id }
    await expect(admin().sources.check(which)).rejects.toMatchObject({ cause: { code: 'request.too_many' } })
    stage.instance.clock.now += 30_000
    expect(await admin().sources.check(which)).toMatchObject({ newsAt: stage.core.now(), faults: 0 })
    expect(titles(await postsOf(channel))).toEqual(['Item now'])
  })
})

describe('each item becomes a post once', () => {
  test('when the feed says it again, in another order, edited, under a new id or with a new link', async () => {
    const { path, channel } = await follow([])
    server.serve(path, rss([item('1'), item('2')]))
    await poll(channel)
    server.serve(path, rss([item('2', '<title>Edited</title>'), item('1')]))
    await poll(channel)
    server.serve(path, rss([item('1').replace('>1<', '>renamed<'), item('2').replace('/2<', '/elsewhere<')]))
    await poll(channel)
    expect(titles(await postsOf(channel)).toSorted()).toEqual(['Item 1', 'Item 2'])
  })

  test('after a restart', async () => {
    const { path, channel } = await follow([])
    server.serve(path, rss([item('1')]))
    await poll(channel)
    stage.instance.clock.now = (await sourceOf(channel)).nextAt
    const after = new Poller(stage.core)
    await after.start()
    await after.settle()
    await after.stop()
    expect(server.count(path)).toBe(3)
    expect(titles(await postsOf(channel))).toEqual(['Item 1'])
  })

  test('when two look at once', async () => {
    const { path, channel, source } = await follow([])
    server.serve(path, rss([item('1'), item('2'), item('3')]))
    stage.instance.clock.now += 30_000
    const which = { handle: channel.handle, sourceId: source.id }
    await Promise.all(Array.from({ length: 4 }, () => admin().sources.check(which)))
    expect(titles(await postsOf(channel)).toSorted()).toEqual(['Item 1', 'Item 2', 'Item 3'])
  })

  test.each(['posts', 'source_items'])('when writing to %s fails half-way', async (table) => {
    const { path, channel } = await follow([])
    server.serve(path, rss([item('1'), item('2')]))
    const run = (sql: string) => stage.core.db.transaction((tx) => tx.run(sql))
    // As if the process had died between the two: the second item's row is refused.
    await run(
      `CREATE TRIGGER broken BEFORE INSERT ON ${table} WHEN (SELECT count(*) FROM posts WHERE channel_id = '${channel.id}') = 1 BEGIN SELECT RAISE(ABORT, 'broken'); END`,
    )
    await poll(channel)
    expect(titles(await postsOf(channel))).toEqual(['Item 2'])
    await run('DROP TRIGGER broken')
    await poll(channel)
    expect(titles(await postsOf(channel))).toEqual(['Item 1', 'Item 2'])
  })

  test('however many share a link', async () => {
    const here = (id: string) => item(id).replace(/<link>.*<\/link>/, '<link>https://tower.example/status</link>')
    const { path, channel } = await follow([here('1'), here('2')])
    server.serve(path, rss([here('3'), here('2'), here('1')]))
    await poll(channel)
    expect(titles(await postsOf(channel))).toEqual(['Item 3'])
  })
})

describe('how often a feed is asked', () => {
  test('is every quarter of an hour, or as it wishes, up to a day', async () => {
    const asked = async (headers: Record<string, string>, head = '') => {
      const { source } = await follow([], { headers, body: rss([], head) })
      return (source.nextAt - source.checkedAt!) / MINUTE
    }
    expect(await asked({})).toBe(15)
    expect(await asked({ 'cache-control': 'public, max-age=60' })).toBe(15)
    expect(await asked({ 'cache-control': 'public, max-age=7200' })).toBe(120)
    expect(await asked({}, '<ttl>90</ttl>')).toBe(90)
    expect(await asked({ 'cache-control': 'max-age=999999999' }, '<ttl>99999999</ttl>')).toBe(1_440)
  })

  test('is told its server, which answers when nothing is new', async () => {
    const headers = { etag: '"v1"', 'last-modified': 'Sun, 29 Mar 2026 00:00:00 GMT' }
    const { path, channel } = await follow([], { headers, body: rss([], '<ttl>60</ttl>') })
    server.serve(path, '', {}, 304)
    const after = await poll(channel)
    expect(server.asked.at(-1)!.headers).toMatchObject({
      'if-none-match': '"v1"',
      'if-modified-since': headers['last-modified'],
    })
    expect(after).toMatchObject({ faults: 0, checkedAt: stage.core.now(), nextAt: stage.core.now() + 60 * MINUTE })
  })

  test('grows with its faults up to a day, and is the old one once it is well', async () => {
    const { path, channel } = await follow([])
    server.serve(path, '', {}, 500)
    const pauses: number[] = []
    for (let at = 1; at <= 9; at += 1) {
      const source = await poll(channel)
      expect(source).toMatchObject({ faults: at, fault: 'status', faultStatus: 500 })
      pauses.push(source.nextAt - source.checkedAt!)
    }
    expect(pauses.slice(0, 6)).toEqual(pauses.slice(0, 6).toSorted((a, b) => a - b))
    expect(pauses[0]).toBeGreaterThan(15 * MINUTE)
    expect(pauses[5]! / pauses[0]!).toBeGreaterThan(25)
    expect(Math.max(...pauses)).toBeLessThanOrEqual(DAY)
    expect(pauses[8]).toBeGreaterThan(0.8 * DAY)
    expect(server.count(path)).toBe(10)
    server.serve(path, rss([item('1')]))
    const source = await poll(channel)
    expect(source).toMatchObject({ faults: 0, fault: null, faultStatus: null })
    expect(source.nextAt - source.checkedAt!).toBe(15 * MINUTE)
  })

  test.each([429, 503])('is what its server asks for with %s', async (status) => {
    const { path, channel } = await follow([])
    server.serve(path, '', { 'retry-after': `${3 * 86_400}` }, status)
    const source = await poll(channel)
    expect(source.nextAt - source.checkedAt!).toBe(3 * DAY)
  })

  test('is not all at once after a standstill', async () => {
    const followed = []
    for (let at = 0; at < 3; at += 1) followed.push(await follow([]))
    stage.instance.clock.now += DAY
    const now = stage.core.now()
    const after = new Poller(stage.core)
    await after.start()
    await after.stop()
    const waits = await Promise.all(followed.map(async ({ channel }) => (await sourceOf(channel)).nextAt - now))
    expect(waits.toSorted((a, b) => a - b)).toEqual([1_000, 2_000, 15 * MINUTE])
    expect(followed.map(({ path }) => server.count(path)).toSorted()).toEqual([1, 1, 2])
  })
})

describe('a feed that moved', () => {
  test('for good is asked where it is now', async () => {
    const { path, channel } = await follow([])
    server.serve(`${path}-new`, rss([item('1')]))
    server.serve(path, '', { location: `${path}-new` }, 301)
    expect((await poll(channel)).url).toBe(server.url(`${path}-new`))
    expect(titles(await postsOf(channel))).toEqual(['Item 1'])
  })

  test('for now keeps its address', async () => {
    const { path, channel } = await follow([])
    server.serve(`${path}-new`, rss([item('1')]))
    server.serve(path, '', { location: `${path}-new` }, 302)
    expect((await poll(channel)).url).toBe(server.url(path))
  })

  test('away for good is asked no more, and says so', async () => {
    const { path, channel } = await follow([])
    server.serve(path, '', {}, 410)
    expect(await poll(channel)).toMatchObject({ paused: true, fault: 'status', faultStatus: 410 })
  })
})

describe('too much', () => {
  test('at once: the newest twenty are posted, and the rest never', async () => {
    const { path, channel } = await follow([item('0')])
    const flood = Array.from({ length: 60 }, (_, at) => item(`f${59 - at}`))
    server.serve(path, rss([...flood, item('0')]))
    expect(await poll(channel)).toMatchObject({ faults: 0, fault: 'too_many_items' })
    const first = titles(await postsOf(channel))
    expect(first).toHaveLength(20)
    expect([first[0], first[19]]).toEqual(['Item f59', 'Item f40'])
    expect(await poll(channel)).toMatchObject({ fault: 'too_many_items' })
    expect(await postsOf(channel)).toHaveLength(20)
    server.serve(path, rss([item('more'), ...flood]))
    expect(await poll(channel)).toMatchObject({ fault: null })
    expect(await postsOf(channel)).toHaveLength(21)
  })

  test('in it: ten thousand items are taken in', async () => {
    const all = Array.from({ length: 10_000 }, (_, at) => item(`${10_000 - at}`))
    const { path, channel } = await follow(all)
    server.serve(path, rss([item('new'), ...all]))
    await poll(channel)
    expect(titles(await postsOf(channel))).toEqual(['Item new'])
  })
})

describe('drafts of a feed', () => {
  test('are the team’s, say where they are from, and go when nobody touches them', async () => {
    const { path, channel, source } = await follow([], { publishes: false })
    server.serve(path, rss([item('1'), item('2')]))
    await poll(channel)
    const { handle } = channel
    const drafts = (await admin().drafts.list({ handle })).items
    const discardAt = stage.core.now() + 30 * DAY
    expect(drafts).toMatchObject([
      { sourceId: source.id, discardAt },
      { sourceId: source.id, discardAt },
    ])
    expect(await postsOf(channel)).toEqual([])
    for (const person of ['nobody', 'follower', 'outsider', 'read key'] as const) {
      const answer = await stage.send(person, 'drafts.list', { handle }, channel)
      expect(answer.status, person).toBeGreaterThanOrEqual(401)
      expect(answer.text).not.toContain('Item')
    }
    const { id, revision, content } = drafts[0]!
    if (content.kind !== 'text') throw new Error('no text')
    await admin().drafts.edit({ handle, draftId: id, revision, content, silent: false })
    stage.instance.clock.now = discardAt
    await expirePosts(stage.core)
    expect((await admin().drafts.list({ handle })).items).toMatchObject([{ id }])
    await stage.signIn('outsider')
  })

  test('wait in their feed while there is no room for them', async () => {
    const { path, channel } = await follow([], { publishes: false, headers: { etag: '"full"' } })
    const { handle } = channel
    const content = { kind: 'text' as const, text: 'Mine' }
    for (let at = 0; at < 499; at += 1) await admin().drafts.create({ handle, content })
    server.serve(path, rss([item('2'), item('1')]), { etag: '"full"' })
    const keys = (await stage.core.keys.drafts()).length
    expect(await poll(channel)).toMatchObject({ fault: 'drafts_full', faults: 0 })
    expect((await stage.core.keys.drafts()).length).toBe(keys + 1)
    const { items } = await admin().drafts.list({ handle })
    expect(titles(items)[0]).toBe('Item 1')
    await admin().drafts.discard({ handle, draftId: items[1]!.id })
    expect(await poll(channel)).toMatchObject({ fault: null })
    expect(server.asked.at(-1)!.headers['if-none-match']).toBeUndefined()
    expect(titles((await admin().drafts.list({ handle })).items)[0]).toBe('Item 2')
  })
})

describe('a picture', () => {
  const jpeg = () =>
    sharp({ create: { width: 800, height: 600, channels: 3, background: '#884422' } })
      .jpeg()
      .toBuffer()
  const pictured = (url: string) =>
    `<title>Seen</title><media:content url="${url}" medium="image"><media:description>A brown square</media:description></media:content>`

  test('becomes a photo, drawn anew, with the alt text that the feed gives', async () => {
    const { path, channel } = await follow([])
    server.serve('/picture.jpg', await jpeg(), { 'content-type': 'image/jpeg' })
    server.serve(path, rss([item('1', pictured(server.url('/picture.jpg')))]))
    await poll(channel)
    expect((await postsOf(channel))[0]!.content).toMatchObject({
      kind: 'photo',
      text: '*Seen*\n\nhttps://tower.example/1',
      photo: { alt: 'A brown square', width: 800, height: 600 },
    })
  })

  test.each([
    ['isn’t there', '', {}, 404],
    ['is a page', '<html><img src=x>', { 'content-type': 'text/html' }, 200],
    [
      'is SVG with a script',
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      { 'content-type': 'image/svg+xml' },
      200,
    ],
    ['is HTML that calls itself a picture', '<html><script>alert(1)</script>', { 'content-type': 'image/png' }, 200],
    ['has 50,000 × 50,000 pixels', hugePng(), { 'content-type': 'image/png' }, 200],
  ])('that %s leaves a text', async (what, body, headers, status) => {
    const { path, channel } = await follow([])
    const picture = `/bad-${encodeURIComponent(what)}`
    server.serve(picture, body, headers, status)
    server.serve(path, rss([item('1', pictured(server.url(picture)))]))
    await poll(channel)
    expect(server.count(picture)).toBe(1)
    expect((await postsOf(channel))[0]!.content).toEqual({ kind: 'text', text: '*Seen*\n\nhttps://tower.example/1' })
  })
})

test('what a feed dropped two months ago is forgotten, and what it still holds is not', async () => {
  const { path, channel } = await follow([item('kept'), item('dropped')])
  server.serve(path, rss([item('kept')]))
  for (let at = 0; at < 3; at += 1) {
    stage.instance.clock.now += 25 * DAY
    await poll(channel)
  }
  const { id } = await sourceOf(channel)
  const remembered = async () =>
    (await stage.core.db.read.select().from(sourceItems)).filter(({ sourceId }) => sourceId === id).length
  expect(await remembered()).toBe(4)
  await pruneSourceItems(stage.core)
  expect(await remembered()).toBe(2)
  await poll(channel)
  expect(await postsOf(channel)).toEqual([])
})

/** A PNG whose header promises more pixels than memory. */
function hugePng(): Buffer {
  const header = Buffer.from('89504e470d0a1a0a0000000d494844520000c3500000c3500806000000', 'hex')
  return Buffer.concat([header, Buffer.alloc(64)])
}
