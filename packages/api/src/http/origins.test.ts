import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sessions } from '../accounts/table.ts'
import { openStage, ORIGIN, snapshot, type Stage, type StageChannel } from '../testing/stage.ts'

let stage: Stage
let channel: StageChannel
beforeAll(async () => {
  stage = await openStage()
  channel = await stage.channel()
})
afterAll(() => stage.instance.close())

const TYPES = [
  'application/json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/octet-stream',
  '',
]
const ORIGINS = { 'another site': 'https://evil.example', 'an opaque origin': 'null', 'no origin': null }

const words = (handle: string) => ({ handle, content: { kind: 'text', text: 'From another site' } })
const EMPTY_FORM = '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n'

/** Ways to ask for a change, as a page of another site could send them. */
const SHAPES: Record<string, () => { url: string; method: string; body?: string }> = {
  'a publish': () => ({ url: 'posts.publish', method: 'POST', body: JSON.stringify(words(channel.handle)) }),
  'a batch': () => ({
    url: 'posts.publish,accounts.signOut?batch=1',
    method: 'POST',
    body: JSON.stringify({ 0: words(channel.handle) }),
  }),
  'a sign-out that takes no input': () => ({ url: 'accounts.signOut', method: 'POST', body: EMPTY_FORM }),
  'a follow': () => ({ url: 'follows.follow', method: 'POST', body: JSON.stringify({ handle: channel.handle }) }),
  'a change by GET': () => ({
    url: `posts.publish?input=${encodeURIComponent(JSON.stringify(words(channel.handle)))}`,
    method: 'GET',
  }),
  'a batch by GET': () => ({
    url: `accounts.signOut,posts.publish?batch=1&input=${encodeURIComponent(JSON.stringify({ 1: words(channel.handle) }))}`,
    method: 'GET',
  }),
  'a change by PUT': () => ({ url: 'posts.publish', method: 'PUT', body: JSON.stringify(words(channel.handle)) }),
}

async function ask(shape: string, headers: Headers): Promise<Response> {
  const { url, ...init } = SHAPES[shape]!()
  return stage.app.request(`/api/trpc/${url}`, { ...init, headers })
}

describe.each(Object.entries(ORIGINS))('a request from %s that carries the owner’s cookie', (_, origin) => {
  describe.each(TYPES)('as "%s"', (type) => {
    test.each(Object.keys(SHAPES))('changes nothing by %s', async (shape) => {
      const headers = new Headers({ cookie: stage.headersOf('owner', null).get('cookie')! })
      if (origin !== null) headers.set('origin', origin)
      if (type) headers.set('content-type', type)
      const before = await snapshot(stage)
      const answer = await ask(shape, headers)
      expect([403, 405]).toContain(answer.status)
      expect(answer.headers.getSetCookie()).toEqual([])
      expect(await snapshot(stage)).toBe(before)
    })
  })
})

describe('what is allowed', () => {
  test.each(['a publish', 'a batch', 'a follow'])('is %s from our own pages', async (shape) => {
    const headers = stage.headersOf('owner', null)
    headers.set('content-type', 'application/json')
    const before = await snapshot(stage)
    expect((await ask(shape, headers)).status).toBe(200)
    expect(await snapshot(stage)).not.toBe(before)
    await stage.signIn('owner')
  })

  test('is signing out by a form of our own pages', async () => {
    const headers = stage.headersOf('editor', null)
    headers.set('content-type', 'multipart/form-data; boundary=x')
    const mine = eq(sessions.userId, stage.accounts.editor.id)
    const before = await stage.core.db.read.$count(sessions, mine)
    expect((await ask('a sign-out that takes no input', headers)).status).toBe(200)
    expect(await stage.core.db.read.$count(sessions, mine)).toBe(before - 1)
    await stage.signIn('editor')
  })

  test('is a program without Origin and with a key', async () => {
    const headers = stage.headersOf('publish key', channel)
    headers.set('content-type', 'application/json')
    expect(headers.has('origin')).toBe(false)
    expect((await ask('a publish', headers)).status).toBe(200)
  })
})

test('a key counts alone: the cookie beside it gives no rights', async () => {
  const headers = stage.headersOf('read key', channel)
  headers.set('cookie', stage.headersOf('owner', null).get('cookie')!)
  headers.set('content-type', 'application/json')
  const answer = await ask('a publish', headers)
  expect(answer.status).toBe(403)
  expect(await answer.text()).toContain('keys.scope')
})

test('a key sent by a page of another site is refused', async () => {
  const headers = stage.headersOf('publish key', channel)
  headers.set('origin', 'https://evil.example')
  headers.set('content-type', 'application/json')
  expect((await ask('a publish', headers)).status).toBe(403)
})

test.each([`${ORIGIN}.evil.example`, `${ORIGIN}:8443`, 'http://carillon.test', `${ORIGIN}/`, ORIGIN.toUpperCase()])(
  'an origin like ours, %s, is not ours',
  async (origin) => {
    const headers = stage.headersOf('owner', null)
    headers.set('origin', origin)
    headers.set('content-type', 'application/json')
    expect((await ask('a publish', headers)).status).toBe(403)
  },
)

test('an upload from another site is refused before it is read', async () => {
  const headers = stage.headersOf('owner', null)
  headers.set('origin', 'https://evil.example')
  const body = new Uint8Array(64)
  const answer = await stage.app.request(`/api/uploads/photo?handle=${channel.handle}`, {
    method: 'POST',
    headers,
    body,
  })
  expect(answer.status).toBe(403)
  expect(await answer.json()).toMatchObject({ code: 'request.wrong_origin' })
})
