import { DAY } from '@carillon/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSetUpLink } from '../commands.ts'
import { openTestInstance, type TestInstance } from '../testing/index.ts'

let instance: TestInstance
type Account = Awaited<ReturnType<TestInstance['account']>>
let operator: Account
beforeEach(async () => {
  instance = await openTestInstance({ limitFactor: 1_000 })
  operator = await instance.account('operator', { operator: true })
})
afterEach(() => instance.close())

const refused = (code: string) => ({ cause: { code } })
const tokenIn = (text: string) => /\/(?:invitation|reset)\/(\S+)/.exec(text)![1]!
const password = 'a long enough password'
const signUp = (token: string, email: string) => instance.as().accounts.signUp({ token, email, name: 'Ada', password })

describe('an instance that nobody has set up', () => {
  test('is set up by whoever opens the link first, once', async () => {
    const empty = await openTestInstance()
    const link = await createSetUpLink(empty.ctx())
    expect(await empty.as().instance.get()).toMatchObject({ empty: true, creation: 'invited' })
    const input = { token: tokenIn(link), name: 'Ada', password }
    const me = await empty.as().accounts.signUp({ ...input, email: 'ada@carillon.test' })
    expect(me).toMatchObject({ operator: true, mayCreateChannels: true })
    const again = empty.as().accounts.signUp({ ...input, email: 'bob@carillon.test' })
    await expect(again).rejects.toMatchObject(refused('accounts.token_invalid'))
    expect(await empty.as().instance.get()).toMatchObject({ empty: false })
    await empty.close()
  })
})

describe('where creating is for the invited', () => {
  test('nobody signs up freely', async () => {
    const asked = instance.as().accounts.requestSignUp({ email: 'ada@carillon.test' })
    await expect(asked).rejects.toMatchObject(refused('accounts.closed'))
    expect(instance.mails).toEqual([])
  })

  test('a creator signs up by the operator’s link, once, and may create channels', async () => {
    const { link } = await instance.as(operator).instance.inviteCreator({})
    const me = await signUp(tokenIn(link), 'ada@carillon.test')
    expect(me).toMatchObject({ email: 'ada@carillon.test', operator: false, mayCreateChannels: true })
    await expect(signUp(tokenIn(link), 'bob@carillon.test')).rejects.toMatchObject(refused('accounts.token_invalid'))
  })

  test('a link for one address is for no other, and stays good for it', async () => {
    const { link } = await instance.as(operator).instance.inviteCreator({ email: 'Ada@Carillon.test' })
    const wrong = signUp(tokenIn(link), 'bob@carillon.test')
    await expect(wrong).rejects.toMatchObject({
      cause: { code: 'accounts.email_differs', fields: { email: expect.anything() } },
    })
    expect(await signUp(tokenIn(link), 'ada@carillon.test')).toMatchObject({ email: 'ada@carillon.test' })
  })

  test('a link is not used up by an address that has an account', async () => {
    const { link } = await instance.as(operator).instance.inviteCreator({})
    await expect(signUp(tokenIn(link), operator.email)).rejects.toMatchObject(refused('accounts.email_taken'))
    expect(await signUp(tokenIn(link), 'ada@carillon.test')).toMatchObject({ mayCreateChannels: true })
  })

  test('a link runs out after seven days, to the millisecond', async () => {
    const { link, expiresAt } = await instance.as(operator).instance.inviteCreator({})
    expect(expiresAt).toBe(instance.clock.now + 7 * DAY)
    instance.clock.now = expiresAt - 1
    expect(await instance.as().accounts.invitation({ token: tokenIn(link) })).toMatchObject({ kind: 'create' })
    instance.clock.now = expiresAt
    await expect(signUp(tokenIn(link), 'ada@carillon.test')).rejects.toMatchObject(refused('accounts.token_invalid'))
  })

  test('an account gains the right to create by a link, and an operator loses none by one', async () => {
    const ada = await instance.account('ada')
    const first = await instance.as(operator).instance.inviteCreator({})
    await instance.as(ada).members.accept({ token: tokenIn(first.link) })
    const second = await instance.as(operator).instance.inviteCreator({})
    await instance.as(operator).members.accept({ token: tokenIn(second.link) })
    const rights = async (email: string) =>
      instance.as().accounts.signIn({ email, password: `password of ${email.split('@')[0]}` })
    expect(await rights(ada.email)).toMatchObject({ operator: false, mayCreateChannels: true })
    expect(await rights(operator.email)).toMatchObject({ operator: true, mayCreateChannels: true })
  })
})

describe('where anybody may sign up', () => {
  beforeEach(async () => {
    await instance.as(operator).instance.edit({ creation: 'anyone' })
  })

  test('the link comes by mail, for that address alone, and its account may create channels', async () => {
    await instance.as().accounts.requestSignUp({ email: 'ada@carillon.test' })
    const [mail] = instance.mails
    expect(mail!.to).toBe('ada@carillon.test')
    const token = tokenIn(mail!.text)
    await expect(signUp(token, 'bob@carillon.test')).rejects.toMatchObject(refused('accounts.email_differs'))
    expect(await signUp(token, 'ada@carillon.test')).toMatchObject({ operator: false, mayCreateChannels: true })
  })

  test('an address with an account is told so by mail, and gets no link', async () => {
    await instance.as().accounts.requestSignUp({ email: operator.email })
    expect(instance.mails).toHaveLength(1)
    expect(instance.mails[0]!.text).not.toContain('/invitation/')
    expect(instance.mails[0]!.text).toContain('/console/sign-in')
  })

  test('closing it again takes the right away from those who have none of their own', async () => {
    await instance.as().accounts.requestSignUp({ email: 'ada@carillon.test' })
    await signUp(tokenIn(instance.mails[0]!.text), 'ada@carillon.test')
    await instance.as(operator).instance.edit({ creation: 'invited' })
    const me = await instance.as().accounts.signIn({ email: 'ada@carillon.test', password })
    expect(me.mayCreateChannels).toBe(false)
  })
})

describe('a password', () => {
  test('is reset by the link in a mail, once, in the language of whoever asked', async () => {
    const ada = await instance.account('ada')
    const ctx = { ...instance.ctx(), locale: 'fr' as const }
    const { requestPasswordReset } = await import('./service.ts')
    await requestPasswordReset(ctx, { email: ada.email })
    expect(instance.mails).toMatchObject([{ to: ada.email, subject: 'Un nouveau mot de passe pour Carillon' }])
    const token = tokenIn(instance.mails[0]!.text)
    await instance.as().accounts.resetPassword({ token, password })
    expect(await instance.as().accounts.signIn({ email: ada.email, password })).toMatchObject({ email: ada.email })
    const again = instance.as().accounts.resetPassword({ token, password: 'yet another password' })
    await expect(again).rejects.toMatchObject(refused('accounts.token_invalid'))
    const old = instance.as().accounts.signIn({ email: ada.email, password: 'password of ada' })
    await expect(old).rejects.toMatchObject(refused('accounts.wrong_credentials'))
  })

  test('is asked for in vain for an address that nobody has', async () => {
    expect(await instance.as().accounts.requestPasswordReset({ email: 'nobody@carillon.test' })).toEqual({ ok: true })
    expect(instance.mails).toEqual([])
  })

  test('is kept by no column in clear, and neither is the token of a link', async () => {
    const { link } = await instance.as(operator).instance.inviteCreator({})
    const tables = ['accounts', 'credentials', 'sessions', 'verifications', 'invitations']
    const rows = tables.map((table) => instance.core.db.rows(`SELECT * FROM ${table}`, []))
    const stored = JSON.stringify(rows)
    expect(stored).toContain(operator.email)
    expect(stored).not.toContain('password of operator')
    expect(stored).not.toContain(tokenIn(link))
  })

  test.each(['short', 'x'.repeat(129)])('of %j is refused', async (wrong) => {
    const { link } = await instance.as(operator).instance.inviteCreator({})
    const input = { token: tokenIn(link), email: 'ada@carillon.test', name: 'Ada', password: wrong }
    await expect(instance.as().accounts.signUp(input)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })
})

test('an address is one whatever its case', async () => {
  await instance.account('ada')
  const me = await instance.as().accounts.signIn({ email: ' ADA@carillon.TEST ', password: 'password of ada' })
  expect(me.email).toBe('ada@carillon.test')
})
