import { createApp } from '@carillon/api'
import { openTestInstance, type TestInstance } from '@carillon/api/testing'
import { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { CarillonError, ConnectionError, createClient, paginate, refusalOf } from './index.ts'

const handle = 'bells'
const text = (words: string) => ({ kind: 'text', text: words }) as const

let instance: TestInstance
let app: Hono
let apiKey: string
let requests: Request[]
beforeAll(async () => {
  instance = await openTestInstance()
  app = new Hono().route(
    '/api',
    createApp(instance.core, () => '203.0.113.9'),
  )
  const owner = instance.as(await instance.account('owner', { creator: true }))
  await owner.channels.create({ handle, name: 'Bells', category: 'music' })
  apiKey = (await owner.keys.create({ handle, name: 'Tests', scopes: ['publish'] })).secret
  for (let hour = 1; hour <= 5; hour += 1) {
    await owner.posts.publish({ handle, content: text(`${hour} o’clock`) })
    instance.clock.now += 3_600_000
  }
})
afterAll(() => instance.close())
beforeEach(() => {
  requests = []
})

const url = 'https://carillon.test/'
const viaApp: typeof fetch = async (input, init) => {
  const request = new Request(input, init)
  requests.push(request)
  return app.request(request)
}
const client = (options = {}) => createClient({ url, fetch: viaApp, ...options })
const answering = (body: string, status: number, type: string) =>
  client({ fetch: async () => new Response(body, { status, headers: { 'content-type': type } }) })

describe('a refusal', () => {
  test('for haste says how long to wait', async () => {
    const { limiter } = instance.core
    const empty = () => {
      for (;;) limiter.take('read', limiter.nameOf('203.0.113.9'), 100)
    }
    expect(empty).toThrow('request.too_many')
    for (let at = 0; at < 100; at += 1) await client().instance.get.query().catch(refusalOf)
    const refusal = await client().instance.get.query().catch(refusalOf)
    expect(refusal).toMatchObject({ code: 'request.too_many', retryAfter: 1 })
    instance.clock.now += 60_000
    await client().instance.get.query()
  })

  test('has a code, a sentence in the client’s language, and says which field is wrong', async () => {
    const french = client({ apiKey, language: 'fr' })
    const missing = french.posts.list.query({ handle: 'no_bells' })
    const message = 'Il n’y a pas de chaîne à cette adresse.'
    await expect(missing).rejects.toEqual(new CarillonError({ code: 'channels.not_found', message, fields: {} }))
    const empty = await french.posts.publish.mutate({ handle, content: text('') }).catch(refusalOf)
    expect(empty).toMatchObject({ code: 'input.invalid', fields: { 'content.text': 'Veuillez remplir ce champ.' } })
  })

  test('of an upload is one too', async () => {
    const letter = new TextEncoder().encode('Dear editor')
    const unreadable = client({ apiKey }).uploads.photo(handle, letter)
    await expect(unreadable).rejects.toMatchObject({ name: 'CarillonError', code: 'media.unreadable' })
    const anonymous = client().uploads.photo(handle, new Blob([letter]))
    await expect(anonymous).rejects.toMatchObject({ code: 'accounts.signed_out' })
  })

  test('at the door is one too', async () => {
    const wrong = client({ apiKey: 'carillon_0' }).posts.list.query({ handle })
    await expect(wrong).rejects.toMatchObject({ name: 'CarillonError', code: 'keys.invalid' })
  })

  test('of one call of a batch leaves the others alone', async () => {
    const { posts } = client()
    const both = [posts.list.query({ handle: 'no_bells' }), posts.list.query({ handle })] as const
    const [refused, listed] = await Promise.allSettled(both)
    expect(refused).toMatchObject({ reason: { code: 'channels.not_found' } })
    expect(listed).toMatchObject({ value: { nextCursor: null } })
    expect(requests).toHaveLength(1)
  })
})

describe('a broken connection', () => {
  const broken = () => Promise.reject(new TypeError('fetch failed'))

  test('is told from a refusal, with its cause', async () => {
    const { posts, uploads } = client({ fetch: broken })
    for (const call of [() => posts.list.query({ handle }), () => uploads.photo(handle, new Blob())]) {
      const error: unknown = await call().catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(ConnectionError)
      expect(error).toMatchObject({ status: null, cause: { message: 'fetch failed' } })
      expect(refusalOf(error)).toBeNull()
    }
  })

  test.each([
    ['<h1>Bad gateway</h1>', 502, 'text/html'],
    ['{"error":"no such app"}', 404, 'application/json'],
    ['<h1>Sign in to the Wi-Fi</h1>', 200, 'text/html; charset=utf-8'],
  ])('is what answers %s', async (body, status, type) => {
    const { posts, uploads } = answering(body, status, type)
    for (const call of [() => posts.list.query({ handle }), () => uploads.photo(handle, new Blob())]) {
      await expect(call()).rejects.toMatchObject({ name: 'ConnectionError', status })
    }
  })
})

test('a call that is given up throws the reason, and takes no other along', async () => {
  const reason = new Error('The reader has left')
  const leaving = new AbortController()
  const slow = client({
    apiKey,
    fetch: async (...request: Parameters<typeof fetch>) => {
      leaving.abort(reason)
      return viaApp(...request)
    },
  })
  const { signal } = leaving
  const [left, stayed] = await Promise.allSettled([
    slow.posts.list.query({ handle }, { signal }),
    slow.posts.list.query({ handle }),
  ])
  expect(left).toEqual({ status: 'rejected', reason })
  expect(stayed.status).toBe('fulfilled')
  await expect(slow.uploads.photo(handle, new Blob(), { signal })).rejects.toBe(reason)
})

test('many calls at once travel by ten, and never in an address that is too long', async () => {
  const { directory } = client()
  await Promise.all(Array.from({ length: 25 }, (_, at) => directory.search.query({ query: `bells ${at}` })))
  expect(requests).toHaveLength(3)
  requests = []
  await Promise.all(Array.from({ length: 10 }, () => directory.search.query({ query: '朝日新聞'.repeat(50) })))
  expect(requests.length).toBeGreaterThan(1)
  for (const request of requests) expect(request.url.length).toBeLessThanOrEqual(8_000)
})

test('only the key and the language are told of who asks', async () => {
  await client({ apiKey, language: 'es' }).instance.get.query()
  const [{ headers }] = requests as [Request]
  expect(Object.fromEntries(headers)).toEqual({ authorization: `Bearer ${apiKey}`, 'accept-language': 'es' })
})

test('a client can be awaited, and so can its groups', async () => {
  const awaited = await client()
  const { query } = await awaited.posts.list
  expect(await query({ handle, limit: 1 })).toHaveProperty('items.length', 1)
})

describe('a list, walked through', () => {
  const words = (content: { text?: string }) => content.text

  test('gives everything once, in order', async () => {
    const seen: unknown[] = []
    for await (const { content } of paginate(client().posts.list, { handle, limit: 2 })) seen.push(words(content as {}))
    expect(seen).toEqual(['5 o’clock', '4 o’clock', '3 o’clock', '2 o’clock', '1 o’clock'])
    expect(requests).toHaveLength(3)
  })

  test('asks for no more than is read', async () => {
    for await (const _ of paginate(client().posts.list, { handle, limit: 2 })) break
    expect(requests).toHaveLength(1)
  })

  test('may be the hits of a search', async () => {
    const found: string[] = []
    for await (const hit of paginate(client().directory.search, { query: 'bels' })) found.push(hit.handle)
    expect(found).toEqual([handle])
  })
})

describe('a large file', () => {
  const bell = new Uint8Array(3_000).fill(65)
  const paths = () =>
    requests.map(({ method, url: to }) => `${method} ${new URL(to).pathname.replace(/med_\w+/, 'ID')}`)

  test('is sent, told of as it goes, and published', async () => {
    const seen: number[] = []
    const options = { onProgress: ({ sent }: { sent: number }) => seen.push(sent) }
    const document = await client({ apiKey }).uploads.document(handle, bell, options)
    expect(document).toMatchObject({ type: 'text/plain; charset=utf-8', size: 3_000 })
    expect(seen).toEqual([0, 3_000])
    const content = { kind: 'document', text: '', document: { mediaId: document.mediaId, name: 'bell.txt' } } as const
    const post = await client({ apiKey }).posts.publish.mutate({ handle, content })
    expect(post.content).toMatchObject({ document: { name: 'bell.txt', size: 3_000 } })
  })

  test('goes on where it broke off, and asks again for an answer that was lost', async () => {
    let broken = 0
    const flaky: typeof fetch = async (input, init) => {
      const request = new Request(input, init)
      const breaks = request.method === 'PATCH' && broken === 0
      // A part arrives, and the rest never does; then the answer to the end is lost.
      if (breaks) init = { ...init, body: await (init!.body as Blob).slice(0, 1_000).arrayBuffer() }
      const answer = await viaApp(input, init)
      const lost = breaks || (request.url.endsWith('/finish') && broken === 1)
      if (lost) broken += 1
      return lost ? Promise.reject(new TypeError('fetch failed')) : answer
    }
    const document = await client({ apiKey, fetch: flaky }).uploads.document(handle, bell)
    expect(document.size).toBe(3_000)
    const [file, head, finish] = [
      'PATCH /api/uploads/files/ID',
      'HEAD /api/uploads/files/ID',
      'POST /api/uploads/files/ID/finish',
    ]
    expect(paths()).toEqual(['POST /api/uploads/files', file, head, file, finish, finish])
  })

  test('that is refused says why, in the client’s language', async () => {
    const refused = client({ apiKey, language: 'es' }).uploads.video(handle, bell).catch(refusalOf)
    expect(await refused).toMatchObject({ code: 'media.video_kind', message: expect.stringContaining('navegadores') })
    const anonymous = client().uploads.voice(handle, new Blob([bell]))
    await expect(anonymous).rejects.toMatchObject({ code: 'accounts.signed_out' })
  })

  test('that is given up is cancelled there too', async () => {
    const reason = new Error('The reader has left')
    const leaving = new AbortController()
    const options = { signal: leaving.signal, onProgress: () => leaving.abort(reason) }
    await expect(client({ apiKey }).uploads.document(handle, bell, options)).rejects.toBe(reason)
    await expect.poll(paths).toContain('DELETE /api/uploads/files/ID')
  })
})

test('a program makes a pack, puts a sticker into it, and publishes it by its id', async () => {
  const program = client({ apiKey })
  const { id: packId } = await program.stickers.createPack.mutate({ handle, name: 'Moods' })
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="3"/></svg>'
  const into = { handle, packId, emoji: ['🔔', '🎉'] }
  const sticker = await program.uploads.sticker(into, new Blob([svg]))
  expect(sticker).toEqual({ id: sticker.id, emoji: ['🔔', '🎉'], moving: false })
  const post = await program.posts.publish.mutate({ handle, content: { kind: 'sticker', stickerId: sticker.id } })
  expect(post.content).toEqual({ kind: 'sticker', sticker })
  expect((await app.request(`/api/stickers/${sticker.id}`)).headers.get('content-type')).toBe('image/webp')
  const refusal = await program.uploads.sticker({ ...into, emoji: [] }, new Blob([svg])).catch(refusalOf)
  expect(refusal).toMatchObject({ code: 'stickers.emoji' })
})

describe('what happens, as it happens', () => {
  const owner = () => client({ apiKey })
  const publish = (words: string) => owner().posts.publish.mutate({ handle, content: text(words) })

  test('is heard in order, with the ids to go on from', async () => {
    const heard: string[] = []
    const hearing = client().live.channel.subscribe({ handle })
    const first = hearing.next()
    await expect.poll(() => instance.core.live.connections).toBe(1)
    await publish('one')
    await publish('two')
    const { value } = await first
    let last = ''
    if (value?.type === 'published') heard.push(value.post.content.kind)
    for await (const event of hearing) {
      heard.push(event.type)
      last = event.id
      break
    }
    expect(heard).toEqual(['text', 'published'])
    await expect.poll(() => instance.core.live.connections).toBe(0)
    await publish('three')
    for await (const event of client().live.channel.subscribe({ handle, lastEventId: last })) {
      expect(event).toMatchObject({ type: 'published', post: { content: { text: 'three' } } })
      break
    }
  })

  test('goes on by itself after the connection broke', async () => {
    let broken = 0
    const flaky: typeof fetch = async (...request) => {
      const answer = await viaApp(...request)
      if (broken > 0) return answer
      broken += 1
      // As much as one event, and the line is dead.
      let events = 0
      const cut = new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          if (new TextDecoder().decode(chunk).includes('published')) events += 1
          if (events > 1) controller.error(new TypeError('terminated'))
          else controller.enqueue(chunk)
        },
      })
      return new Response(answer.body!.pipeThrough(cut), answer)
    }
    const heard: unknown[] = []
    const hearing = client({ fetch: flaky }).live.channel.subscribe({ handle })
    const first = hearing.next()
    await expect.poll(() => instance.core.live.connections).toBe(1)
    for (const words of ['one', 'two', 'three']) await publish(words)
    for (let event = await first; heard.length < 3; event = await hearing.next()) {
      if (event.value?.type === 'published') heard.push(event.value.post.content)
      if (heard.length === 3) break
    }
    expect(heard).toMatchObject([{ text: 'one' }, { text: 'two' }, { text: 'three' }])
    expect(broken).toBe(1)
    expect(requests.length).toBeGreaterThan(1)
    await hearing.return()
  })

  test('that may not be heard is refused like anything else', async () => {
    const refused = client({ language: 'fr' }).live.channel.subscribe({ handle: 'no_bells' }).next()
    await expect(refused).rejects.toMatchObject({
      code: 'channels.not_found',
      message: expect.stringContaining('chaîne'),
    })
    const wrong = client({ apiKey: 'carillon_0' }).live.channel.subscribe({ handle }).next()
    await expect(wrong).rejects.toMatchObject({ name: 'CarillonError', code: 'keys.invalid' })
    const elsewhere = answering('<h1>Nothing here</h1>', 404, 'text/html').live.channel.subscribe({ handle }).next()
    await expect(elsewhere).rejects.toMatchObject({ name: 'ConnectionError', status: 404 })
  })

  test('is left by its signal, and throws the reason', async () => {
    const reason = new Error('The reader has left')
    const leaving = new AbortController()
    const next = client().live.channel.subscribe({ handle }, { signal: leaving.signal }).next()
    await expect.poll(() => instance.core.live.connections).toBe(1)
    leaving.abort(reason)
    await expect(next).rejects.toBe(reason)
    await expect.poll(() => instance.core.live.connections).toBe(0)
  })
})
