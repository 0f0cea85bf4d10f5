import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStage, type Stage, type StageChannel } from '../testing/stage.ts'
import { keyActor } from './service.ts'
import { apiKeys } from './table.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.instance.close())

const MADE = { name: 'Newsroom', scopes: ['read', 'publish'] }

async function create(channel: StageChannel, by: 'owner' | 'admin' = 'admin') {
  const { result } = await stage.send(by, 'keys.create', { handle: channel.handle, ...MADE })
  return result as { id: string; secret: string; scopes: string[] }
}

async function listed(channel: StageChannel, keyId: string) {
  const { result } = await stage.send('owner', 'keys.list', { handle: channel.handle })
  return (result as { items: { id: string }[] }).items.find(({ id }) => id === keyId)
}

async function publish(channel: StageChannel, secret: string) {
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ handle: channel.handle, content: { kind: 'text', text: 'From a program' } })
  const answer = await stage.app.request('/api/trpc/posts.publish', { method: 'POST', headers, body })
  const { error } = (await answer.json()) as { error?: { data: { code: string } } }
  return error?.data.code ?? answer.status
}

test('a key’s secret is shown once, told as ours by its beginning, and kept as a hash', async () => {
  const channel = await stage.channel()
  const { secret, id } = await create(channel)
  expect(secret).toMatch(/^carillon_[0-9a-z]{31}$/)
  const listed = await stage.send('admin', 'keys.list', { handle: channel.handle })
  expect(listed.text).toContain(id)
  expect(listed.text).not.toContain(secret)
  const rows = await stage.core.db.read.select().from(apiKeys)
  expect(JSON.stringify(rows)).toContain(id)
  expect(JSON.stringify(rows)).not.toContain(secret)
})

test('a key publishes in its channel, and nowhere else', async () => {
  const [channel, other] = [await stage.channel(), await stage.channel()]
  const { secret } = await create(channel)
  expect(await publish(channel, secret)).toBe(200)
  expect(await publish(other, secret)).toBe('channels.not_found')
})

describe('a key is dead', () => {
  test('once it is revoked', async () => {
    const channel = await stage.channel()
    const { secret, id } = await create(channel)
    await stage.send('owner', 'keys.revoke', { handle: channel.handle, keyId: id })
    expect(await publish(channel, secret)).toBe('keys.invalid')
  })

  test('while its maker is no admin, and listed as such', async () => {
    const channel = await stage.channel()
    const { secret, id } = await create(channel)
    const change = { handle: channel.handle, accountId: stage.accounts.admin.id, role: 'editor' }
    await stage.send('owner', 'members.changeRole', change)
    expect(await publish(channel, secret)).toBe('keys.invalid')
    expect(await listed(channel, id)).toMatchObject({ maker: stage.accounts.admin.name, asleep: true })
    await stage.send('owner', 'members.changeRole', { ...change, role: 'admin' })
    expect(await listed(channel, id)).toMatchObject({ maker: stage.accounts.admin.name, asleep: false })
    expect(await publish(channel, secret)).toBe(200)
  })

  test.each(['removed', 'gone of their own will'])('for good once its maker is %s', async (how) => {
    const channel = await stage.channel()
    const { secret } = await create(channel)
    const member = { handle: channel.handle, accountId: stage.accounts.admin.id }
    if (how === 'removed') await stage.send('owner', 'members.remove', member)
    else await stage.send('admin', 'members.leave', { handle: channel.handle })
    expect(await publish(channel, secret)).toBe('keys.invalid')
    const invited = await stage.send('owner', 'members.invite', { handle: channel.handle, role: 'admin' })
    const token = (invited.result as { link: string }).link.split('/').at(-1)
    expect((await stage.send('admin', 'members.accept', { token })).status).toBe(200)
    expect(await publish(channel, secret)).toBe('keys.invalid')
    expect(await publish(channel, (await create(channel)).secret)).toBe(200)
  })

  test.each(['carillon_', 'carillon_0000000000000000000000000000000', "' OR 1=1 --"])(
    'when it is %j',
    async (secret) => {
      expect(await publish(await stage.channel(), secret)).toBe('keys.invalid')
    },
  )
})

test('a key outlives the transfer of the channel by its maker, who is an admin then', async () => {
  const channel = await stage.channel()
  const { secret } = await create(channel, 'owner')
  await stage.send('owner', 'members.transfer', { handle: channel.handle, accountId: stage.accounts.editor.id })
  expect(await publish(channel, secret)).toBe(200)
})

test('when a key was last used is known to the hour', async () => {
  const channel = await stage.channel()
  const { secret, id } = await create(channel)
  const lastUsed = async () => {
    const { result } = await stage.send('admin', 'keys.list', { handle: channel.handle })
    return (result as { items: { id: string; lastUsedAt: number | null }[] }).items.find((key) => key.id === id)!
      .lastUsedAt
  }
  expect(await lastUsed()).toBeNull()
  const first = stage.instance.clock.now
  await publish(channel, secret)
  expect(await lastUsed()).toBe(first)
  stage.instance.clock.now += 3_600_000
  await publish(channel, secret)
  expect(await lastUsed()).toBe(first)
  stage.instance.clock.now += 1
  await publish(channel, secret)
  expect(await lastUsed()).toBe(first + 3_600_001)
})

test('a key cannot be made with a scope that there isn’t, or with none', async () => {
  const { handle } = await stage.channel()
  for (const scopes of [[], ['everything'], ['read', 'read', 'read', 'read']]) {
    const answer = await stage.send('admin', 'keys.create', { handle, name: 'Too much', scopes })
    expect(answer.error?.code).toBe('input.invalid')
  }
})

test('a key reads on while the disk is too full to note its use', async () => {
  const channel = await stage.channel()
  const { secret } = await create(channel)
  const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
  const db = { ...stage.core.db, transaction: () => Promise.reject(full) }
  expect(await keyActor({ ...stage.core, db }, secret)).toMatchObject({ kind: 'key', channelId: channel.id })
})
