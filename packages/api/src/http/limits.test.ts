import { DAY } from '@carillon/contract'
import { Hono } from 'hono'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createApp } from '../app.ts'
import { addressPrefix } from '../core/limiter.ts'
import { openTestInstance, type TestInstance } from '../testing/index.ts'
import { answerOf, ORIGIN } from '../testing/stage.ts'

let instance: TestInstance
let address: string
let app: Hono
beforeEach(async () => {
  instance = await openTestInstance({ trustedProxies: ['10.0.0.1', '10.0.0.2'] })
  address = '203.0.113.9'
  app = new Hono().route(
    '/api',
    createApp(instance.core, () => address),
  )
})
afterEach(() => instance.close())

const batch = (paths: string[], headers: Record<string, string> = {}, comma = ',') =>
  app.request(`/api/trpc/${paths.join(comma)}?batch=1`, { headers })
const gets = (count: number) => Array.from({ length: count }, () => 'instance.get')

/** A reset for an address that nobody has: six a minute are allowed. */
const reset = async (headers: Record<string, string> = {}) => {
  const init = { method: 'POST', headers: { origin: ORIGIN, 'content-type': 'application/json', ...headers } }
  const body = JSON.stringify({ email: 'nobody@carillon.test' })
  return answerOf(await app.request('/api/trpc/accounts.requestPasswordReset', { ...init, body }))
}

describe('a batch', () => {
  test('holds ten calls', async () => {
    const answer = await batch(gets(10))
    expect(answer.status).toBe(200)
    expect(await answer.json()).toHaveLength(10)
  })

  test.each([11, 500])('of %i calls is refused whole', async (count) => {
    const answer = await answerOf(await batch(gets(count)))
    expect(answer.status).toBe(413)
    expect(answer.error?.code).toBe('request.batch_too_large')
  })

  test.each(['%2C', '%2c'])('is counted with its commas written as %s', async (comma) => {
    expect((await batch(gets(11), {}, comma)).status).toBe(413)
    expect(await (await batch(gets(10), {}, comma)).json()).toHaveLength(10)
  })

  test('is counted before and behind a slash', async () => {
    expect((await batch([...gets(11), 'a/b'])).status).toBe(413)
  })

  test('counts as its calls: twelve thousand reads a minute are all that an address may ask for', async () => {
    const { limiter } = instance.core
    limiter.take('read', limiter.nameOf(address), 10_800)
    for (let at = 0; at < 120; at += 1) expect((await batch(gets(10))).status).toBe(200)
    const refused = await answerOf(await app.request('/api/trpc/instance.get'))
    expect(refused.status).toBe(429)
    expect(refused.error?.code).toBe('request.too_many')
    expect([refused.headers.get('retry-after'), refused.error?.retryAfter]).toEqual(['1', 1])
    const batched = await batch(gets(10))
    expect([batched.status, batched.headers.get('retry-after')]).toEqual([429, '1'])
    address = '203.0.113.10'
    expect((await batch(gets(10))).status).toBe(200)
    address = '203.0.113.9'
    instance.clock.now += 60_000
    expect((await batch(gets(10))).status).toBe(200)
  })

  test('of which one call is refused tells so for that call alone', async () => {
    const answer = await batch(['instance.get', 'channels.mine'])
    expect(answer.status).toBe(207)
    const [first, second] = (await answer.json()) as [{ result: unknown }, { error: { data: { code: string } } }]
    expect(first.result).toBeDefined()
    expect(second.error.data.code).toBe('accounts.signed_out')
  })
})

async function exhaust(headers: (at: number) => Record<string, string>, addresses: (at: number) => string) {
  for (let at = 0; at < 6; at += 1) {
    address = addresses(at)
    expect((await reset(headers(at))).status).toBe(200)
  }
  address = addresses(6)
  return reset(headers(6))
}

describe('a limit holds', () => {
  test('for all addresses of an IPv6 /64 together, and not for the next one', async () => {
    const refused = await exhaust(
      () => ({}),
      (at) => `2001:db8:0:1::${at + 1}`,
    )
    expect(refused.status).toBe(429)
    address = '2001:db8:0:2::1'
    expect((await reset()).status).toBe(200)
  })

  test('for who forges X-Forwarded-For', async () => {
    const refused = await exhaust(
      (at) => ({ 'x-forwarded-for': `198.51.100.${at}` }),
      () => '203.0.113.9',
    )
    expect(refused.status).toBe(429)
  })

  test.each(['10.0.0.1', '::ffff:10.0.0.1'])('for who forges it before the trusted proxy %s', async (proxy) => {
    const refused = await exhaust(
      (at) => ({ 'x-forwarded-for': `198.51.100.${at}, 203.0.113.77` }),
      () => proxy,
    )
    expect(refused.status).toBe(429)
    expect((await reset({ 'x-forwarded-for': '198.51.100.1, 203.0.113.78' })).status).toBe(200)
  })

  test('behind two trusted proxies for the address that the first one saw', async () => {
    const refused = await exhaust(
      (at) => ({ 'x-forwarded-for': `198.51.100.${at}, 203.0.113.77, 10.0.0.2` }),
      () => '10.0.0.1',
    )
    expect(refused.status).toBe(429)
    expect((await reset({ 'x-forwarded-for': '203.0.113.78, 10.0.0.2' })).status).toBe(200)
  })

  test('for who throws their cookies away', async () => {
    const make = async (at: number) => {
      const body = JSON.stringify({ handle: 'bells' })
      const headers = { origin: ORIGIN, 'content-type': 'application/json', cookie: at % 2 ? `a=${at}` : '' }
      return (await app.request('/api/trpc/follows.follow', { method: 'POST', headers, body })).status
    }
    const owner = await instance.account('owner', { creator: true })
    await instance.as(owner).channels.create({ handle: 'bells', name: 'Bells', category: 'music' })
    const answers: number[] = []
    for (let at = 0; at < 121; at += 1) answers.push(await make(at))
    expect(answers).toEqual([...Array<number>(120).fill(200), 429])
  })
})

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:0db8:0001:0002::', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['::1', '0:0:0:0'],
])('the household of %s is %s', (given, prefix) => expect(addressPrefix(given, { ipv4: 32, ipv6: 64 })).toBe(prefix))

test.each([
  ['203.0.113.9', '203.0.112'],
  ['::ffff:203.0.113.9', '203.0.112'],
  ['2001:db8:1:23ff:3:4:5:6', '2001:db8:1:2300'],
])('the neighbourhood of %s is %s', (given, prefix) =>
  expect(addressPrefix(given, { ipv4: 23, ipv6: 56 })).toBe(prefix),
)

describe('stuffing a poll', () => {
  let postId: string

  async function send(path: string, input: object, headers: Record<string, string> = {}) {
    const init = { method: 'POST', headers: { origin: ORIGIN, 'content-type': 'application/json', ...headers } }
    return answerOf(await app.request(`/api/trpc/${path}`, { ...init, body: JSON.stringify(input) }))
  }
  const vote = (headers?: Record<string, string>) =>
    send('polls.vote', { handle: 'bells', postId, options: [1] }, headers)
  const react = (headers?: Record<string, string>) =>
    send('reactions.react', { handle: 'bells', postId, emoji: '👍' }, headers)
  const cookieOf = (headers: Headers) => headers.getSetCookie()[0]!.split(';')[0]!
  /** As many newcomers as there may be from this address in an hour, the last of them to be known by. */
  async function bringNewcomers(addresses: (at: number) => string, headers: (at: number) => Record<string, string>) {
    let last = ''
    for (let at = 0; at < 8; at += 1) {
      address = addresses(at)
      const answer = await (at % 2 ? vote : react)(headers(at))
      expect(answer.status).toBe(200)
      last = cookieOf(answer.headers)
    }
    return last
  }
  beforeEach(async () => {
    await instance.close()
    instance = await openTestInstance({ trustedProxies: ['10.0.0.1'], newcomersAnHour: 8 })
    app = new Hono().route(
      '/api',
      createApp(instance.core, () => address),
    )
    const owner = await instance.account('owner', { creator: true })
    const team = instance.as(owner)
    await team.channels.create({ handle: 'bells', name: 'Bells', category: 'music' })
    const poll = { question: 'Which?', options: ['One', 'Two'] }
    postId = (await team.posts.publish({ handle: 'bells', content: { kind: 'poll', poll } })).id
  })

  const WAYS: [string, (at: number) => string, (at: number) => Record<string, string>][] = [
    ['cookies thrown away', () => '203.0.113.9', () => ({})],
    ['made-up cookies', () => '203.0.113.9', (at) => ({ cookie: `carillon_follower=${String(at).repeat(31)}` })],
    ['addresses of one IPv6 /64', (at) => `2001:db8:0:1:${at}::${at}`, () => ({})],
    ['a forged X-Forwarded-For', () => '203.0.113.9', (at) => ({ 'x-forwarded-for': `198.51.100.${at}` })],
    ['one forged before a proxy', () => '10.0.0.1', (at) => ({ 'x-forwarded-for': `198.51.100.${at}, 203.0.113.7` })],
  ]
  test.each(WAYS)('by %s ends with the measure of newcomers', async (_, addresses, headers) => {
    const cookie = await bringNewcomers(addresses, headers)
    for (const ask of [vote, react]) {
      const refused = await ask(headers(9))
      expect([refused.status, refused.error?.code]).toEqual([429, 'request.too_many'])
    }
    // Whoever is known goes on behind the same address, and newcomers elsewhere are none of its business.
    expect((await vote({ ...headers(9), cookie })).status).toBe(200)
    address = '198.51.100.200'
    expect((await vote()).status).toBe(200)
    const voters = instance.core.db.rows('SELECT voters FROM turnouts')
    expect(voters).toEqual([[5]])
  })

  test('by a batch of 500 votes is refused whole, and one of ten is one newcomer’s', async () => {
    const batch = (count: number) => {
      const inputs = Object.fromEntries(
        Array.from({ length: count }, (_, at) => [at, { handle: 'bells', postId, options: [at % 2] }]),
      )
      const headers = { origin: ORIGIN, 'content-type': 'application/json' }
      const path = Array<string>(count).fill('polls.vote').join(',')
      return app.request(`/api/trpc/${path}?batch=1`, { method: 'POST', headers, body: JSON.stringify(inputs) })
    }
    expect((await batch(500)).status).toBe(413)
    expect(instance.core.db.rows('SELECT count(*) FROM votes')).toEqual([[0]])
    expect((await batch(10)).status).toBe(200)
    expect(instance.core.db.rows('SELECT voters FROM turnouts')).toEqual([[1]])
  })

  test('by one follower ends with their own measure', async () => {
    const cookie = cookieOf((await vote()).headers)
    const statuses: number[] = []
    for (let at = 0; at < 61; at += 1) statuses.push((await vote({ cookie })).status)
    expect(statuses).toEqual([...Array<number>(60).fill(200), 429])
    expect((await react({ cookie })).status).toBe(200)
  })

  test('leaves no address in memory that tells who voted', async () => {
    const { limiter } = instance.core
    const names = ['203.0.113.9', '203.0.113.10'].map((one) => limiter.nameOf(one))
    expect(new Set(names).size).toBe(2)
    expect(names[0]).toBe(limiter.nameOf('203.0.113.9'))
    expect(names.join()).not.toContain('203.0.113')
    instance.clock.now += DAY
    expect(limiter.nameOf('203.0.113.9')).not.toBe(names[0])
  })
})
