import { DAY } from '@carillon/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Limiter } from '../core/limiter.ts'
import { devices, followers, follows } from '../follows/table.ts'
import { refused } from '../polls/polls.testing.ts'
import { appRouter } from '../router.ts'
import { openTestInstance, type TestInstance } from '../testing/index.ts'

const MINUTE = 60_000

let instance: TestInstance
let owner: Awaited<ReturnType<TestInstance['account']>>
beforeEach(async () => {
  instance = await openTestInstance({ limitFactor: 1_000 })
  owner = await instance.account('owner', { creator: true })
  for (const handle of ['bells', 'chimes', 'gongs']) {
    await instance.as(owner).channels.create({ handle, name: handle, category: 'music' })
  }
})
afterEach(() => instance.close())

const read = () => instance.core.db.read
const countOf = async (handle: string) => (await instance.as().channels.get({ handle })).followers

/** A browser that comes for the first time, and keeps the cookie that it is given. */
async function browser(...handles: string[]) {
  const ctx = instance.ctx()
  const calls = appRouter.createCaller(ctx)
  for (const handle of handles) await calls.follows.follow({ handle })
  return { ctx, calls }
}
type Browser = Awaited<ReturnType<typeof browser>>

async function publish(handle: string) {
  instance.clock.now += 1_000
  const post = await instance.as(owner).posts.publish({ handle, content: { kind: 'text', text: 'Ding' } })
  instance.clock.now += 1_000
  return post
}

async function join(device: Browser, to: Browser) {
  const { code } = await to.calls.followers.joinCode()
  return device.calls.followers.join({ code })
}
const kept = async ({ calls }: Browser) => (await calls.updates.list({})).channels.toSorted(byHandle)
const byHandle = (a: { handle: string }, b: { handle: string }) => (a.handle < b.handle ? -1 : 1)

describe('a second device', () => {
  test('follows what the first one does, and what is read, muted or pinned on one is so on both', async () => {
    const [phone, laptop] = [await browser('bells', 'chimes'), await browser()]
    const post = await publish('bells')
    expect(await join(laptop, phone)).toMatchObject({ known: true, follows: 2, devices: [{}, { current: true }] })
    expect(await kept(laptop)).toEqual(await kept(phone))
    await laptop.calls.updates.markRead({ handle: 'bells', readAt: post.publishedAt })
    await phone.calls.updates.mute({ handle: 'bells', mute: 'hours' })
    await laptop.calls.updates.pin({ handle: 'chimes', pinned: true })
    await phone.calls.updates.notify({ handle: 'chimes', notify: false })
    const mutedUntil = instance.clock.now + 8 * 3_600_000
    for (const device of [phone, laptop]) {
      expect(await kept(device)).toMatchObject([
        { handle: 'bells', unread: 0, mutedUntil, pinned: false, notify: true },
        { handle: 'chimes', mutedUntil: null, pinned: true, notify: false },
      ])
    }
  })

  test('brings along what it followed: of what both follow is kept what was read further, muted and pinned', async () => {
    const [phone, laptop] = [await browser('bells', 'chimes'), await browser('bells', 'gongs')]
    const [first, second] = [await publish('bells'), await publish('bells')]
    await phone.calls.updates.markRead({ handle: 'bells', readAt: first.publishedAt })
    await phone.calls.updates.mute({ handle: 'bells', mute: 'hours' })
    await laptop.calls.updates.markRead({ handle: 'bells', readAt: second.publishedAt })
    await laptop.calls.updates.pin({ handle: 'bells', pinned: true })
    await laptop.calls.updates.mute({ handle: 'gongs', mute: 'always' })
    await join(laptop, phone)
    expect(await kept(phone)).toMatchObject([
      { handle: 'bells', unread: 0, pinned: true, mutedUntil: expect.any(Number) },
      { handle: 'chimes', mutedUntil: null },
      { handle: 'gongs', mutedUntil: Number.MAX_SAFE_INTEGER },
    ])
    expect([await countOf('bells'), await countOf('chimes'), await countOf('gongs')]).toEqual([1, 1, 1])
    expect(await read().$count(followers)).toBe(1)
    expect(await read().$count(follows)).toBe(3)
  })

  test('that was together with others comes with them', async () => {
    const [phone, laptop, tablet] = [await browser('bells'), await browser('chimes'), await browser()]
    await join(tablet, laptop)
    await join(tablet, phone)
    expect(await read().$count(followers)).toBe(1)
    const rows = await read().select().from(devices)
    expect(new Set(rows.map((row) => row.followerId))).toEqual(new Set([phone.ctx.followerId]))
    expect(rows).toHaveLength(3)
    expect(rows.map((row) => row.id)).toContain(laptop.ctx.deviceId)
  })

  test('is refused beyond twenty, and then nothing is mixed', async () => {
    const phone = await browser('bells')
    for (let count = 1; count < 20; count += 1) await join(await browser(), phone)
    const laptop = await browser('chimes')
    await expect(join(laptop, phone)).rejects.toMatchObject(refused('followers.too_many_devices'))
    expect((await kept(laptop)).map(({ handle }) => handle)).toEqual(['chimes'])
    expect(await read().$count(devices)).toBe(21)
  })

  test('doesn’t join what it is already', async () => {
    const phone = await browser('bells')
    const { code } = await phone.calls.followers.joinCode()
    await expect(phone.calls.followers.join({ code })).rejects.toMatchObject(refused('followers.same'))
    expect(await (await browser()).calls.followers.join({ code })).toMatchObject({ follows: 1 })
  })
})

describe('a code', () => {
  test('has eight characters that nobody mistakes, and is taken as people type it', async () => {
    const phone = await browser('bells')
    const { code, expiresAt } = await phone.calls.followers.joinCode()
    expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{8}$/)
    expect(expiresAt).toBe(instance.clock.now + 10 * MINUTE)
    const typed = ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `
    expect(await (await browser()).calls.followers.join({ code: typed })).toMatchObject({ follows: 1 })
  })

  test('is good until the millisecond at which it ends', async () => {
    const phone = await browser('bells')
    const first = await phone.calls.followers.joinCode()
    instance.clock.now = first.expiresAt
    const late = await browser()
    await expect(late.calls.followers.join({ code: first.code })).rejects.toMatchObject(
      refused('followers.code_invalid'),
    )
    const second = await phone.calls.followers.joinCode()
    instance.clock.now = second.expiresAt - 1
    expect(await late.calls.followers.join({ code: second.code })).toMatchObject({ follows: 1 })
  })

  test('is good once, also where two come with it at once', async () => {
    const phone = await browser('bells')
    const { code } = await phone.calls.followers.joinCode()
    const others = [await browser(), await browser('chimes')]
    const outcomes = await Promise.allSettled(others.map(({ calls }) => calls.followers.join({ code })))
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await expect((await browser()).calls.followers.join({ code })).rejects.toMatchObject(
      refused('followers.code_invalid'),
    )
    expect(await read().$count(devices)).toBe(outcomes[0]!.status === 'fulfilled' ? 3 : 2)
  })

  test('counts as long as its follower makes no newer one', async () => {
    const phone = await browser('bells')
    const [first, second] = [await phone.calls.followers.joinCode(), await phone.calls.followers.joinCode()]
    const laptop = await browser()
    await expect(laptop.calls.followers.join({ code: first.code })).rejects.toMatchObject(
      refused('followers.code_invalid'),
    )
    expect(await laptop.calls.followers.join({ code: second.code })).toMatchObject({ follows: 1 })
  })

  test('is of no use once its follower is deleted', async () => {
    const phone = await browser('bells')
    const { code } = await phone.calls.followers.joinCode()
    await phone.calls.followers.forget()
    await expect((await browser()).calls.followers.join({ code })).rejects.toMatchObject(
      refused('followers.code_invalid'),
    )
  })

  test('is made for nobody who follows nothing yet', async () => {
    await expect((await browser()).calls.followers.joinCode()).rejects.toMatchObject(refused('followers.nobody'))
  })

  test('is guessed ten times a minute from one address at most', async () => {
    const phone = await browser('bells')
    const { code } = await phone.calls.followers.joinCode()
    const limiter = new Limiter({ ...instance.core, newcomersAnHour: 1, limitFactor: 1 })
    const from = (addressPrefix: string) => appRouter.createCaller({ ...instance.ctx(), limiter, addressPrefix })
    for (let guess = 0; guess < 10; guess += 1) {
      await expect(from('203.0.113.9').followers.join({ code: `2222222${guess}` })).rejects.toMatchObject(
        refused('followers.code_invalid'),
      )
    }
    await expect(from('203.0.113.9').followers.join({ code })).rejects.toMatchObject(refused('request.too_many'))
    expect(await from('198.51.100.7').followers.join({ code })).toMatchObject({ follows: 1 })
  })

  test('is guessed a thousand times in ten minutes by everybody together, and then no code is taken for a while', async () => {
    const phone = await browser('bells')
    const guess = (code: string) => instance.as().followers.join({ code })
    for (let count = 0; count < 1_000; count += 1) await guess(`2${count}`).catch(() => {})
    const { code } = await phone.calls.followers.joinCode()
    await expect(guess(code)).rejects.toMatchObject(refused('request.too_many'))
    instance.clock.now += 10 * MINUTE
    const anew = await phone.calls.followers.joinCode()
    expect(await guess(anew.code)).toMatchObject({ follows: 1 })
  })
})

describe('a device that is removed', () => {
  test('leaves the others as they are', async () => {
    const [phone, laptop] = [await browser('bells'), await browser()]
    await join(laptop, phone)
    const lost = laptop.ctx.deviceId!
    expect(await phone.calls.followers.removeDevice({ deviceId: lost })).toMatchObject({ devices: [{ current: true }] })
    await expect(phone.calls.followers.removeDevice({ deviceId: lost })).rejects.toMatchObject(
      refused('followers.device_not_found'),
    )
    expect(await countOf('bells')).toBe(1)
  })

  test('may be the one that asks', async () => {
    const [phone, laptop] = [await browser('bells'), await browser()]
    await join(laptop, phone)
    expect(await laptop.calls.followers.removeDevice({ deviceId: laptop.ctx.deviceId! })).toMatchObject({
      known: false,
    })
    expect(laptop.ctx.responseHeaders.getSetCookie().at(-1)).toMatch(/^carillon_follower=; Path=\/; Max-Age=0;/)
    expect(await phone.calls.followers.me()).toMatchObject({ known: true, devices: [{ current: true }] })
  })

  test('takes everything with it when it was the last one', async () => {
    const phone = await browser('bells')
    await phone.calls.followers.removeDevice({ deviceId: phone.ctx.deviceId! })
    expect(await read().$count(followers)).toBe(0)
    expect(await countOf('bells')).toBe(0)
  })

  test('is never somebody else’s', async () => {
    const [mine, theirs] = [await browser('bells'), await browser('bells')]
    await expect(mine.calls.followers.removeDevice({ deviceId: theirs.ctx.deviceId! })).rejects.toMatchObject(
      refused('followers.device_not_found'),
    )
    expect(await theirs.calls.followers.me()).toMatchObject({ known: true })
  })
})

describe('a file of follows', () => {
  test('holds what is followed, and another browser follows what is in it', async () => {
    const phone = await browser('bells', 'chimes')
    await phone.calls.updates.pin({ handle: 'bells', pinned: true })
    await phone.calls.updates.mute({ handle: 'chimes', mute: 'hours' })
    const file = await phone.calls.followers.export()
    expect(file).toMatchObject({
      carillon: 'follows',
      origin: 'https://carillon.test',
      follows: [
        { handle: 'bells', mutedUntil: null, pinned: true },
        { handle: 'chimes', mutedUntil: expect.any(Number), pinned: false },
      ],
    })
    const laptop = await browser('chimes')
    const handles = [...file.follows.map(({ handle }) => handle), 'BELLS', 'no_such_channel']
    expect(await laptop.calls.followers.import({ handles })).toEqual({
      followed: ['bells'],
      already: ['chimes'],
      missing: ['no_such_channel'],
    })
    expect([await countOf('bells'), await countOf('chimes')]).toEqual([2, 2])
  })

  test('opens no channel that is followed by its link only, and tells it from none by nothing', async () => {
    await instance.as(owner).channels.edit({ handle: 'gongs', access: 'invite' })
    const { calls } = await browser()
    expect(await calls.followers.import({ handles: ['gongs', 'never_was'] })).toEqual({
      followed: [],
      already: [],
      missing: ['gongs', 'never_was'],
    })
    expect(await read().$count(followers)).toBe(0)
  })

  test('of a channel with a new handle is of the channel as it is called now', async () => {
    await instance.as(owner).channels.edit({ handle: 'gongs', newHandle: 'great_gongs' })
    const { calls } = await browser()
    expect(await calls.followers.import({ handles: ['gongs', 'great_gongs'] })).toMatchObject({
      followed: ['great_gongs'],
    })
    expect(await countOf('great_gongs')).toBe(1)
  })
})

test('who reads without following anything is nobody, and leaves nothing', async () => {
  const { ctx, calls } = await browser()
  expect(await calls.followers.me()).toEqual({ known: false, follows: 0, devices: [], passkeys: [] })
  expect((await calls.followers.export()).follows).toEqual([])
  await calls.updates.list({})
  instance.clock.now += 100 * DAY
  expect(ctx.responseHeaders.getSetCookie()).toEqual([])
  expect(await read().$count(followers)).toBe(0)
})
