import { afterAll, beforeAll, expect, test } from 'vitest'
import { passkeys } from '../follows/table.ts'
import { refused } from '../polls/polls.testing.ts'
import { appRouter } from '../router.ts'
import { openTestInstance, type TestInstance } from '../testing/index.ts'
import { createAuthenticator } from './authenticator.testing.ts'

const ORIGIN = 'https://carillon.test'
const MINUTE = 60_000

let instance: TestInstance
beforeAll(async () => {
  instance = await openTestInstance({ limitFactor: 1_000 })
  const owner = await instance.account('owner', { creator: true })
  for (const handle of ['bells', 'chimes']) {
    await instance.as(owner).channels.create({ handle, name: handle, category: 'music' })
  }
})
afterAll(() => instance.close())

/** A browser that comes for the first time. */
async function browser(...handles: string[]) {
  const ctx = instance.ctx()
  const calls = appRouter.createCaller(ctx)
  for (const handle of handles) await calls.follows.follow({ handle })
  return { ctx, calls }
}
type Calls = Awaited<ReturnType<typeof browser>>['calls']

async function makePasskey(calls: Calls) {
  const authenticator = createAuthenticator(ORIGIN)
  const { publicKey } = await calls.followers.passkeyOptions()
  const me = await calls.followers.addPasskey(authenticator.make(publicKey))
  return { authenticator, me }
}
const challenge = async (calls: Calls) => (await calls.followers.recoveryOptions()).publicKey

test('a passkey brings back what was followed to who has no device any more', async () => {
  const lost = await browser('bells', 'chimes')
  const { authenticator, me } = await makePasskey(lost.calls)
  expect(me).toMatchObject({ passkeys: [{ id: authenticator.id, addedAt: instance.clock.now }] })
  await lost.calls.followers.removeDevice({ deviceId: lost.ctx.deviceId! })
  const found = await browser()
  const signed = authenticator.use(await challenge(found.calls))
  expect(await found.calls.followers.recover(signed)).toMatchObject({ follows: 2, devices: [{ current: true }] })
  expect((await found.calls.updates.list({})).channels).toHaveLength(2)
  expect(found.ctx.responseHeaders.getSetCookie()).toHaveLength(1)
})

test('what the browser followed meanwhile comes along', async () => {
  const { calls } = await browser('bells')
  const { authenticator } = await makePasskey(calls)
  const other = await browser('chimes')
  await other.calls.followers.recover(authenticator.use(await challenge(other.calls)))
  expect(await calls.followers.me()).toMatchObject({ follows: 2, devices: [{}, {}] })
})

test('a passkey is made for a random number, and nothing in it says whose it is', async () => {
  const { ctx, calls } = await browser('bells')
  const one = (await calls.followers.passkeyOptions()).publicKey as { user: { id: string } }
  const other = (await calls.followers.passkeyOptions()).publicKey as { user: { id: string } }
  expect(one.user.id).not.toBe(other.user.id)
  expect(JSON.stringify(one)).not.toContain(ctx.followerId!.slice(4))
  expect(one).toMatchObject({
    rp: { id: 'carillon.test', name: 'Carillon' },
    user: { name: 'Carillon 2026-03-29' },
    attestation: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
})

test('a challenge is answered once, within five minutes, and by whom it was given to', async () => {
  const { calls } = await browser('bells')
  const authenticator = createAuthenticator(ORIGIN)
  const { publicKey } = await calls.followers.passkeyOptions()
  const made = authenticator.make(publicKey)
  const stranger = await browser('bells')
  await expect(stranger.calls.followers.addPasskey(made)).rejects.toMatchObject(refused('followers.passkey_refused'))
  await calls.followers.addPasskey(made)
  await expect(calls.followers.addPasskey(made)).rejects.toMatchObject(refused('followers.passkey_refused'))

  const other = await browser()
  const late = authenticator.use(await challenge(other.calls))
  instance.clock.now += 5 * MINUTE
  await expect(other.calls.followers.recover(late)).rejects.toMatchObject(refused('followers.passkey_refused'))
  const signed = authenticator.use(await challenge(other.calls))
  instance.clock.now += 5 * MINUTE - 1
  expect(await other.calls.followers.recover(signed)).toMatchObject({ follows: 1 })
  const again = await browser()
  await expect(again.calls.followers.recover(signed)).rejects.toMatchObject(refused('followers.passkey_refused'))
})

test('what was signed elsewhere, or by a copy, or by nobody in particular is refused', async () => {
  const { calls } = await browser('bells')
  const { authenticator } = await makePasskey(calls)
  const other = await browser()
  const refuses = async (signed: ReturnType<typeof authenticator.use>) =>
    expect(other.calls.followers.recover(signed)).rejects.toMatchObject(refused('followers.passkey_refused'))
  await refuses(authenticator.use(await challenge(other.calls), { from: 'https://carillon.example' }))
  await refuses(authenticator.use(await challenge(other.calls), { flags: 0x01 }))
  await refuses({ ...createAuthenticator(ORIGIN).use(await challenge(other.calls)), id: authenticator.id })
  authenticator.rewind(0)
  await refuses(authenticator.use(await challenge(other.calls)))
  authenticator.rewind(20)
  expect(await other.calls.followers.recover(authenticator.use(await challenge(other.calls)))).toMatchObject({
    follows: 1,
  })
})

test('one that was removed, or was never here, is not known', async () => {
  const { calls } = await browser('bells')
  const { authenticator } = await makePasskey(calls)
  const stranger = await browser('bells')
  await expect(stranger.calls.followers.removePasskey({ id: authenticator.id })).rejects.toMatchObject(
    refused('followers.passkey_unknown'),
  )
  expect(await calls.followers.removePasskey({ id: authenticator.id })).toMatchObject({ passkeys: [] })
  const other = await browser()
  for (const one of [authenticator, createAuthenticator(ORIGIN)]) {
    const signed = one.use(await challenge(other.calls))
    await expect(other.calls.followers.recover(signed)).rejects.toMatchObject(refused('followers.passkey_unknown'))
  }
})

test('there are ten at most', async () => {
  const { calls } = await browser('bells')
  const { publicKey } = await calls.followers.passkeyOptions()
  for (let count = 0; count < 10; count += 1) await makePasskey(calls)
  await expect(calls.followers.passkeyOptions()).rejects.toMatchObject(refused('followers.too_many_passkeys'))
  await expect(calls.followers.addPasskey(createAuthenticator(ORIGIN).make(publicKey))).rejects.toMatchObject(
    refused('followers.too_many_passkeys'),
  )
})

test('they go with everything else that is deleted', async () => {
  const { calls } = await browser('bells')
  const { authenticator } = await makePasskey(calls)
  await calls.followers.forget()
  const ids = (await instance.core.db.read.select().from(passkeys)).map(({ id }) => id)
  expect(ids).not.toContain(authenticator.id)
})
