import { DAY } from '@carillon/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { expirePosts } from '../retention/expire.ts'
import { openReceiver, openScene, outcomes, type Receiver, type Scene, status, verify } from './webhooks.testing.ts'
import { deliveries, webhooks } from './table.ts'

let receiver: Receiver
let other: Receiver
let scene: Scene
beforeEach(async () => {
  receiver = await openReceiver()
  other = await openReceiver()
  scene = await openScene([receiver, other])
})
afterEach(async () => {
  await scene.close()
  for (const one of [receiver, other]) one.close()
})

const HOUR = 3_600_000

test('every event is told once, in order, signed, by ids and a link', async () => {
  const { api, instance } = scene
  const { secret } = await scene.listen(receiver.url)
  const post = await scene.publish()
  const gone = await scene.publish()
  await api.posts.edit({ handle: 'bells', postId: post.id, content: { kind: 'text', text: 'Dong' } })
  await api.posts.delete({ handle: 'bells', postId: gone.id })
  await api.channels.edit({ handle: 'bells', description: 'Of the tower' })
  await scene.settle()
  await scene.travel(2_000)
  instance.clock.now = post.expiresAt
  await expirePosts(instance.core)
  await scene.settle()

  expect(receiver.received.map(({ event: { type, data } }) => [type, data.post])).toEqual([
    ['post.published', post.id],
    ['post.published', gone.id],
    ['post.edited', post.id],
    ['post.deleted', gone.id],
    ['channel.updated', null],
    ['post.expired', post.id],
  ])
  for (const one of receiver.received) {
    expect(verify(secret, one, Number(one.headers['webhook-timestamp']) * 1_000)).toEqual(one.event)
  }
  const [first] = receiver.received
  expect(first!.event).toEqual({
    type: 'post.published',
    timestamp: new Date(post.publishedAt).toISOString(),
    data: { channel: 'bells', post: post.id, url: `https://carillon.test/c/bells/${post.id}` },
  })
  expect(first!.headers).toMatchObject({ 'content-type': 'application/json', 'user-agent': 'Carillon test' })
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(6)
})

test('only what was asked for is told, and of followers nothing', async () => {
  const { instance, api } = scene
  await scene.listen(receiver.url, ['post.deleted'])
  await scene.listen(other.url)
  const { id } = await scene.publish()
  await instance.as().follows.follow({ handle: 'bells' })
  await api.posts.delete({ handle: 'bells', postId: id })
  await scene.settle()
  expect(receiver.types()).toEqual(['post.deleted'])
  expect(other.types()).toEqual(['post.published', 'post.deleted'])
})

test('what happens in other channels, or happened before, is told to nobody', async () => {
  await scene.api.channels.create({ handle: 'tower', name: 'Tower', category: 'music' })
  await scene.publish()
  await scene.settle()
  scene.instance.clock.now += 1
  await scene.listen(receiver.url)
  await scene.api.posts.publish({ handle: 'tower', content: { kind: 'text', text: 'Dong' } })
  await scene.travel(2_000)
  expect(receiver.received).toEqual([])
})

test('several changes of a profile at once are told as one, and a later one again', async () => {
  const edit = (description: string) => scene.api.channels.edit({ handle: 'bells', description })
  await scene.listen(receiver.url)
  for (const words of ['One', 'Two', 'Three']) {
    await edit(words)
    await scene.travel(500)
  }
  expect(receiver.received).toEqual([])
  await scene.travel(500)
  expect(receiver.types()).toEqual(['channel.updated'])
  await edit('Four')
  await scene.settle()
  await scene.travel(2_000)
  expect(receiver.types()).toEqual(['channel.updated', 'channel.updated'])
})

test('a batch that is handed over twice is told once', async () => {
  const { instance } = scene
  await scene.listen(receiver.url)
  await scene.publish()
  await scene.settle()
  const { webhookConsumer } = await import('./enqueue.ts')
  const { outbox } = await import('../outbox/table.ts')
  await webhookConsumer(instance.core).handle(await instance.core.db.read.select().from(outbox))
  await scene.settle()
  expect(receiver.types()).toEqual(['post.published'])
})

describe('a receiver that fails', () => {
  test('is told again later, under the same id and with a new signature', async () => {
    const webhook = await scene.listen(receiver.url)
    receiver.answer = status(500)
    await scene.publish()
    await scene.settle()
    await scene.travel(4_000)
    expect(receiver.received).toHaveLength(1)
    receiver.answer = status(200)
    await scene.travel(1_000)
    await scene.travel(HOUR)
    expect(receiver.received).toHaveLength(2)
    const [first, second] = receiver.received
    expect(second!.headers['webhook-id']).toBe(first!.headers['webhook-id'])
    expect(second!.body).toBe(first!.body)
    expect(second!.headers['webhook-signature']).not.toBe(first!.headers['webhook-signature'])
    const [delivery] = await scene.log(webhook)
    expect(delivery).toMatchObject({ state: 'delivered', nextAt: null })
    expect(outcomes(delivery!.attempts)).toEqual(['status', 200])
  })

  test('is tried for a day and no longer', async () => {
    const webhook = await scene.listen(receiver.url)
    receiver.answer = status(500)
    const { publishedAt } = await scene.publish()
    await scene.settle()
    for (let next: number | null; (next = (await scene.log(webhook))[0]!.nextAt) !== null;) {
      scene.instance.clock.now = next
      await scene.settle()
    }
    const [delivery] = await scene.log(webhook)
    expect(delivery!.state).toBe('failed')
    expect(delivery!.attempts).toHaveLength(11)
    const last = delivery!.attempts.at(-1)!.at - publishedAt
    expect(last).toBeGreaterThan(21 * HOUR)
    expect(last).toBeLessThanOrEqual(24 * HOUR)
    await scene.travel(2 * DAY)
    expect(receiver.received).toHaveLength(11)
  })

  test('holds up nothing that happens later', async () => {
    await scene.listen(receiver.url)
    receiver.answer = status(503)
    const first = await scene.publish()
    await scene.settle()
    receiver.answer = status(200)
    const second = await scene.publish()
    await scene.settle()
    await scene.travel(5_000)
    expect(receiver.received.map(({ event }) => event.data.post)).toEqual([first.id, second.id, first.id])
  })

  test.each([
    ['seconds', () => '3600'],
    ['a date', () => new Date(scene.instance.clock.now + HOUR).toUTCString()],
  ])('is not tried sooner than it asks for in %s', async (_, header) => {
    await scene.listen(receiver.url)
    receiver.answer = status(429, { 'retry-after': header() })
    await scene.publish()
    await scene.settle()
    await scene.travel(HOUR - 1_000)
    expect(receiver.received).toHaveLength(1)
    await scene.travel(1_000)
    expect(receiver.received).toHaveLength(2)
  })

  test('may not put it off beyond the day', async () => {
    const webhook = await scene.listen(receiver.url)
    receiver.answer = status(503, { 'retry-after': '999999999' })
    const { publishedAt } = await scene.publish()
    await scene.settle()
    expect((await scene.log(webhook))[0]!.nextAt).toBe(publishedAt + DAY)
    await scene.travel(DAY)
    expect((await scene.log(webhook))[0]).toMatchObject({ state: 'failed', nextAt: null })
  })

  test.each([301, 302, 307, 308])('by sending us elsewhere (%i) is not followed there', async (code) => {
    const webhook = await scene.listen(receiver.url)
    receiver.answer = status(code, { location: other.url })
    await scene.publish()
    await scene.settle()
    expect((await scene.log(webhook))[0]).toMatchObject({ state: 'waiting', attempts: [{ status: code }] })
    expect(other.received).toEqual([])
  })

  test('for good is told nothing more until it is resumed', async () => {
    const webhook = await scene.listen(receiver.url)
    receiver.answer = status(500)
    for (let at = 0; at < 2; at += 1) await scene.publish()
    await scene.settle()
    receiver.answer = status(410)
    await scene.travel(5_000)
    expect(receiver.received).toHaveLength(3)
    expect(await scene.state(webhook)).toMatchObject({ paused: true })
    await scene.publish()
    await scene.travel(DAY)
    expect(receiver.received).toHaveLength(3)
    receiver.answer = status(200)
    await scene.api.webhooks.edit({ handle: 'bells', webhookId: webhook.id, paused: false })
    await scene.settle()
    // What waited when it was paused goes out; what happened in between doesn't.
    expect((await scene.log(webhook)).map(({ state }) => state).toSorted()).toEqual(['delivered', 'failed'])
    expect(await scene.state(webhook)).toMatchObject({ paused: false, failingSince: null })
  })

  test('for five days is paused, and its team sees since when', async () => {
    const webhook = await scene.listen(receiver.url)
    receiver.answer = status(500)
    const since = scene.instance.clock.now
    for (let day = 0; day < 5; day += 1) {
      expect(await scene.state(webhook)).toMatchObject({ paused: false })
      await scene.publish()
      await scene.settle()
      await scene.travel(DAY)
    }
    expect(await scene.state(webhook)).toMatchObject({ paused: true, failingSince: since })
  })

  test('now and then is not', async () => {
    const webhook = await scene.listen(receiver.url)
    for (let day = 0; day <= 6; day += 1) {
      receiver.answer = status(day === 3 ? 200 : 500)
      await scene.publish()
      await scene.settle()
      await scene.travel(DAY)
    }
    expect(await scene.state(webhook)).toMatchObject({ paused: false })
  })
})

describe('a receiver that never answers', () => {
  test('delays no other', async () => {
    receiver.answer = () => {}
    await scene.listen(receiver.url)
    await scene.listen(other.url)
    const [stalled, arrived] = [receiver.next(), other.next()]
    const { id } = await scene.publish()
    await stalled
    expect((await arrived).event.data.post).toBe(id)
    expect(receiver.received).toHaveLength(1)
  })

  test('delays no other either when there are more of its kind than places', async () => {
    receiver.answer = () => {}
    const handles = ['bells', 'tower', 'belfry']
    for (const handle of handles.slice(1)) await scene.api.channels.create({ handle, name: 'B', category: 'music' })
    const input = { url: receiver.url, events: ['post.published' as const] }
    for (let at = 0; at < 20; at += 1) await scene.api.webhooks.create({ handle: handles[at % 2]!, ...input })
    await scene.instance.core.db.transaction((tx) => tx.update(webhooks).set({ failingSince: 1 }))
    await scene.api.webhooks.create({ handle: 'belfry', ...input, url: other.url })
    const arrived = other.next()
    for (const handle of handles) await scene.api.posts.publish({ handle, content: { kind: 'text', text: 'Ding' } })
    expect((await arrived).event.data.channel).toBe('belfry')
    expect(receiver.received.length).toBeLessThanOrEqual(8)
  })
})

test('a delivery is sent again when asked for, under the same id', async () => {
  const webhook = await scene.listen(receiver.url)
  await scene.publish()
  await scene.settle()
  const [delivery] = await scene.log(webhook)
  await scene.api.webhooks.redeliver({ handle: 'bells', webhookId: webhook.id, deliveryId: delivery!.id })
  await scene.settle()
  expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([delivery!.id, delivery!.id])
  expect(await scene.log(webhook)).toMatchObject([{ state: 'delivered', attempts: [{ status: 204 }, { status: 204 }] }])
})

test('a test is told like an event, as often as one likes', async () => {
  const webhook = await scene.listen(receiver.url, ['post.deleted'])
  for (let at = 0; at < 3; at += 1) await scene.api.webhooks.test({ handle: 'bells', webhookId: webhook.id })
  await scene.settle()
  expect(receiver.types()).toEqual(['webhook.test', 'webhook.test', 'webhook.test'])
  expect(verify(webhook.secret, receiver.received[0]!, scene.instance.clock.now).data.post).toBeNull()
})

test('a removed webhook takes its queue along', async () => {
  receiver.answer = status(500)
  const webhook = await scene.listen(receiver.url)
  await scene.publish()
  await scene.settle()
  await scene.api.webhooks.remove({ handle: 'bells', webhookId: webhook.id })
  await scene.travel(HOUR)
  expect(receiver.received).toHaveLength(1)
  expect(await scene.instance.core.db.read.$count(deliveries)).toBe(0)
})
