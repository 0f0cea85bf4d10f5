import { DAY } from '@carillon/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { followers } from '../follows/table.ts'
import { answerOf, cookiesOf, openStage, ORIGIN, type Stage, typeOf } from '../testing/stage.ts'

let stage: Stage
let handle: string
beforeAll(async () => {
  stage = await openStage()
  handle = (await stage.channel()).handle
})
afterAll(() => stage.instance.close())

/** Calls a procedure with this cookie, as a page of this origin would. */
async function call(path: string, input: unknown, cookie = '', origin: string | null = ORIGIN) {
  const headers = new Headers({ ...(cookie ? { cookie } : {}), ...(origin ? { origin } : {}) })
  const json = JSON.stringify(input)
  if (typeOf(path) === 'query') {
    const query = json ? `?input=${encodeURIComponent(json)}` : ''
    return answerOf(await stage.app.request(`/api/trpc/${path}${query}`, { headers }))
  }
  headers.set('content-type', 'application/json')
  return answerOf(await stage.app.request(`/api/trpc/${path}`, { method: 'POST', headers, body: json ?? null }))
}
const newcomer = async () => cookiesOf((await call('follows.follow', { handle })).headers)
const isKnown = async (cookie: string) =>
  ((await call('followers.me', undefined, cookie)).result as { known: boolean }).known

test('the cookie is given anew after a month by what a reader asks for, and writes nothing', async () => {
  const cookie = await newcomer()
  const before = await stage.core.db.read.select().from(followers)
  stage.instance.clock.now += 29 * DAY
  for (const path of ['updates.list', 'followers.me']) {
    expect((await call(path, undefined, cookie)).headers.getSetCookie()).toEqual([])
  }
  stage.instance.clock.now += DAY
  const { headers } = await call('updates.list', {}, cookie)
  expect(headers.getSetCookie()).toEqual([expect.stringMatching(/^carillon_follower=.+; Max-Age=34560000; HttpOnly/)])
  const renewed = cookiesOf(headers)
  expect(renewed.split('.')[0]).toBe(cookie.split('.')[0])
  expect((await call('updates.list', {}, renewed)).headers.getSetCookie()).toEqual([])
  expect(await stage.core.db.read.select().from(followers)).toEqual(before)
})

test('one that is unknown is given no other, whatever it says of itself', async () => {
  const { headers, result } = await call('followers.me', undefined, 'carillon_follower=made-up.0')
  expect([result, headers.getSetCookie()]).toMatchObject([{ known: false }, []])
})

test('joining gives the browser another cookie, and the one before is worth nothing', async () => {
  const [phone, laptop] = [await newcomer(), await newcomer()]
  const { code } = (await call('followers.joinCode', undefined, phone)).result as { code: string }
  const joined = cookiesOf((await call('followers.join', { code }, laptop)).headers)
  expect(joined.split('.')[0]).not.toBe(laptop.split('.')[0])
  expect([await isKnown(laptop), await isKnown(joined), await isKnown(phone)]).toEqual([false, true, true])
})

test('a device that was removed, and every one once all is deleted, is nobody from then on', async () => {
  const [phone, laptop] = [await newcomer(), await newcomer()]
  const { code } = (await call('followers.joinCode', undefined, phone)).result as { code: string }
  const { headers, result } = await call('followers.join', { code }, laptop)
  const joined = cookiesOf(headers)
  const { devices } = result as { devices: { id: string; current: boolean }[] }
  const mine = devices.find(({ current }) => current)!
  await call('followers.removeDevice', { deviceId: mine.id }, phone)
  expect([await isKnown(joined), await isKnown(phone)]).toEqual([false, true])
  await call('followers.forget', undefined, phone)
  expect(await isKnown(phone)).toBe(false)
})

describe.each([
  ['another site', 'https://evil.example'],
  ['an opaque origin', 'null'],
  ['no origin', null],
])('a request from %s with the follower’s cookie', (_, origin) => {
  const inputs: Record<string, unknown> = {
    'followers.forget': undefined,
    'followers.joinCode': undefined,
    'followers.passkeyOptions': undefined,
    'followers.join': { code: 'ABCDEFGH' },
    'followers.import': { handles: ['bells_1'] },
    'updates.mute': { handle: 'bells_1', mute: 'always' },
  }
  test.each(Object.keys(inputs))('is refused by %s', async (path) => {
    const cookie = await newcomer()
    expect((await call(path, inputs[path], cookie, origin)).error?.code).toBe('request.wrong_origin')
    expect(await isKnown(cookie)).toBe(true)
    const control = await call(path, inputs[path], cookie)
    expect(control.error?.code).not.toBe('request.wrong_origin')
  })
})
