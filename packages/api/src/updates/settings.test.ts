import { DAY } from '@carillon/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { refused } from '../polls/polls.testing.ts'
import { appRouter } from '../router.ts'
import { openTestInstance, type TestInstance } from '../testing/index.ts'

const HOUR = 3_600_000

let instance: TestInstance
let team: ReturnType<TestInstance['as']>
let reader: ReturnType<TestInstance['as']>
const handles = Array.from({ length: 11 }, (_, at) => `bells_${at}`)
beforeAll(async () => {
  instance = await openTestInstance({ limitFactor: 1_000 })
  team = instance.as(await instance.account('owner', { creator: true }))
  for (const handle of handles) await team.channels.create({ handle, name: handle, category: 'music' })
})
beforeEach(async () => {
  reader = appRouter.createCaller(instance.ctx())
  for (const handle of handles.slice(0, 3)) await reader.follows.follow({ handle })
  instance.clock.now += 1_000
})
afterAll(() => instance.close())

const channels = async () => (await reader.updates.list({})).channels
const channel = async (handle: string) => (await channels()).find((one) => one.handle === handle)!
async function publish(handle: string, text = 'Ding') {
  const post = await team.posts.publish({ handle, content: { kind: 'text', text } })
  instance.clock.now += 1_000
  return post
}

describe('a channel that is muted', () => {
  test.each([
    ['hours', 8 * HOUR],
    ['week', 7 * DAY],
  ] as const)('for %s is so until the very millisecond', async (mute, lasts) => {
    const mutedUntil = instance.clock.now + lasts
    const settings = await reader.updates.mute({ handle: 'bells_0', mute })
    expect(settings).toEqual({ handle: 'bells_0', mutedUntil, pinned: false, notify: true })
    instance.clock.now = mutedUntil - 1
    expect(await channel('bells_0')).toMatchObject({ mutedUntil })
    instance.clock.now = mutedUntil
    expect(await channel('bells_0')).toMatchObject({ mutedUntil: null })
  })

  test('always stays so, until that is ended', async () => {
    await reader.updates.mute({ handle: 'bells_0', mute: 'always' })
    instance.clock.now += 400 * DAY
    expect(await channel('bells_0')).toMatchObject({ mutedUntil: Number.MAX_SAFE_INTEGER })
    expect(await reader.updates.mute({ handle: 'bells_0', mute: null })).toMatchObject({ mutedUntil: null })
  })

  test('still counts what is unread in it', async () => {
    await reader.updates.mute({ handle: 'bells_0', mute: 'week' })
    await publish('bells_0')
    expect(await channel('bells_0')).toMatchObject({ unread: 1, mutedUntil: expect.any(Number) })
  })

  test('is followed, and nobody else’s to mute', async () => {
    await expect(reader.updates.mute({ handle: 'bells_5', mute: 'week' })).rejects.toMatchObject(
      refused('follows.not_following'),
    )
    const other = appRouter.createCaller(instance.ctx())
    await other.follows.follow({ handle: 'bells_0' })
    await other.updates.mute({ handle: 'bells_0', mute: 'week' })
    expect(await channel('bells_0')).toMatchObject({ mutedUntil: null })
  })
})

describe('a channel that is pinned', () => {
  test('stands first, whatever the others post', async () => {
    await publish('bells_0')
    await publish('bells_1')
    await reader.updates.pin({ handle: 'bells_2', pinned: true })
    expect((await channels()).map(({ handle }) => handle)).toEqual(['bells_2', 'bells_1', 'bells_0'])
    await reader.updates.pin({ handle: 'bells_2', pinned: false })
    expect((await channels())[0]).toMatchObject({ handle: 'bells_1', pinned: false })
  })

  test('is one of ten', async () => {
    for (const handle of handles) await reader.follows.follow({ handle })
    for (const handle of handles.slice(0, 10)) await reader.updates.pin({ handle, pinned: true })
    await expect(reader.updates.pin({ handle: 'bells_10', pinned: true })).rejects.toMatchObject(
      refused('follows.too_many_pins'),
    )
    await reader.updates.pin({ handle: 'bells_9', pinned: true })
    await reader.updates.pin({ handle: 'bells_0', pinned: false })
    expect(await reader.updates.pin({ handle: 'bells_10', pinned: true })).toMatchObject({ pinned: true })
  })
})

test('whether a channel is notified of is switched off and on', async () => {
  expect(await reader.updates.notify({ handle: 'bells_0', notify: false })).toMatchObject({ notify: false })
  expect(await channel('bells_0')).toMatchObject({ notify: false })
  await reader.updates.notify({ handle: 'bells_0', notify: true })
  expect(await channel('bells_0')).toMatchObject({ notify: true })
})

describe('the last post of a channel', () => {
  const last = async (handle = 'bells_0') => (await channel(handle)).lastPost

  test('is one line without its markup, and follows what happens to it', async () => {
    const post = await publish('bells_2', '*Great* news:\n- the bells\n- are `back`')
    const { id, expiresAt } = post
    expect(await last('bells_2')).toEqual({ id, kind: 'text', excerpt: 'Great news: the bells are back', expiresAt })
    await team.posts.edit({ handle: 'bells_2', postId: id, content: { kind: 'text', text: 'Never mind' } })
    expect(await last('bells_2')).toMatchObject({ id, excerpt: 'Never mind' })
    const next = await publish('bells_2', `${'Ding '.repeat(60)}`)
    expect((await last('bells_2'))!.excerpt).toMatch(/^(Ding ){27}Ding…$/)
    await team.posts.delete({ handle: 'bells_2', postId: next.id })
    expect(await last('bells_2')).toMatchObject({ id })
    await team.posts.delete({ handle: 'bells_2', postId: id })
    expect(await last('bells_2')).toBeNull()
  })

  test('of a poll is its question, and in the reader’s language where there is one', async () => {
    const variants = [
      { language: 'fr', text: '', alts: [], poll: { question: 'Quelle cloche ?', options: ['A', 'B'] } },
    ]
    const poll = { question: 'Which bell?', options: ['A', 'B'] }
    await team.posts.publish({ handle: 'bells_0', content: { kind: 'poll', poll, variants } })
    expect(await last()).toMatchObject({ kind: 'poll', excerpt: 'Which bell?' })
    const ctx = { ...instance.ctx(), locale: 'fr' as const }
    const french = appRouter.createCaller(ctx)
    await french.follows.follow({ handle: 'bells_0' })
    expect((await french.updates.list({})).channels[0]!.lastPost).toMatchObject({ excerpt: 'Quelle cloche ?' })
  })

  test('is the one before it from the millisecond at which it expires', async () => {
    const long = await publish('bells_1', 'long')
    await team.channels.edit({ handle: 'bells_1', retentionDays: 1 })
    const short = await publish('bells_1', 'short')
    instance.clock.now = short.expiresAt - 1
    expect((await channel('bells_1')).lastPost).toMatchObject({ excerpt: 'short' })
    instance.clock.now = short.expiresAt
    expect(await channel('bells_1')).toMatchObject({ unread: 1, lastPost: { id: long.id, excerpt: 'long' } })
    instance.clock.now = long.expiresAt
    expect(await channel('bells_1')).toMatchObject({ unread: 0, lastPost: null })
  })
})

test('a channel that is renamed is called so in the list at once', async () => {
  expect(await channel('bells_2')).toMatchObject({ name: 'bells_2' })
  await team.channels.edit({ handle: 'bells_2', name: 'The great bells' })
  expect(await channel('bells_2')).toMatchObject({ name: 'The great bells' })
})
