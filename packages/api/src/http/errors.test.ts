import { type ErrorCode, ERRORS, errorSentence, HTTP_STATUS, LIMITS, LOCALES } from '@carillon/contract'
import type { Client } from '@libsql/client'
import { drizzle } from 'drizzle-orm/libsql'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../app.ts'
import { createCore } from '../core.ts'
import type { Core, Deps } from '../core/context.ts'
import { openStage, ORIGIN, snapshot, type Stage, type StageChannel } from '../testing/stage.ts'

let stage: Stage
let channel: StageChannel
beforeAll(async () => {
  stage = await openStage()
  channel = await stage.channel()
})
afterAll(() => stage.instance.close())

type Case = [name: string, code: ErrorCode, url: string, init?: RequestInit]
const json = { 'content-type': 'application/json' }
const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = json): RequestInit => ({
  method: 'POST',
  headers,
  body,
})
const TOO_LARGE = new Uint8Array(LIMITS.photoBytes + 1)

const CASES: Case[] = [
  ['JSON that isn’t', 'input.invalid', 'trpc/follows.follow', post('{"handle":')],
  ['a query’s JSON that isn’t', 'input.invalid', 'trpc/channels.get?input=%7B'],
  ['no input', 'input.invalid', 'trpc/channels.get'],
  ['an escape that isn’t', 'input.invalid', 'trpc/instance.get%E0%A4%A'],
  ['queries and changes in one batch', 'input.invalid', 'trpc/instance.get,follows.follow?batch=1'],
  ['a batch’s input that isn’t an object', 'input.invalid', 'trpc/channels.get?batch=1&input=[1'],
  ['another content type', 'input.unsupported', 'trpc/follows.follow', post('a=b', { 'content-type': 'text/plain' })],
  ['an unknown procedure', 'request.not_found', 'trpc/posts.reply'],
  ['a procedure called __proto__', 'request.not_found', 'trpc/__proto__'],
  ['a procedure called constructor', 'request.not_found', 'trpc/posts.constructor'],
  ['no procedure', 'request.not_found', 'trpc/'],
  ['an unknown address', 'request.not_found', 'nothing/here'],
  ['a path out of the media', 'request.not_found', 'avatars/..%2f..%2fkeys'],
  ['a photo that never was', 'media.not_found', 'media/med_0/320'],
  ['a NUL in a name', 'media.not_found', 'media/%00/320'],
  ['a change by GET', 'request.wrong_method', 'trpc/follows.follow?input={}'],
  ['a missing channel', 'channels.not_found', `trpc/channels.get?input=${encodeURIComponent('{"handle":"nowhere"}')}`],
  ['another site', 'request.wrong_origin', 'trpc/accounts.signOut', { method: 'POST', headers: { origin: 'null' } }],
  ['an unknown key', 'keys.invalid', 'trpc/instance.get', { headers: { authorization: 'Bearer carillon_nothing' } }],
  ['a large batch', 'request.batch_too_large', `trpc/${Array(11).fill('instance.get').join(',')}?batch=1`],
  ['a large body', 'input.too_large', 'trpc/follows.follow', post(TOO_LARGE)],
  ['a large body of a length not told', 'input.too_large', 'trpc/follows.follow', streamed(TOO_LARGE)],
  ['a large photo', 'media.too_large', 'uploads/photo?handle=bells', post(TOO_LARGE, {})],
  ['an upload by nobody', 'accounts.signed_out', 'uploads/photo?handle=bells', post('x', {})],
]

function streamed(bytes: Uint8Array<ArrayBuffer>): RequestInit {
  const stream = () => new Blob([bytes]).stream()
  // A stream can be sent once, and the case is run in each language.
  return {
    method: 'POST',
    headers: json,
    duplex: 'half',
    get body() {
      return stream()
    },
  } as RequestInit
}

describe.each(LOCALES)('in %s', (locale) => {
  test.each(CASES)('%s is refused with its code and a sentence', async (_, code, url, init) => {
    const headers = new Headers(init?.headers)
    headers.set('accept-language', `${locale}-XX,xx;q=0.5`)
    const body = init?.body
    const request = new Request(`http://localhost/api/${url}`, { ...init, ...(body ? { body } : {}), headers })
    const answer = await stage.app.request(request)
    const text = await answer.text()
    expect(answer.status).toBe(HTTP_STATUS[ERRORS[code]])
    const told = refusal(JSON.parse(text))
    expect(told).toMatchObject({ code, message: errorSentence(code, locale) })
    expect(Object.values(told.fields).every((sentence) => typeof sentence === 'string')).toBe(true)
    expect(text).not.toMatch(/stack|node_modules|\.ts\b|at \w+ \(/)
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })
})

type Told = { code: string; message: string; fields: Record<string, string> }
function refusal(answer: unknown): Told {
  const [first] = Array.isArray(answer) ? (answer as unknown[]) : [answer]
  return (first as { error?: { data: Told } }).error?.data ?? (first as Told)
}

test('what is wrong with a field is told in words, in the language asked for', async () => {
  const ask = async (language: string) => {
    const headers = stage.headersOf('owner', null)
    headers.set('accept-language', language)
    headers.set('content-type', 'application/json')
    const body = JSON.stringify({ handle: 'X', name: '', category: 'nothing' })
    const answer = await stage.app.request('/api/trpc/channels.create', { method: 'POST', headers, body })
    return refusal(await answer.json()).fields
  }
  const [en, fr] = [await ask('en'), await ask('fr')]
  expect(Object.keys(en).toSorted()).toEqual(['category', 'handle', 'name'])
  expect(Object.keys(fr).toSorted()).toEqual(['category', 'handle', 'name'])
  for (const field of Object.keys(en)) expect(fr[field]).not.toBe(en[field])
})

/** The application on a database whose writes fail with this error, its log kept. */
function failing(error: Error) {
  const logged: string[] = []
  const fail = () => Promise.reject(error)
  const { db } = stage.core
  const client = { execute: fail } as unknown as Client
  const deps: Deps = {
    ...stage.core,
    db: { ...db, transaction: fail, statements: drizzle(client) },
    storage: { ...stage.core.storage, put: fail },
    log: { info() {}, error: (_, facts) => void logged.push(JSON.stringify(facts)) },
  }
  const core: Core = createCore(deps).core
  return {
    app: new Hono().route(
      '/api',
      createApp(core, () => '203.0.113.9'),
    ),
    logged,
  }
}

const WRITES = (): Record<string, RequestInit & { url: string }> => ({
  'a follow': {
    url: 'trpc/follows.follow',
    ...post(JSON.stringify({ handle: channel.handle }), { ...json, origin: ORIGIN }),
  },
  'a sign-in': {
    url: 'trpc/accounts.signIn',
    ...post(JSON.stringify({ email: 'owner@carillon.test', password: 'password of owner' }), {
      ...json,
      origin: ORIGIN,
    }),
  },
  'a publish by a program': {
    url: 'trpc/posts.publish',
    ...post(JSON.stringify({ handle: channel.handle, content: { kind: 'text', text: 'x' } }), {
      ...json,
      authorization: stage.headersOf('publish key', channel).get('authorization')!,
    }),
  },
  'an avatar': {
    url: `uploads/avatar?handle=${channel.handle}`,
    ...post(PIXEL, { authorization: stage.headersOf('profile key', channel).get('authorization')! }),
  },
})
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

const FULL = {
  'SQLite says that it is full': Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' }),
  'the disk has no room': Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' }),
  'a cause deeper down says so': new Error('Failed query', {
    cause: Object.assign(new Error('SQLITE_FULL: database or disk is full'), { code: 'SQLITE_FULL' }),
  }),
}

describe.each(Object.entries(FULL))('when %s', (_, error) => {
  test.each(['a follow', 'a sign-in', 'a publish by a program', 'an avatar'])(
    '%s answers 507 and changes nothing',
    async (name) => {
      const { url, ...init } = WRITES()[name]!
      const before = await snapshot(stage)
      const answer = await failing(error).app.request(`/api/${url}`, init)
      const told = refusal(await answer.json())
      expect([answer.status, told.code]).toEqual([507, 'server.disk_full'])
      expect(answer.headers.getSetCookie()).toEqual([])
      expect(await snapshot(stage)).toBe(before)
      const control = await stage.app.request(`/api/${url}`, WRITES()[name])
      expect(control.status).toBe(200)
    },
  )
})

test.each(['a follow', 'a sign-in', 'a publish by a program', 'an avatar'])(
  'a fault in %s is logged, and answered without a word of it',
  async (name) => {
    const { app, logged } = failing(new Error('a detail at /srv/carillon that is nobody’s business'))
    const { url, ...init } = WRITES()[name]!
    const answer = await app.request(`/api/${url}`, init)
    const text = await answer.text()
    expect(answer.status).toBe(500)
    expect(refusal(JSON.parse(text)).code).toBe('server.internal')
    expect(text).not.toContain('detail')
    expect(text).not.toContain('/srv')
    expect(logged.join()).toContain('nobody’s business')
    expect(logged.join()).not.toContain('owner@carillon.test')
  },
)

test.each([
  '{"__proto__":{"operator":true},"handle":"HANDLE"}',
  '{"constructor":{"prototype":{"operator":true}},"handle":"HANDLE"}',
  '{"handle":"HANDLE","toString":"x","__proto__":null}',
])('the body %s pollutes nothing', async (body) => {
  const init = post(body.replace('HANDLE', channel.handle), { ...json, origin: ORIGIN })
  expect((await stage.app.request('/api/trpc/follows.follow', init)).status).toBe(200)
  const batch = post(`{"__proto__":{"0":{"handle":"nowhere"}},"0":${body.replace('HANDLE', channel.handle)}}`, {
    ...json,
    origin: ORIGIN,
  })
  expect((await stage.app.request('/api/trpc/follows.follow?batch=1', batch)).status).toBe(200)
  expect(({} as { operator?: unknown }).operator).toBeUndefined()
  expect(Object.prototype.toString.call([])).toBe('[object Array]')
})
