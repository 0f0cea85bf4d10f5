import { DAY, LIMITS } from '@carillon/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { accounts } from '../accounts/table.ts'
import { members } from '../channels/table.ts'
import { importFiles } from '../imports/service.ts'
import { openTestInstance, type TestInstance } from '../testing/index.ts'

let instance: TestInstance
type Account = Awaited<ReturnType<TestInstance['account']>>
let owner: Account
const handle = 'bells'
beforeEach(async () => {
  instance = await openTestInstance({ limitFactor: 1_000 })
  owner = await instance.account('owner', { creator: true })
  await instance.as(owner).channels.create({ handle, name: 'Bells', category: 'music' })
})
afterEach(() => instance.close())

const refused = (code: string) => ({ cause: { code } })
const tokenIn = (link: string) => link.split('/').at(-1)!
const team = async () =>
  Object.fromEntries((await instance.as(owner).members.team({ handle })).members.map((m) => [m.name, m.role]))

async function join(name: string, role: 'admin' | 'editor' | 'analyst'): Promise<Account> {
  const account = await instance.account(name)
  const { link } = await instance.as(owner).members.invite({ handle, role })
  expect(await instance.as(account).members.accept({ token: tokenIn(link) })).toEqual({ handle })
  return account
}

describe('an invitation to a team', () => {
  test('tells what it is for, and brings its role to whoever accepts it first', async () => {
    const [ada, bob] = [await instance.account('ada'), await instance.account('bob')]
    const { link } = await instance.as(owner).members.invite({ handle, role: 'editor' })
    const token = tokenIn(link)
    const channel = { handle, name: 'Bells' }
    expect(await instance.as().accounts.invitation({ token })).toMatchObject({ kind: 'team', role: 'editor', channel })
    await instance.as(ada).members.accept({ token })
    await expect(instance.as(bob).members.accept({ token })).rejects.toMatchObject(refused('accounts.token_invalid'))
    expect(await team()).toEqual({ owner: 'owner', ada: 'editor' })
  })

  test('goes to one of two who accept at once', async () => {
    const people = [await instance.account('ada'), await instance.account('bob')]
    const { link } = await instance.as(owner).members.invite({ handle, role: 'editor' })
    const both = await Promise.allSettled(
      people.map((who) => instance.as(who).members.accept({ token: tokenIn(link) })),
    )
    expect(both.map((result) => result.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(Object.keys(await team())).toHaveLength(2)
  })

  test('runs out after seven days, and is listed until then', async () => {
    const ada = await instance.account('ada')
    const { link, expiresAt, id } = await instance.as(owner).members.invite({ handle, role: 'editor' })
    expect(expiresAt).toBe(instance.clock.now + LIMITS.invitationDays * DAY)
    instance.clock.now = expiresAt - 1
    expect((await instance.as(owner).members.team({ handle })).invitations).toMatchObject([{ id, role: 'editor' }])
    instance.clock.now = expiresAt
    expect((await instance.as(owner).members.team({ handle })).invitations).toEqual([])
    await expect(instance.as(ada).members.accept({ token: tokenIn(link) })).rejects.toMatchObject(
      refused('accounts.token_invalid'),
    )
  })

  test('for one address is accepted by no other', async () => {
    const [ada, bob] = [await instance.account('ada'), await instance.account('bob')]
    const { link } = await instance.as(owner).members.invite({ handle, role: 'editor', email: ada.email })
    const token = tokenIn(link)
    await expect(instance.as(bob).members.accept({ token })).rejects.toMatchObject(refused('accounts.email_differs'))
    expect(await instance.as(ada).members.accept({ token })).toEqual({ handle })
  })

  test('brings an account to somebody who has none', async () => {
    const { link } = await instance.as(owner).members.invite({ handle, role: 'analyst', email: 'new@carillon.test' })
    const input = { token: tokenIn(link), email: 'new@carillon.test', name: 'New', password: 'a good password' }
    const me = await instance.as().accounts.signUp(input)
    expect(me.mayCreateChannels).toBe(false)
    const actor = { kind: 'account' as const, ...me, creator: false }
    expect(await instance.as(actor).members.accept({ token: input.token })).toEqual({ handle })
    expect(await team()).toMatchObject({ New: 'analyst' })
  })

  test('is dead once it is revoked', async () => {
    const ada = await instance.account('ada')
    const { link, id } = await instance.as(owner).members.invite({ handle, role: 'editor' })
    await instance.as(owner).members.revokeInvitation({ handle, invitationId: id })
    await expect(instance.as(ada).members.accept({ token: tokenIn(link) })).rejects.toMatchObject(
      refused('accounts.token_invalid'),
    )
  })

  test.each(['removed', 'made an editor', 'gone by themselves'])('is dead once its maker is %s', async (how) => {
    const ada = await join('ada', 'admin')
    const { link } = await instance.as(ada).members.invite({ handle, role: 'editor' })
    const { link: kept } = await instance.as(owner).members.invite({ handle, role: 'editor' })
    if (how === 'removed') await instance.as(owner).members.remove({ handle, accountId: ada.id })
    else if (how === 'gone by themselves') await instance.as(ada).members.leave({ handle })
    else await instance.as(owner).members.changeRole({ handle, accountId: ada.id, role: 'editor' })
    const bob = await instance.account('bob')
    const accept = (url: string) => instance.as(bob).members.accept({ token: tokenIn(url) })
    await expect(accept(link)).rejects.toMatchObject(refused('accounts.token_invalid'))
    expect(await accept(kept)).toEqual({ handle })
  })

  test('changes no role that somebody has, and is left for another', async () => {
    await join('ada', 'editor')
    const { link } = await instance.as(owner).members.invite({ handle, role: 'analyst' })
    const token = tokenIn(link)
    await expect(instance.as(owner).members.accept({ token })).rejects.toMatchObject(refused('members.already'))
    expect(await team()).toEqual({ owner: 'owner', ada: 'editor' })
    const bob = await instance.account('bob')
    expect(await instance.as(bob).members.accept({ token })).toEqual({ handle })
  })
})

describe('a team', () => {
  test('has at most sixteen admins, by whatever way', async () => {
    const { id: channelId } = await instance.as().channels.get({ handle })
    const since = instance.clock.now
    const at = new Date(since)
    const names = Array.from({ length: LIMITS.admins }, (_, n) => `admin-${n}`)
    await instance.core.db.transaction(async (tx) => {
      for (const name of names) {
        const [id, email] = [instance.core.newId('acc'), `${name}@carillon.test`]
        await tx.insert(accounts).values({ id, name, email, emailVerified: true, createdAt: at, updatedAt: at })
        await tx.insert(members).values({ channelId, accountId: id, role: 'admin', since })
      }
    })
    const editor = await join('editor', 'editor')
    const { link } = await instance.as(owner).members.invite({ handle, role: 'admin' })
    const ada = await instance.account('ada')
    const full = refused('members.too_many_admins')
    await expect(instance.as(ada).members.accept({ token: tokenIn(link) })).rejects.toMatchObject(full)
    const change = { handle, accountId: editor.id, role: 'admin' as const }
    await expect(instance.as(owner).members.changeRole(change)).rejects.toMatchObject(full)
    const transfer = { handle, accountId: editor.id }
    await expect(instance.as(owner).members.transfer(transfer)).rejects.toMatchObject(full)
    const first = (await instance.as(owner).members.team({ handle })).members.find((m) => m.name === 'admin-0')!
    await instance.as(owner).members.changeRole({ handle, accountId: first.accountId, role: 'editor' })
    expect(await instance.as(ada).members.accept({ token: tokenIn(link) })).toEqual({ handle })
  })

  test('has its admins made and unmade by the owner alone', async () => {
    const [ada, bob, eve] = [await join('ada', 'admin'), await join('bob', 'admin'), await join('eve', 'editor')]
    const by = instance.as(ada).members
    const no = refused('members.role')
    await expect(by.invite({ handle, role: 'admin' })).rejects.toMatchObject(no)
    await expect(by.changeRole({ handle, accountId: eve.id, role: 'admin' })).rejects.toMatchObject(no)
    await expect(by.changeRole({ handle, accountId: bob.id, role: 'editor' })).rejects.toMatchObject(no)
    await expect(by.remove({ handle, accountId: bob.id })).rejects.toMatchObject(no)
    await by.changeRole({ handle, accountId: eve.id, role: 'analyst' })
    expect(await team()).toEqual({ owner: 'owner', ada: 'admin', bob: 'admin', eve: 'analyst' })
    await instance.as(owner).members.changeRole({ handle, accountId: eve.id, role: 'admin' })
    await instance.as(owner).members.remove({ handle, accountId: bob.id })
    expect(await team()).toEqual({ owner: 'owner', ada: 'admin', eve: 'admin' })
  })

  test('keeps its owner: who can’t be removed, changed, or leave', async () => {
    const ada = await join('ada', 'admin')
    const stays = refused('members.owner_stays')
    const accountId = owner.id
    await expect(instance.as(ada).members.remove({ handle, accountId })).rejects.toMatchObject(stays)
    await expect(instance.as(owner).members.remove({ handle, accountId })).rejects.toMatchObject(stays)
    await expect(instance.as(owner).members.changeRole({ handle, accountId, role: 'admin' })).rejects.toMatchObject(
      stays,
    )
    await expect(instance.as(owner).members.leave({ handle })).rejects.toMatchObject(stays)
  })

  test('passes to another member, whose place the owner takes as an admin', async () => {
    const ada = await join('ada', 'editor')
    await instance.as(owner).members.transfer({ handle, accountId: ada.id })
    const after = (await instance.as(ada).members.team({ handle })).members.map(({ name, role }) => [name, role])
    expect(after).toEqual(
      expect.arrayContaining([
        ['owner', 'admin'],
        ['ada', 'owner'],
      ]),
    )
    const again = instance.as(owner).members.transfer({ handle, accountId: owner.id })
    await expect(again).rejects.toMatchObject(refused('members.role'))
    await instance.as(owner).members.leave({ handle })
    expect((await instance.as(ada).members.team({ handle })).members).toHaveLength(1)
  })

  test('passes to nobody who isn’t in it', async () => {
    const ada = await instance.account('ada')
    const transfer = instance.as(owner).members.transfer({ handle, accountId: ada.id })
    await expect(transfer).rejects.toMatchObject(refused('members.not_found'))
    expect(await team()).toEqual({ owner: 'owner' })
  })

  test('has one owner after two transfers at once', async () => {
    const [ada, bob] = [await join('ada', 'admin'), await join('bob', 'admin')]
    const to = (accountId: string) => instance.as(owner).members.transfer({ handle, accountId })
    await Promise.allSettled([to(ada.id), to(bob.id)])
    const roles = (await instance.as(owner).members.team({ handle })).members.map((member) => member.role)
    expect(roles.filter((role) => role === 'owner')).toHaveLength(1)
  })

  test('is left at once by who leaves or is removed', async () => {
    const [ada, bob] = [await join('ada', 'editor'), await join('bob', 'editor')]
    const publish = (who: Account) =>
      instance.as(who).posts.publish({ handle, content: { kind: 'text', text: 'Ding' } })
    await publish(ada)
    await publish(bob)
    await instance.as(ada).members.leave({ handle })
    await instance.as(owner).members.remove({ handle, accountId: bob.id })
    await expect(publish(ada)).rejects.toMatchObject(refused('channels.not_found'))
    await expect(publish(bob)).rejects.toMatchObject(refused('channels.not_found'))
    expect(await team()).toEqual({ owner: 'owner' })
  })
})

test('in an archived channel rights can be taken away, and none given', async () => {
  const ada = await join('ada', 'admin')
  const key = await instance.as(ada).keys.create({ handle, name: 'Script', scopes: ['publish'] })
  const { id } = await instance.as(owner).members.invite({ handle, role: 'editor' })
  await instance.as(owner).channels.archive({ handle, archived: true })
  await instance.as(owner).keys.revoke({ handle, keyId: key.id })
  await instance.as(owner).members.revokeInvitation({ handle, invitationId: id })
  await instance.as(owner).members.remove({ handle, accountId: ada.id })
  expect(await team()).toEqual({ owner: 'owner' })
  const invite = instance.as(owner).members.invite({ handle, role: 'editor' })
  await expect(invite).rejects.toMatchObject(refused('channels.archived'))
})

describe('an unclaimed channel', () => {
  const bytes = Buffer.from('name\nTower')

  test('goes to whoever accepts the operator’s link first, and to nobody after', async () => {
    const operator = await instance.account('operator', { operator: true })
    await importFiles(instance.ctx(operator), [{ name: 'towers.csv', bytes }])
    expect(await instance.as().channels.get({ handle: 'tower' })).toMatchObject({ claimed: false })
    const [first, second] = [
      await instance.as(operator).instance.inviteOwner({ handle: 'tower' }),
      await instance.as(operator).instance.inviteOwner({ handle: 'tower' }),
    ]
    const [ada, bob] = [await instance.account('ada'), await instance.account('bob')]
    expect(await instance.as(ada).members.accept({ token: tokenIn(first.link) })).toEqual({ handle: 'tower' })
    await expect(instance.as(bob).members.accept({ token: tokenIn(second.link) })).rejects.toMatchObject(
      refused('channels.claimed'),
    )
    expect((await instance.as(ada).members.team({ handle: 'tower' })).members).toMatchObject([
      { name: 'ada', role: 'owner' },
    ])
    expect(await instance.as().channels.get({ handle: 'tower' })).toMatchObject({ claimed: true })
    const late = instance.as(operator).instance.inviteOwner({ handle: 'tower' })
    await expect(late).rejects.toMatchObject(refused('channels.claimed'))
  })
})
