import { RESERVED_HANDLES } from '@carillon/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appRouter } from '../router.ts'
import { openTestInstance, type TestInstance } from '../testing/index.ts'

let instance: TestInstance
type Account = Awaited<ReturnType<TestInstance['account']>>
let owner: Account
let operator: Account
beforeAll(async () => {
  instance = await openTestInstance()
  owner = await instance.account('owner', { creator: true })
  operator = await instance.account('operator', { operator: true })
})
afterAll(() => instance.close())

const refused = (code: string) => ({ cause: { code } })
let count = 0
const create = (changes: object = {}, as = owner) =>
  instance.as(as).channels.create({ handle: `bells_${(count += 1)}`, name: 'Bells', category: 'music', ...changes })
const inviteOf = (link: string | null) => new URL(link!).searchParams.get('invite')!

describe('a new channel', () => {
  test('belongs to whoever creates it, open, listed and for thirty days unless they say otherwise', async () => {
    const channel = await create({ country: 'be', language: 'NL' })
    expect(channel).toMatchObject({ role: 'owner', access: 'open', listed: true, retentionDays: 30, followers: 0 })
    expect(channel).toMatchObject({ country: 'BE', language: 'nl', verified: false, claimed: true, inviteLink: null })
    const { items } = await instance.as(owner).channels.mine()
    expect(items.map((item) => item.handle)).toContain(channel.handle)
  })

  test('needs the right to create', async () => {
    const reader = await instance.account('reader')
    await expect(create({}, reader)).rejects.toMatchObject(refused('channels.creation_closed'))
    await instance.as(operator).instance.edit({ creation: 'anyone' })
    expect(await create({}, reader)).toMatchObject({ role: 'owner' })
    await instance.as(operator).instance.edit({ creation: 'invited' })
  })

  test('has nothing left of one whose handle was refused', async () => {
    const { handle } = await create()
    const before = (await instance.as(owner).channels.mine()).items.length
    const taken = create({ handle: handle.toUpperCase() })
    await expect(taken).rejects.toMatchObject({
      cause: { code: 'channels.handle_taken', fields: { handle: 'channels.handle_taken' } },
    })
    expect((await instance.as(owner).channels.mine()).items).toHaveLength(before)
  })

  test('is one, of two that ask for the same handle at once', async () => {
    const both = await Promise.allSettled([create({ handle: 'contested' }), create({ handle: 'contested' })])
    expect(both.map((result) => result.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test.each([...RESERVED_HANDLES].filter((handle) => handle.length > 2))('cannot be called %s', async (handle) => {
    await expect(create({ handle })).rejects.toMatchObject(refused('channels.handle_reserved'))
  })
})

describe('a handle that was given up', () => {
  test('leads to its channel still, is given to nobody else, and can be taken up again', async () => {
    const { handle, id } = await create()
    const renamed = await instance.as(owner).channels.edit({ handle, newHandle: `${handle}_new` })
    expect(renamed).toMatchObject({ id, handle: `${handle}_new` })
    expect(await instance.as().channels.get({ handle })).toMatchObject({ id, handle: `${handle}_new` })
    await expect(create({ handle })).rejects.toMatchObject(refused('channels.handle_taken'))
    const other = await create()
    const taken = instance.as(owner).channels.edit({ handle: other.handle, newHandle: handle })
    await expect(taken).rejects.toMatchObject({ cause: { fields: { newHandle: 'channels.handle_taken' } } })
    const back = await instance.as(owner).channels.edit({ handle: `${handle}_new`, newHandle: handle })
    expect(back).toMatchObject({ id, handle })
  })
})

describe('editing', () => {
  test('changes what is named and nothing else', async () => {
    const { handle, ...before } = await create({ description: 'Every hour' })
    const after = await instance.as(owner).channels.edit({ handle, name: 'Chimes' })
    expect(after).toEqual({ ...before, handle, name: 'Chimes' })
  })

  test('a shorter retention holds for what is published from then on', async () => {
    const { handle } = await create()
    const content = { kind: 'text' as const, text: 'Ding' }
    const long = await instance.as(owner).posts.publish({ handle, content })
    await instance.as(owner).channels.edit({ handle, retentionDays: 1 })
    const short = await instance.as(owner).posts.publish({ handle, content })
    expect([long.expiresAt - long.publishedAt, short.expiresAt - short.publishedAt]).toEqual([
      30 * 86_400_000,
      86_400_000,
    ])
    const { items } = await instance.as().posts.list({ handle })
    expect(items.map((item) => item.expiresAt)).toEqual([short.expiresAt, long.expiresAt])
  })

  test.each([0, 31, 1.5])('a retention of %d days is refused', async (retentionDays) => {
    const { handle } = await create()
    await expect(instance.as(owner).channels.edit({ handle, retentionDays })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
  })
})

test('an archived channel stays readable, takes no change, and comes back', async () => {
  const { handle } = await create()
  const content = { kind: 'text' as const, text: 'Ding' }
  await instance.as(owner).posts.publish({ handle, content })
  await instance.as(owner).channels.archive({ handle, archived: true })
  expect((await instance.as().posts.list({ handle })).items).toHaveLength(1)
  const { posts, channels, members } = instance.as(owner)
  await expect(posts.publish({ handle, content })).rejects.toMatchObject(refused('channels.archived'))
  await expect(channels.edit({ handle, name: 'Other' })).rejects.toMatchObject(refused('channels.archived'))
  await expect(members.invite({ handle, role: 'editor' })).rejects.toMatchObject(refused('channels.archived'))
  await channels.archive({ handle, archived: false })
  expect(await posts.publish({ handle, content })).toMatchObject({ content })
})

test('the verified mark comes from an operator, and goes by one', async () => {
  const { handle } = await create()
  const byOwner = instance.as(owner).channels.setVerified({ handle, verified: true })
  await expect(byOwner).rejects.toMatchObject(refused('accounts.operators_only'))
  // A field of the same name in an edit is no way round.
  const edit = { handle, verified: true }
  await instance.as(owner).channels.edit(edit)
  expect(await instance.as().channels.get({ handle })).toMatchObject({ verified: false })
  await instance.as(operator).channels.setVerified({ handle, verified: true })
  expect(await instance.as().channels.get({ handle })).toMatchObject({ verified: true })
  await instance.as(operator).channels.setVerified({ handle, verified: false })
  expect(await instance.as().channels.get({ handle })).toMatchObject({ verified: false })
})

describe('a channel by invitation', () => {
  test('is seen by whoever holds its link, and its posts by whoever followed by it', async () => {
    const { handle, inviteLink } = await create({ access: 'invite' })
    await instance.as(owner).posts.publish({ handle, content: { kind: 'text', text: 'Quietly' } })
    await expect(instance.as().channels.get({ handle })).rejects.toMatchObject(refused('channels.not_found'))
    await expect(instance.as().channels.get({ handle, invite: 'x'.repeat(27) })).rejects.toMatchObject(
      refused('channels.not_found'),
    )
    const invite = inviteOf(inviteLink)
    expect(await instance.as().channels.get({ handle, invite })).toMatchObject({ handle, access: 'invite' })
    await expect(instance.as().posts.list({ handle })).rejects.toMatchObject(refused('channels.not_found'))
    await expect(instance.as().follows.follow({ handle })).rejects.toMatchObject(refused('channels.not_found'))
    const ctx = instance.ctx()
    const follower = appRouter.createCaller(ctx)
    expect(await follower.follows.follow({ handle, invite })).toEqual({ handle, following: true })
    expect((await follower.posts.list({ handle })).items).toHaveLength(1)
  })

  test('has a link that can be renewed: the old one is dead, who follows stays', async () => {
    const { handle, inviteLink } = await create({ access: 'invite' })
    const follower = appRouter.createCaller(instance.ctx())
    await follower.follows.follow({ handle, invite: inviteOf(inviteLink) })
    const renewed = await instance.as(owner).channels.renewInviteLink({ handle })
    expect(renewed.inviteLink).not.toBe(inviteLink)
    const old = instance.as().channels.get({ handle, invite: inviteOf(inviteLink) })
    await expect(old).rejects.toMatchObject(refused('channels.not_found'))
    expect(await instance.as().channels.get({ handle, invite: inviteOf(renewed.inviteLink) })).toMatchObject({ handle })
    expect((await follower.posts.list({ handle })).items).toEqual([])
  })

  test('has a link that opens no other channel', async () => {
    const [one, other] = [await create({ access: 'invite' }), await create({ access: 'invite' })]
    const get = instance.as().channels.get({ handle: other.handle, invite: inviteOf(one.inviteLink) })
    await expect(get).rejects.toMatchObject(refused('channels.not_found'))
  })

  test('is in nobody’s sight from the moment it closes', async () => {
    const { handle } = await create()
    expect(await instance.as().channels.get({ handle })).toMatchObject({ handle })
    await instance.as(owner).channels.edit({ handle, access: 'invite' })
    await expect(instance.as().channels.get({ handle })).rejects.toMatchObject(refused('channels.not_found'))
    await instance.dispatcher.settle()
    const { hits } = await instance.as().directory.search({ query: handle })
    expect(hits.map((hit) => hit.handle)).not.toContain(handle)
  })
})
