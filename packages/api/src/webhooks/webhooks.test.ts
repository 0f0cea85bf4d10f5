import { DAY } from '@carillon/contract'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openTestInstance } from '../testing/index.ts'
import { forgetDeliveries, sendTest } from './deliveries.ts'
import { PAUSES, nextAttemptAt } from './schedule.ts'
import { deliveries, webhooks } from './table.ts'
import { openReceiver, openScene, type Receiver, type Scene, settle, status } from './webhooks.testing.ts'

let receiver: Receiver
let scene: Scene
beforeEach(async () => {
  receiver = await openReceiver()
  scene = await openScene([receiver])
})
afterEach(async () => {
  await scene.close()
  receiver.close()
})

describe('webhooks', () => {
  test('are at most ten a channel', async () => {
    for (let at = 0; at < 10; at += 1) await scene.listen(receiver.url)
    await expect(scene.listen(receiver.url)).rejects.toMatchObject({ cause: { code: 'webhooks.too_many' } })
    const { items } = await scene.api.webhooks.list({ handle: 'bells' })
    await scene.api.webhooks.remove({ handle: 'bells', webhookId: items[0]!.id })
    await scene.listen(receiver.url)
  })

  test('of another channel are out of reach', async () => {
    const stranger = scene.instance.as(await scene.instance.account('stranger', { creator: true }))
    await stranger.channels.create({ handle: 'tower', name: 'Tower', category: 'music' })
    const webhook = await scene.listen(receiver.url)
    await scene.publish()
    await scene.settle()
    const [delivery] = await scene.log(webhook)
    const which = { handle: 'tower', webhookId: webhook.id }
    const attempts = [
      stranger.webhooks.edit({ ...which, url: 'https://evil.example/' }),
      stranger.webhooks.remove(which),
      stranger.webhooks.rotateSecret(which),
      stranger.webhooks.test(which),
      stranger.webhooks.deliveries(which),
      stranger.webhooks.redeliver({ ...which, deliveryId: delivery!.id }),
    ]
    for (const attempt of attempts) {
      await expect(attempt).rejects.toMatchObject({ cause: { code: 'webhooks.not_found' } })
    }
    const own = await stranger.webhooks.create({ handle: 'tower', url: receiver.url, events: ['post.published'] })
    const theirs = stranger.webhooks.redeliver({ handle: 'tower', webhookId: own.id, deliveryId: delivery!.id })
    await expect(theirs).rejects.toMatchObject({ cause: { code: 'webhooks.not_found' } })
  })

  test('are tried thirty times a minute at most from one address', async () => {
    const { id } = await scene.listen(receiver.url)
    const ctx = { ...scene.instance.ctx(scene.owner), addressPrefix: '203.0.113.9' }
    const tests = await Promise.allSettled(
      Array.from({ length: 31 }, () => sendTest(ctx, { handle: 'bells', webhookId: id })),
    )
    expect(tests.filter(({ status: how }) => how === 'fulfilled')).toHaveLength(30)
  })

  test('can be told another address and other events', async () => {
    const webhook = await scene.listen('https://hooks.example/', ['post.published'])
    await scene.api.webhooks.edit({
      handle: 'bells',
      webhookId: webhook.id,
      url: receiver.url,
      events: ['post.deleted'],
    })
    const { id } = await scene.publish()
    await scene.api.posts.delete({ handle: 'bells', postId: id })
    await scene.settle()
    expect(receiver.types()).toEqual(['post.deleted'])
  })

  test('of an archived channel can still be paused and removed, but none is added', async () => {
    const { id } = await scene.listen(receiver.url)
    await scene.api.channels.archive({ handle: 'bells', archived: true })
    await expect(scene.listen(receiver.url)).rejects.toMatchObject({ cause: { code: 'channels.archived' } })
    await scene.api.webhooks.edit({ handle: 'bells', webhookId: id, paused: true })
    await scene.api.webhooks.remove({ handle: 'bells', webhookId: id })
  })
})

describe('a paused webhook', () => {
  test('is told nothing, neither then nor later', async () => {
    const { id } = await scene.listen(receiver.url)
    await scene.api.webhooks.edit({ handle: 'bells', webhookId: id, paused: true })
    await scene.publish()
    await scene.settle()
    await scene.api.webhooks.edit({ handle: 'bells', webhookId: id, paused: false })
    await scene.settle()
    expect(receiver.received).toEqual([])
    await scene.publish()
    await scene.settle()
    expect(receiver.received).toHaveLength(1)
  })

  test('sends neither tests nor old deliveries', async () => {
    const webhook = await scene.listen(receiver.url)
    await scene.publish()
    await scene.settle()
    const [delivery] = await scene.log(webhook)
    const which = { handle: 'bells', webhookId: webhook.id }
    await scene.api.webhooks.edit({ ...which, paused: true })
    await expect(scene.api.webhooks.test(which)).rejects.toMatchObject({ cause: { code: 'webhooks.paused' } })
    const again = scene.api.webhooks.redeliver({ ...which, deliveryId: delivery!.id })
    await expect(again).rejects.toMatchObject({ cause: { code: 'webhooks.paused' } })
  })
})

describe('the log', () => {
  test('comes in pages, newest first, and by what became of deliveries', async () => {
    const webhook = await scene.listen(receiver.url)
    const ids: string[] = []
    for (let at = 0; at < 5; at += 1) {
      receiver.answer = status(at === 2 ? 500 : 204)
      ids.unshift((await scene.publish()).id)
      await scene.settle()
    }
    const which = { handle: 'bells', webhookId: webhook.id, limit: 2 }
    const seen: (string | null)[] = []
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await scene.api.webhooks.deliveries({ ...which, ...(cursor ? { cursor } : {}) })
      seen.push(...page.items.map(({ postId }) => postId))
      cursor = page.nextCursor
    }
    expect(seen).toEqual(ids)
    const { items } = await scene.api.webhooks.deliveries({ ...which, state: 'waiting' })
    expect(items.map(({ postId }) => postId)).toEqual([ids[2]])
  })

  test('goes back thirty days, and secrets whose time is over are forgotten', async () => {
    const webhook = await scene.listen(receiver.url)
    await scene.api.webhooks.rotateSecret({ handle: 'bells', webhookId: webhook.id })
    await scene.api.webhooks.test({ handle: 'bells', webhookId: webhook.id })
    await scene.settle()
    await scene.travel(30 * DAY)
    await forgetDeliveries(scene.instance.core)
    expect(await scene.log(webhook)).toHaveLength(1)
    expect(await scene.instance.core.db.read.select().from(webhooks)).toMatchObject([{ previousSecret: null }])
    await scene.travel(1)
    await forgetDeliveries(scene.instance.core)
    expect(await scene.log(webhook)).toEqual([])
  })
})

test('what waits in the queue survives a restart, and is told once', async () => {
  receiver.answer = status(500)
  const webhook = await scene.listen(receiver.url)
  const post = await scene.publish()
  await scene.settle()
  // Published after the sender has stopped: the queue holds what was tried, and what never was.
  await scene.instance.sender.stop()
  const late = await scene.publish()
  await scene.instance.dispatcher.settle()
  await scene.instance.dispatcher.stop()
  await scene.instance.core.db.checkpoint()
  const { secret, outside } = scene.instance.core
  const again = await openTestInstance({ secret, outside }, scene.instance.dataDir)
  receiver.answer = status(204)
  again.clock.now = scene.instance.clock.now + 5_000
  again.sender.start()
  await settle(again)
  expect(
    receiver.received
      .map(({ event }) => event.data.post)
      .slice(1)
      .toSorted(),
  ).toEqual([post.id, late.id].toSorted())
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(2)
  const rows = await again.core.db.read.select().from(deliveries)
  expect(rows.map(({ state, webhookId }) => [state, webhookId])).toEqual(Array(2).fill(['delivered', webhook.id]))
  await again.close()
})

test('a sender that stops cuts off whoever doesn’t answer, and sends it again at the next start', async () => {
  receiver.answer = () => {}
  const webhook = await scene.listen(receiver.url)
  const stalled = receiver.next()
  await scene.publish()
  await stalled
  await scene.instance.sender.stop()
  expect((await scene.log(webhook))[0]).toMatchObject({ state: 'waiting', attempts: [] })
})

test('what can’t be written down, as on a full disk, is not sent over and over', async () => {
  const webhook = await scene.listen(receiver.url)
  await scene.publish()
  await scene.instance.dispatcher.settle()
  await scene.instance.sender.settle()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { db } = scene.instance.core
  const { transaction } = db
  await scene.publish()
  await scene.instance.dispatcher.settle()
  db.transaction = () => Promise.reject(Object.assign(new Error('full'), { code: 'SQLITE_FULL' }))
  await scene.instance.sender.settle()
  scene.instance.sender.wake()
  await scene.instance.sender.settle()
  expect(receiver.received).toHaveLength(2)
  db.transaction = transaction
  expect((await scene.log(webhook))[0]).toMatchObject({ state: 'waiting', attempts: [] })
  vi.advanceTimersByTime(30_000)
  vi.useRealTimers()
  await scene.instance.sender.settle()
  expect((await scene.log(webhook))[0]).toMatchObject({ state: 'delivered' })
  expect(receiver.received).toHaveLength(3)
})

test('pauses add up to a day at most, and chance shortens them by no more than a tenth', () => {
  const total = (chance: number) => {
    let at = 0
    for (let attempts = 1; ; attempts += 1) {
      const next = nextAttemptAt({ attempts, firstAt: 0, now: at, retryAt: null }, chance)
      if (next === null) return { at, attempts }
      at = next
    }
  }
  expect(total(0)).toEqual({ at: PAUSES.reduce((sum, pause) => sum + pause), attempts: PAUSES.length + 1 })
  expect(total(0).at).toBeLessThan(DAY)
  expect(total(1).at).toBe(total(0).at * 0.9)
})
