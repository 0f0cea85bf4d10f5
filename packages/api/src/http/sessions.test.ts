import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../app.ts'
import { createCore } from '../core.ts'
import type { TestInstance } from '../testing/index.ts'
import { openTestInstance } from '../testing/index.ts'
import { answerOf, cookiesOf, ORIGIN } from '../testing/stage.ts'

let instance: TestInstance
let app: Hono
beforeAll(async () => {
  instance = await openTestInstance({ limitFactor: 1_000 })
  app = new Hono().route(
    '/api',
    createApp(instance.core, () => '203.0.113.9'),
  )
  const operator = await instance.account('operator', { operator: true })
  await instance.as(operator).instance.edit({ creation: 'anyone' })
  await instance.as(operator).channels.create({ handle: 'bells', name: 'Bells', category: 'music' })
})
afterAll(() => instance.close())

async function call(path: string, input: unknown, cookie = '', to = app, origin = ORIGIN) {
  const headers = { origin, 'content-type': 'application/json', ...(cookie ? { cookie } : {}) }
  return answerOf(
    await to.request(`/api/trpc/${path}`, { method: 'POST', headers, body: JSON.stringify(input) ?? null }),
  )
}

const signIn = (name: string, cookie = '', password = `password of ${name}`) =>
  call('accounts.signIn', { email: `${name}@carillon.test`, password }, cookie)

/** Whom the server takes the bearer of this cookie for. */
async function bearer(cookie: string) {
  const answer = await answerOf(await app.request('/api/trpc/accounts.me', { headers: { cookie } }))
  return (answer.result as { email: string } | null)?.email ?? null
}

describe('a session', () => {
  test('is a new one for each sign-in, whatever cookie was set before', async () => {
    await instance.account('ada')
    const first = cookiesOf((await signIn('ada')).headers)
    const second = cookiesOf((await signIn('ada', first)).headers)
    expect(second).not.toBe('')
    expect(second).not.toBe(first)
    const [name] = first.split('=')
    const third = cookiesOf((await signIn('ada', `${name}=chosen-by-somebody-else`)).headers)
    expect(third).not.toContain('chosen-by-somebody-else')
    expect(await bearer(`${name}=chosen-by-somebody-else`)).toBeNull()
    expect(await bearer(third)).toBe('ada@carillon.test')
  })

  test('goes on while the disk is too full to write that it does', async () => {
    await instance.account('ann')
    const cookie = cookiesOf((await signIn('ann')).headers)
    const write = (statement: string) => instance.core.db.transaction((tx) => tx.run(statement))
    await write('UPDATE sessions SET expires_at = expires_at - 2 * 86400000')
    await write("CREATE TRIGGER full BEFORE UPDATE ON sessions BEGIN SELECT RAISE(ABORT, 'disk full'); END")
    expect(await bearer(cookie)).toBe('ann@carillon.test')
    await write('DROP TRIGGER full')
  })

  test('is over when it is signed out of', async () => {
    await instance.account('bob')
    const cookie = cookiesOf((await signIn('bob')).headers)
    expect(await bearer(cookie)).toBe('bob@carillon.test')
    await call('accounts.signOut', undefined, cookie)
    expect(await bearer(cookie)).toBeNull()
  })

  test('is over everywhere when the password is changed, and goes on under a new cookie where it was', async () => {
    await instance.account('eve')
    const here = cookiesOf((await signIn('eve')).headers)
    const elsewhere = cookiesOf((await signIn('eve')).headers)
    const input = { password: 'password of eve', newPassword: 'another password' }
    const changed = await call('accounts.changePassword', input, here)
    expect(changed.status).toBe(200)
    expect(await bearer(elsewhere)).toBeNull()
    expect(await bearer(here)).toBeNull()
    expect(await bearer(cookiesOf(changed.headers))).toBe('eve@carillon.test')
    expect((await signIn('eve')).status).toBe(401)
  })

  test('is over everywhere when the password is reset', async () => {
    await instance.account('kim')
    const cookie = cookiesOf((await signIn('kim')).headers)
    await call('accounts.requestPasswordReset', { email: 'kim@carillon.test' })
    const token = /reset\/(\S+)/.exec(instance.mails.at(-1)!.text)![1]!
    expect(await bearer(cookie)).toBe('kim@carillon.test')
    expect((await call('accounts.resetPassword', { token, password: 'a new password' })).status).toBe(200)
    expect(await bearer(cookie)).toBeNull()
    expect((await signIn('kim', '', 'a new password')).status).toBe(200)
  })

  test('outlives a wrong password at changing it', async () => {
    await instance.account('lin')
    const cookie = cookiesOf((await signIn('lin')).headers)
    const answer = await call('accounts.changePassword', { password: 'wrong', newPassword: 'another one' }, cookie)
    expect(answer.error).toMatchObject({ code: 'accounts.wrong_password', fields: { password: expect.any(String) } })
    expect(await bearer(cookie)).toBe('lin@carillon.test')
  })

  test('has the rights that its account has now', async () => {
    const account = await instance.account('mia', { operator: true })
    const cookie = cookiesOf((await signIn('mia')).headers)
    const status = async () => (await app.request('/api/trpc/instance.status', { headers: { cookie } })).status
    expect(await status()).toBe(200)
    await instance.account('mia', { operator: false })
    expect(account.operator).toBe(true)
    expect(await status()).toBe(403)
  })
})

describe('a cookie', () => {
  const attributes = (headers: Headers) =>
    headers.getSetCookie().map((cookie) => cookie.split('; ').slice(1).toSorted())

  test('of an account or a follower is out of reach of scripts, of other sites and of plain HTTP', async () => {
    await instance.account('nia')
    const signedIn = await signIn('nia')
    const followed = await call('follows.follow', { handle: 'bells' })
    for (const list of [...attributes(signedIn.headers), ...attributes(followed.headers)]) {
      expect(list).toEqual(expect.arrayContaining(['HttpOnly', 'Path=/', 'SameSite=Lax', 'Secure']))
      expect(list.some((attribute) => attribute.startsWith('Domain'))).toBe(false)
    }
    expect(attributes(signedIn.headers)).not.toEqual([])
    expect(attributes(followed.headers)).not.toEqual([])
  })

  test('works over plain HTTP where that is the instance’s address', async () => {
    const origin = 'http://localhost:4000'
    const { core } = createCore({ ...instance.core, origin })
    const plain = new Hono().route(
      '/api',
      createApp(core, () => '203.0.113.9'),
    )
    await instance.account('oli')
    const input = { email: 'oli@carillon.test', password: 'password of oli' }
    const signedIn = await call('accounts.signIn', input, '', plain, origin)
    const followed = await call('follows.follow', { handle: 'bells' }, '', plain, origin)
    const lists = [...attributes(signedIn.headers), ...attributes(followed.headers)]
    expect(lists).toHaveLength(2)
    for (const list of lists) {
      expect(list).toEqual(expect.arrayContaining(['HttpOnly', 'SameSite=Lax']))
      expect(list).not.toContain('Secure')
    }
  })

  test('of a follower is set by the first follow alone', async () => {
    const first = await call('follows.follow', { handle: 'bells' })
    const cookie = cookiesOf(first.headers)
    expect(cookie).toMatch(/^carillon_follower=[0-9a-z]{31}\.[0-9a-z]+$/)
    expect((await call('follows.follow', { handle: 'bells' }, cookie)).headers.getSetCookie()).toEqual([])
  })
})

describe('nobody learns whether an address has an account', () => {
  const whole = async (answer: ReturnType<typeof call>) => {
    const { status, text, headers } = await answer
    return { status, text, headers: [...headers] }
  }

  test('from signing in', async () => {
    await instance.account('pam')
    const known = await whole(signIn('pam', '', 'wrong password'))
    const unknown = await whole(signIn('quentin', '', 'wrong password'))
    expect(unknown).toEqual(known)
    expect(known.status).toBe(401)
    expect((await signIn('pam')).status).toBe(200)
  })

  test.each(['accounts.requestPasswordReset', 'accounts.requestSignUp'])('from %s', async (path) => {
    await instance.account('ria')
    const before = instance.mails.length
    const known = await whole(call(path, { email: 'ria@carillon.test' }))
    const unknown = await whole(call(path, { email: 'nobody-yet@carillon.test' }))
    expect(unknown).toEqual(known)
    expect(known.status).toBe(200)
    expect(instance.mails.slice(before).map((mail) => mail.to)).toContain('ria@carillon.test')
  })
})
