import { DAY } from '@carillon/contract'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { devices, followers, follows } from '../follows/table.ts'
import { posts } from '../posts/table.ts'
import { pushConsumer } from './enqueue.ts'
import { openScene, type Scene } from './scene.testing.ts'
import { pushTargets } from './table.ts'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(async () => {
  expect(scene.service.faults).toEqual([])
  await scene.close()
})

const now = () => scene.instance.clock.now
const SECOND = 1_000
const MINUTE = 60 * SECOND

test('a follower is told of a new post: its channel, its beginning, where it is and until when', async () => {
  const anna = await scene.subscribed('anna')
  const post = await scene.publish('*Ding* at noon\n- and at _one_')
  await scene.settle()
  expect(anna.told()).toEqual([
    {
      postId: post.id,
      handle: 'bells',
      title: 'Bells',
      body: 'Ding at noon and at one',
      url: `/c/bells/${post.id}`,
      icon: null,
      tag: post.id,
      expiresAt: post.expiresAt,
    },
  ])
  expect(scene.waiting()).toBe(0)
  const [{ headers }] = scene.service.delivered as [(typeof scene.service.delivered)[0]]
  expect(headers).toMatchObject({ ttl: String(DAY / 1_000), urgency: 'normal', 'content-encoding': 'aes128gcm' })
  expect(headers['topic']).toMatch(/^[\w-]{1,32}$/)
})

test('nothing is kept by push services for longer than its post lives', async () => {
  await scene.api.channels.edit({ handle: 'bells', retentionDays: 1 })
  await scene.subscribed('anna')
  scene.service.answer = () => ({ status: 503 })
  const post = await scene.publish('Ding')
  await scene.settle()
  scene.service.answer = () => ({ status: 201 })
  await scene.at(post.expiresAt - MINUTE)
  expect(scene.service.delivered[0]!.headers['ttl']).toBe('60')
})

test('in the language that they read, where the post is written in it', async () => {
  const [anna, jean] = [await scene.subscribed('anna'), await scene.subscribed('jean', undefined, 'fr')]
  const variants = [{ language: 'fr', text: 'Les cloches', alts: [], poll: null }]
  await scene.api.channels.edit({ handle: 'bells', language: 'en' })
  const post = await scene.publish('The bells', { variants })
  await scene.settle()
  expect(anna.told()).toMatchObject([{ body: 'The bells', url: `/c/bells/${post.id}` }])
  expect(jean.told()).toMatchObject([{ body: 'Les cloches', url: `/fr/c/bells/${post.id}` }])
})

test('of a poll its question, and no more than fits in a payload', async () => {
  const anna = await scene.subscribed('anna')
  await scene.api.channels.edit({ handle: 'bells', name: '👩‍👩‍👧‍👦'.repeat(128) })
  await scene.publish('👩‍👩‍👧‍👦 '.repeat(2_000))
  const content = { kind: 'poll' as const, poll: { question: 'Which bell?', options: ['Tom', 'Ben'] } }
  await scene.api.posts.publish({ handle: 'bells', content })
  await scene.settle()
  expect(anna.told()[1]).toMatchObject({ body: 'Which bell?' })
  for (const payload of anna.told()) expect(Buffer.byteLength(JSON.stringify(payload))).toBeLessThan(3_900)
})

describe('nobody is told', () => {
  test('of a silent post', async () => {
    const anna = await scene.subscribed('anna')
    await scene.publish('Psst', { silent: true })
    await scene.publish('Ding')
    await scene.settle()
    expect(anna.told().map(({ body }) => body)).toEqual(['Ding'])
  })

  test('of an edit', async () => {
    const anna = await scene.subscribed('anna')
    const { id } = await scene.publish('Ding')
    await scene.settle()
    await scene.api.posts.edit({ handle: 'bells', postId: id, content: { kind: 'text', text: 'Dong' } })
    await scene.settle()
    expect(anna.told().map(({ body }) => body)).toEqual(['Ding'])
  })

  test('of a channel that they don’t follow, or don’t follow any more', async () => {
    const anna = await scene.subscribed('anna')
    await scene.publish('Town', { handle: 'town' })
    await scene.publish('Ding')
    await anna.calls().follows.unfollow({ handle: 'bells' })
    await scene.settle()
    expect(anna.told()).toEqual([])
    expect(scene.waiting()).toBe(0)
  })

  test.each([
    ['muted', 'UPDATE follows SET muted_until = 1e15'],
    ['not to be told of', 'UPDATE follows SET notify = 0'],
  ])('of a channel that is %s', async (_, sql) => {
    const anna = await scene.subscribed('anna')
    await scene.publish('Before')
    await scene.settle()
    await scene.instance.core.db.transaction(async (tx) => scene.instance.core.db.run(tx, sql, []))
    await scene.publish('Ding')
    await scene.settle()
    expect(anna.told().map(({ body }) => body)).toEqual(['Before'])
  })

  test('of what was deleted, or is over, before it was sent', async () => {
    const anna = await scene.subscribed('anna')
    scene.service.answer = () => ({ status: 503 })
    const deleted = await scene.publish('Deleted')
    await scene.publish('Over')
    await scene.settle()
    await scene.api.posts.delete({ handle: 'bells', postId: deleted.id })
    expect(scene.waiting()).toBe(1)
    scene.service.answer = () => ({ status: 201 })
    await scene.at(now() + 31 * DAY)
    expect(anna.told()).toEqual([])
    expect(scene.waiting()).toBe(0)
  })

  test('of what was published before they turned notifications on', async () => {
    await scene.publish('Before')
    scene.instance.clock.now += SECOND
    const anna = await scene.subscribed('anna')
    await scene.settle()
    scene.instance.clock.now += SECOND
    await scene.publish('After')
    await scene.settle()
    expect(anna.told().map(({ body }) => body)).toEqual(['After'])
  })
})

describe('a device', () => {
  test('has one address: the new one takes the place of the one before', async () => {
    const anna = await scene.subscribed('anna')
    await anna.calls().notifications.subscribe(scene.service.browser('anna again'))
    await scene.publish('Ding')
    await scene.settle()
    expect(anna.told()).toEqual([])
    expect(scene.service.told('anna again')).toHaveLength(1)
  })

  test('takes its address along when it becomes another follower’s', async () => {
    const anna = await scene.subscribed('anna')
    const ben = await scene.browser('ben')
    await ben.calls().notifications.subscribe(anna.target)
    expect(await anna.calls().notifications.get()).toMatchObject({ subscribed: false })
    expect(await ben.calls().notifications.get()).toMatchObject({ subscribed: true })
    await scene.publish('Ding')
    await scene.settle()
    expect(anna.told()).toHaveLength(1)
  })

  test('that turns notifications off is told nothing more, and others of the follower are', async () => {
    const phone = await scene.subscribed('phone')
    const laptop = await scene.subscribed('laptop', phone)
    await phone.calls().notifications.unsubscribe()
    await scene.publish('Ding')
    await scene.settle()
    expect([phone.told().length, laptop.told().length]).toEqual([0, 1])
  })

  test('of somebody who follows nothing has nothing to be told of', async () => {
    const nobody = scene.instance.as()
    const target = scene.service.browser('nobody')
    await expect(nobody.notifications.subscribe(target)).rejects.toMatchObject({
      cause: { code: 'notifications.follow_first' },
    })
    expect(await nobody.notifications.get()).toMatchObject({ subscribed: false })
    await nobody.notifications.unsubscribe()
  })

  test('that has given its address up is forgotten', async () => {
    const anna = await scene.subscribed('anna')
    for (const status of [404, 410]) {
      await anna.calls().notifications.subscribe(anna.target)
      scene.service.answer = () => ({ status })
      await scene.publish('Ding')
      await scene.settle()
      expect(await anna.calls().notifications.get()).toMatchObject({ subscribed: false })
    }
    expect(scene.waiting()).toBe(0)
  })
})

describe('a push service', () => {
  test('that is down is tried again, with pauses', async () => {
    const anna = await scene.subscribed('anna')
    scene.service.answer = () => ({ status: 503 })
    await scene.publish('Ding')
    await scene.settle()
    await scene.at(now() + 5 * SECOND)
    expect(scene.service.requests).toBe(1)
    await scene.at(now() + 5 * SECOND)
    expect(scene.service.requests).toBe(2)
    scene.service.answer = () => ({ status: 201 })
    await scene.at(now() + MINUTE)
    expect(anna.told()).toHaveLength(1)
  })

  test('that asks for patience is left alone until then', async () => {
    await scene.subscribed('anna')
    scene.service.answer = () => ({ status: 429, headers: { 'retry-after': '3600' } })
    await scene.publish('Ding')
    await scene.settle()
    await scene.at(now() + 59 * MINUTE)
    expect(scene.service.requests).toBe(1)
    await scene.at(now() + MINUTE)
    expect(scene.service.requests).toBe(2)
  })

  test('that refuses is not asked again, and its browser is told of the next post', async () => {
    const anna = await scene.subscribed('anna')
    scene.service.answer = () => ({ status: 413 })
    await scene.publish('Ding')
    await scene.settle()
    expect(scene.waiting()).toBe(0)
    scene.service.answer = () => ({ status: 201 })
    await scene.publish('Dong')
    await scene.settle()
    expect(anna.told().map(({ body }) => body)).toEqual(['Dong'])
  })

  test('that never gets well is given up with the post’s day', async () => {
    await scene.subscribed('anna')
    scene.service.answer = () => ({ status: 500 })
    await scene.publish('Ding')
    for (let hour = 0; hour < 60; hour += 1) await scene.at(now() + 60 * MINUTE)
    expect(scene.service.requests).toBe(8)
    expect(scene.waiting()).toBe(0)
  })
})

test('an event that is handed over twice is told once', async () => {
  const anna = await scene.subscribed('anna')
  scene.service.answer = () => ({ status: 503 })
  const { id } = await scene.publish('Ding')
  await scene.settle()
  const { core } = scene.instance
  const { channelId } = (await core.db.read.select().from(posts).where(eq(posts.id, id)).get())!
  await pushConsumer(core).handle([{ seq: 1, type: 'post.published', channelId, postId: id, at: now() }])
  expect(scene.waiting()).toBe(1)
  scene.service.answer = () => ({ status: 201 })
  await scene.at(now() + MINUTE)
  expect(anna.told()).toHaveLength(1)
})

test('a channel of more devices than are looked at in one go tells each of them', async () => {
  const { core } = scene.instance
  const channelId = core.db.rows("SELECT id FROM channels WHERE handle = 'bells'")[0]![0] as string
  const followed = { channelId, followedAt: now(), readAt: now() }
  const names = Array.from({ length: 600 }, (_, at) => `reader ${at}`)
  await core.db.transaction(async (tx) => {
    for (const name of names) {
      const { endpoint, keys } = scene.service.browser(name)
      const [followerId, deviceId] = [core.newId('flw'), core.newId('dev')]
      await tx.insert(followers).values({ id: followerId, createdAt: now() })
      await tx.insert(devices).values({ id: deviceId, followerId, tokenHash: name, createdAt: now() })
      await tx.insert(follows).values({ ...followed, followerId })
      const target = { id: core.newId('psh'), deviceId, endpoint, ...keys, locale: 'en', createdAt: now() }
      await tx.insert(pushTargets).values(target)
    }
  })
  await scene.publish('Ding')
  await scene.settle()
  expect(scene.service.delivered.map(({ browser }) => browser).toSorted()).toEqual(names.toSorted())
  expect(scene.waiting()).toBe(0)
})
