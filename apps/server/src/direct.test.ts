import { openTestInstance, type TestInstance } from '@carillon/api/testing'
import { getRequestListener } from '@hono/node-server'
import { once } from 'node:events'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDirect } from './direct.ts'
import { createDoor } from './http.ts'

const ORIGIN = 'https://carillon.test'
const HANDLE = 'bells'

let instance: TestInstance
let server: Server
let postId: string
let quizId: string
let cookie: string
/** Which way requests go, and how many the short one has answered. */
let way: 'long' | 'short' = 'long'
let answeredDirectly = 0

beforeAll(async () => {
  instance = await openTestInstance({ limitFactor: 1_000 })
  const owner = await instance.account('owner', { creator: true })
  const team = instance.as(owner)
  await team.channels.create({ handle: HANDLE, name: 'Bells', category: 'music', reactions: ['👍', '❤️'] })
  const ask = async (changes: object) => {
    const poll = { question: 'Which?', options: ['One', 'Two', 'Three'], ...changes }
    return (await team.posts.publish({ handle: HANDLE, content: { kind: 'poll', poll } })).id
  }
  postId = await ask({ results: 'closed' })
  quizId = await ask({ mode: 'quiz', correct: 1, explanation: 'Two is « deux », ¡dos! ②' })
  const door = createDoor(instance, {
    site: () => null,
    console: () => null,
    getChannel: async () => ({ status: 'missing' }),
    readiness: () => ({ site: true, search: true }),
    addressOf: (env) => (env as { incoming: { socket: { remoteAddress: string } } }).incoming.socket.remoteAddress,
    watch: (_, next) => next(),
  })
  const note = () => void (answeredDirectly += 1)
  const [direct, application] = [await openDirect(instance.core, note, door), getRequestListener(door.fetch)]
  server = createServer((request, response) => {
    const all = (...[request, response]: Parameters<typeof application>) => void application(request, response)
    if (way === 'long' || !direct(request, response, all)) all(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const made = await send('long', { body: JSON.stringify({ handle: HANDLE, postId, options: [0] }) })
  cookie = /carillon_follower=\w+/.exec(made.headers.join('\n'))![0]
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await instance.close()
})

type Asked = { path?: string; method?: string; headers?: Record<string, string>; body?: string }
type Answer = { status: number; headers: string[]; body: string }

/** Sends a request as it is, and gives back the answer as it is, line by line. */
async function send(by: typeof way, asked: Asked): Promise<Answer> {
  way = by
  const { path = 'polls.vote', method = 'POST', body = '' } = asked
  const { port } = server.address() as AddressInfo
  const headers = { 'content-type': 'application/json', origin: ORIGIN, ...asked.headers }
  const sent = request({ port, host: '127.0.0.1', method, path: `/api/trpc/${path}`, headers, agent: false })
  sent.end(body)
  const [answer] = (await once(sent, 'response')) as [import('node:http').IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk as Buffer)
  const lines: string[] = []
  for (let at = 0; at < answer.rawHeaders.length; at += 2) {
    const [name, value] = [answer.rawHeaders[at]!, answer.rawHeaders[at + 1]!]
    // The day's time is the server's own.
    if (name !== 'Date') lines.push(`${name}: ${value}`)
  }
  return { status: answer.statusCode!, headers: lines, body: Buffer.concat(chunks).toString('latin1') }
}

/** Tokens are made anew for each newcomer. */
const withoutToken = ({ headers, ...answer }: Answer) => ({
  ...answer,
  headers: headers.map((line) => line.replace(/(carillon_follower=)\w+/, '$1…')),
})

/** What both ways answer, after it is seen that it is the same. */
async function both(asked: Asked): Promise<Answer> {
  const long = withoutToken(await send('long', asked))
  const short = withoutToken(await send('short', asked))
  expect(short, JSON.stringify(asked)).toEqual(long)
  return short
}
const vote = (changes: object = {}) => JSON.stringify({ handle: HANDLE, postId, options: [1], ...changes })
const known = () => ({ cookie })

describe('both ways answer the same', () => {
  test('to a vote, a newcomer’s too, and to one in a quiz', async () => {
    const before = answeredDirectly
    expect(await both({ body: vote(), headers: known() })).toMatchObject({ status: 200 })
    const newcomers = await both({ body: vote() })
    expect(newcomers.headers.some((line) => line.startsWith('set-cookie: carillon_follower='))).toBe(true)
    const quiz = await both({ body: vote({ postId: quizId, options: [2] }), headers: known() })
    expect(Buffer.from(quiz.body, 'latin1').toString()).toContain('¡dos! ②')
    expect(answeredDirectly - before).toBe(3)
  })

  test('to a reaction, a follow, its end, and to what is read', async () => {
    const before = answeredDirectly
    for (const emoji of ['👍', null, '🎉', '❤']) {
      await both({ path: 'reactions.react', body: JSON.stringify({ handle: HANDLE, postId, emoji }), headers: known() })
    }
    for (const path of ['follows.follow', 'follows.unfollow']) {
      await both({ path, body: JSON.stringify({ handle: HANDLE }), headers: known() })
    }
    await both({ path: 'updates.markRead', body: JSON.stringify({ readAt: instance.clock.now }), headers: known() })
    expect(answeredDirectly - before).toBe(7)
  })

  const JUNK = ['null', '[]', '{}', '-1', '1e99', '"x"', '[[1]]', '[1,1]', '[0,2]', '[99]', '[0.5]', '["1"]', 'true']
  const ODD = ['"__proto__"', '"Bells"', '"nobody_here"', `"${'b'.repeat(2_000)}"`, '"\\u0000"', '"é\\ud83d"', '0']
  const FIELDS = ['handle', 'postId', 'options', 'seen', '__proto__', 'constructor', 'more']
  const whole = (): Record<string, string> => ({ handle: `"${HANDLE}"`, postId: `"${postId}"`, options: '[1]' })
  const json = (fields: Record<string, string>) =>
    `{${Object.entries(fields)
      .map(([name, value]) => `"${name}":${value}`)
      .join(',')}}`

  test.each(FIELDS)('whatever %s is', async (field) => {
    const before = answeredDirectly
    for (const value of [...JUNK, ...ODD]) {
      await both({ body: json({ ...whole(), [field]: value }), headers: known() })
    }
    const { [field]: _, ...without } = whole()
    await both({ body: json(without), headers: { ...known(), 'accept-language': 'fr' } })
    expect(answeredDirectly - before).toBe(JUNK.length + ODD.length + 1)
  })

  test.each(['null', '[]', '"x"', '1', '{', '{"handle":', '', ' ', '\u{feff}{}', '{}{}', '[{"handle":"bells"}]'])(
    'to the body %j',
    async (body) => {
      expect(await both({ body, headers: known() })).toMatchObject({ status: 400 })
    },
  )

  const HEADERS: [string, Record<string, string>, number][] = [
    ['another origin', { origin: 'https://evil.test' }, 403],
    ['no origin that one can tell', { origin: 'null' }, 403],
    ['French', { 'accept-language': 'fr-CA,fr;q=0.9' }, 200],
    ['Spanish before others', { 'accept-language': 'xx, es' }, 200],
    ['a forged address', { 'x-forwarded-for': '198.51.100.7, 203.0.113.5' }, 200],
    ['a session of nobody’s', { cookie: 'carillon.session_token=x; __Secure-carillon.session_token=y' }, 200],
    ['cookies of others', { cookie: 'a=b; ; =; carillon_follower=; c' }, 200],
    ['the wrong token', { cookie: 'carillon_follower=0000000000000000000000000000000' }, 200],
    ['plain text', { 'content-type': 'text/plain' }, 415],
    ['JSON with its letters named', { 'content-type': 'application/json; charset=utf-8' }, 200],
    ['a form', { 'content-type': 'multipart/form-data; boundary=x' }, 400],
    ['a key that isn’t one', { authorization: 'Bearer nonsense' }, 401],
    ['a wish for lines', { 'trpc-accept': 'application/jsonl' }, 400],
    ['a wish for other things', { accept: 'text/html' }, 200],
    ['more headers', { 'x-more': 'x'.repeat(2_000) }, 200],
  ]
  test.each(HEADERS)('to a request with %s', async (_, headers, status) => {
    expect(await both({ body: vote(), headers })).toMatchObject({ status })
  })

  test('to a follower’s request without an origin, as other sites send it', async () => {
    const { port } = server.address() as AddressInfo
    const ask = async (by: typeof way) => {
      way = by
      const headers = { 'content-type': 'application/json', cookie }
      const answer = await fetch(`http://127.0.0.1:${port}/api/trpc/polls.vote`, {
        method: 'POST',
        headers,
        body: vote(),
      })
      return [answer.status, await answer.text()]
    }
    expect(await ask('short')).toEqual(await ask('long'))
    expect((await ask('short'))[0]).toBe(403)
  })

  test.each([
    ['GET', 'polls.vote', 405],
    ['PUT', 'polls.vote', 405],
    ['POST', 'polls.vote/', 200],
    ['POST', 'polls.vote?batch=1', 400],
    ['POST', 'polls.vote,polls.vote?batch=1', 400],
    ['POST', 'polls.votes', 404],
    ['POST', '%70olls.vote', 200],
  ])('to %s %s', async (method, path, status) => {
    const body = method === 'GET' ? '' : vote()
    expect(await both({ method, path, body, headers: known() })).toMatchObject({ status })
  })

  test('to what is larger than a vote can be, and to what is too large', async () => {
    const before = answeredDirectly
    expect(await both({ body: vote({ more: 'x'.repeat(10_000) }), headers: known() })).toMatchObject({ status: 200 })
    expect(await both({ body: vote({ more: 'x'.repeat(2_000_000) }), headers: known() })).toMatchObject({ status: 413 })
    expect(answeredDirectly).toBe(before)
  })

  test('to who asks too often', async () => {
    const { limiter, db } = instance.core
    const [id] = db.row('SELECT follower_id FROM devices') as [string]
    const drain = () => {
      for (;;) limiter.take('write_known', id)
    }
    expect(drain).toThrow('request.too_many')
    const refused = await both({ body: vote(), headers: known() })
    expect(refused.status).toBe(429)
    expect(refused.headers).toContain('retry-after: 1')
    instance.clock.now += 60_000
    expect(await both({ body: vote(), headers: known() })).toMatchObject({ status: 200 })
  })
})
