import { openTestInstance, type TestInstance } from '@carillon/api/testing'
import { DAY, RETENTION_DAYS } from '@carillon/contract'
import { getRequestListener } from '@hono/node-server'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createDoor } from './http.ts'
import { noMeter } from './metrics/meter.ts'
import { answerShared } from './shared.ts'

let instance: TestInstance
let owner: Awaited<ReturnType<TestInstance['account']>>
let server: Server
let url: string
/** How the last request was answered. */
let fromBytes = false

beforeAll(async () => {
  instance = await openTestInstance()
  owner = await instance.account('owner', { creator: true })
  const door = createDoor(instance, {
    site: () => null,
    console: () => null,
    getChannel: async () => ({ status: 'missing' }),
    readiness: () => ({ site: true, search: true }),
    addressOf: () => '127.0.0.1',
    watch: (_, next) => next(),
  })
  const application = getRequestListener(door.fetch)
  server = createServer((request, response) => {
    fromBytes = answerShared(instance.core, noMeter, request, response)
    if (!fromBytes) void application(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/trpc`
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await instance.close()
})

let handle: string
let count = 0
beforeEach(async () => {
  handle = `bells_${(count += 1)}`
  await instance.as(owner).channels.create({ handle, name: 'Bells', category: 'music' })
})

const publish = (text: string) => instance.as(owner).posts.publish({ handle, content: { kind: 'text', text } })
const listOf = (name: string) => `posts.list?input=${encodeURIComponent(JSON.stringify({ handle: name }))}`
const get = (path = listOf(handle), headers: Record<string, string> = {}) => fetch(`${url}/${path}`, { headers })
async function texts(): Promise<string[]> {
  const { result } = (await (await get()).json()) as { result: { data: { items: { content: { text: string } }[] } } }
  return result.data.items.map((item) => item.content.text)
}

describe('a channel’s first page', () => {
  test('is answered the second time with the same bytes and headers, and not at all to those who have it', async () => {
    await publish('Ding')
    const first = await get()
    expect(fromBytes).toBe(false)
    const second = await get()
    expect(fromBytes).toBe(true)
    expect(await second.text()).toBe(await first.text())
    // The framing and the day's time are the server's own.
    const headersOf = (answer: Response) =>
      Object.fromEntries([...answer.headers].filter(([name]) => !['date', 'content-length'].includes(name)))
    expect(headersOf(second)).toEqual(headersOf(first))
    expect(second.headers.get('content-security-policy')).toContain("default-src 'none'")
    const third = await get(undefined, { 'if-none-match': second.headers.get('etag')! })
    expect([third.status, await third.text()]).toEqual([304, ''])
  })

  test('holds what was published, edited and deleted, as soon as that is acknowledged', async () => {
    for (let at = 0; at < 20; at += 1) {
      const post = await publish(`Post ${at}`)
      expect((await texts())[0]).toBe(`Post ${at}`)
      await instance.as(owner).posts.edit({ handle, postId: post.id, content: { kind: 'text', text: `Edited ${at}` } })
      expect((await texts())[0]).toBe(`Edited ${at}`)
    }
    const { items } = await instance.as().posts.list({ handle })
    await instance.as(owner).posts.delete({ handle, postId: items[0]!.id })
    expect((await texts())[0]).toBe('Edited 18')
    await texts()
    expect(fromBytes).toBe(true)
  })

  test('that was read before a change and ready after it is kept for nobody', async () => {
    await publish('Before')
    const answers = await Promise.all([get(), publish('After'), get(), get()])
    await Promise.all(answers.map((answer) => (answer instanceof Response ? answer.text() : null)))
    expect((await texts())[0]).toBe('After')
  })

  test('is kept up to the first post’s end, and by caches no longer', async () => {
    const post = await publish('Brief')
    instance.clock.now = post.expiresAt - 10_500
    expect((await get()).headers.get('cache-control')).toBe('public, max-age=0, s-maxage=10, must-revalidate')
    instance.clock.now = post.expiresAt - 1
    expect((await get()).headers.get('cache-control')).toContain('s-maxage=0')
    expect(fromBytes).toBe(true)
    instance.clock.now = post.expiresAt
    expect(await texts()).toEqual([])
    instance.clock.now -= RETENTION_DAYS * DAY
  })

  test('goes with a new handle, and behind an invitation', async () => {
    await publish('Ding')
    await texts()
    await instance.as(owner).channels.edit({ handle, access: 'invite' })
    expect((await get()).status).toBe(404)
    const answer = await get(listOf(handle))
    expect([answer.status, fromBytes]).toEqual([404, false])
  })
})

describe('is for one alone, and never shared', () => {
  test('an invite-only channel’s page', async () => {
    await instance.as(owner).channels.edit({ handle, access: 'invite' })
    const { secret } = await instance.as(owner).keys.create({ handle, name: 'Reader', scopes: ['read'] })
    for (let at = 0; at < 2; at += 1) {
      const answer = await get(undefined, { authorization: `Bearer ${secret}` })
      expect([answer.status, answer.headers.get('cache-control'), fromBytes]).toEqual([200, 'no-store', false])
    }
    expect((await get()).status).toBe(404)
  })

  test.each([',', '%2C', '%2c'])('Updates, asked for together with a shared page by %s', async (comma) => {
    await publish('Ding')
    const input = encodeURIComponent(JSON.stringify({ 0: { handle }, 1: {} }))
    for (let at = 0; at < 2; at += 1) {
      const answer = await get(`posts.list${comma}updates.list?batch=1&input=${input}`)
      expect([answer.status, answer.headers.get('cache-control'), fromBytes]).toEqual([200, 'no-store', false])
    }
  })

  test('an answer to a key: one that opens nothing is refused, whatever is kept', async () => {
    await publish('Ding')
    await texts()
    expect((await get(undefined, { authorization: 'Bearer carillon_nothing' })).status).toBe(401)
  })

  test('the state of the reader', async () => {
    const answer = await get(`follows.state?input=${encodeURIComponent(JSON.stringify({ handle }))}`)
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
  })
})

test('list and pinned posts in one request are shared together', async () => {
  const input = encodeURIComponent(JSON.stringify({ 0: { handle }, 1: { handle } }))
  const path = `posts.list,posts.pinned?batch=1&input=${input}`
  await get(path)
  await get(path)
  expect(fromBytes).toBe(true)
  await publish('Ding')
  expect(await (await get(path)).text()).toContain('Ding')
})

describe('what one request had of its own', () => {
  test('such as an answer in lines, is not what the next one gets', async () => {
    await publish('Ding')
    const input = encodeURIComponent(JSON.stringify({ 0: { handle } }))
    const path = `posts.list?batch=1&input=${input}`
    for (let at = 0; at < 3; at += 1) await (await get(path, { 'trpc-accept': 'application/jsonl' })).text()
    expect(await (await get(path)).json()).toMatchObject([{ result: { data: { items: [{}] } } }])
    const inLines = await get(path, { 'trpc-accept': 'application/jsonl' })
    expect([await inLines.text(), fromBytes]).toEqual([expect.stringMatching(/\n.*\n/s), false])
  })

  test('such as another clock, is forgotten when the clock is set back', async () => {
    const post = await publish('Ding')
    const { now } = instance.clock
    instance.clock.now = post.expiresAt + 365 * DAY
    expect(await texts()).toEqual([])
    instance.clock.now = now
    expect(await texts()).toEqual(['Ding'])
  })
})

test('a cache in between may name what it has weakly, and more than one', async () => {
  const { headers } = await get()
  const etag = headers.get('etag')!
  for (const known of [`W/${etag}`, `"other", ${etag}`, '*'])
    expect((await get(undefined, { 'if-none-match': known })).status).toBe(304)
  expect((await get(undefined, { 'if-none-match': `"other", W/"${'x'.repeat(22)}"` })).status).toBe(200)
})

test('what is answered from bytes counts against the limit all the same', async () => {
  await publish('Ding')
  await texts()
  const { limiter } = instance.core
  const takeAll = () => {
    for (;;) limiter.take('read', limiter.nameOf('127.0.0.1'))
  }
  expect(takeAll).toThrow('request.too_many')
  instance.clock.now += 60_000 / 12_000
  expect([(await get()).status, fromBytes]).toEqual([200, true])
  expect([(await get()).status, fromBytes]).toEqual([429, false])
})
