import net, { type AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createOutside } from '../core/outside.ts'
import { scanForMarkers } from '../retention/scan.ts'
import { verifyVapid } from './notifications.testing.ts'
import { openScene, type Scene } from './scene.testing.ts'
import { pushTargets } from './table.ts'
import { createVapid, vapidPublicKey } from './vapid.ts'

/** Stands for whatever lies inside: no packet may ever reach it. */
let canary: net.Server
let inside: number
let caught = 0
beforeAll(async () => {
  canary = net.createServer((socket) => {
    caught += 1
    socket.destroy()
  })
  await new Promise<void>((resolve) => canary.listen(0, '::', resolve))
  inside = (canary.address() as AddressInfo).port
})
afterAll(() => canary.close())

let scene: Scene
beforeEach(async () => {
  caught = 0
  scene = await openScene()
})
afterEach(() => scene.close())

const refused = { cause: { code: 'notifications.bad_target' } }

describe('what lies inside is never called', () => {
  test.each([
    ['127.0.0.1'],
    ['localhost'],
    ['0x7f.1'],
    ['2130706433'],
    ['0.0.0.0'],
    ['[::]'],
    ['[::1]'],
    ['[::ffff:127.0.0.1]'],
    ['169.254.169.254'],
    ['10.0.0.1'],
    ['[fd00::1]'],
  ])('%s is refused as it is given', async (host) => {
    const { calls, target } = await scene.browser('anna')
    for (const scheme of ['http', 'https']) {
      const endpoint = `${scheme}://${host}:${inside}/`
      await expect(calls().notifications.subscribe({ ...target, endpoint })).rejects.toMatchObject(refused)
    }
    await calls().notifications.subscribe(target)
    expect(caught).toBe(0)
  })

  test.each([
    'http://push.example/x',
    'ftp://push.example/x',
    'file:///etc/passwd',
    'https://me:it@push.example/',
    'x',
  ])('%s is no address of a push service', async (endpoint) => {
    const { calls, target } = await scene.browser('anna')
    await expect(calls().notifications.subscribe({ ...target, endpoint })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
    await calls().notifications.subscribe({ ...target, endpoint: 'https://push.example/x' })
  })

  test('through a name that leads there by the time it is called, or a redirect', async () => {
    const anna = await scene.subscribed('anna')
    for (const host of ['127.0.0.1', '[::ffff:127.0.0.1]', 'localhost']) {
      // Past what is looked at when it is given, as if its name had been resolved to somewhere else.
      const endpoint = `http://${host}:${inside}/`
      await scene.instance.core.db.transaction((tx) => tx.update(pushTargets).set({ endpoint }))
      await scene.publish('Ding')
      await scene.settle()
      expect(scene.waiting()).toBe(0)
    }
    await anna.calls().notifications.subscribe(anna.target)
    scene.service.answer = () => ({ status: 307, headers: { location: `http://127.0.0.1:${inside}/` } })
    await scene.publish('Ding')
    await scene.settle()
    expect(scene.service.requests).toBe(1)
    expect(caught).toBe(0)
  })

  test('and the canary does catch what reaches it', async () => {
    const blind = createOutside({ allowed: [`127.0.0.1:${inside}`], agent: 'x' })
    const request = blind.request(`http://127.0.0.1:${inside}/`, { maxBytes: 1, timeout: 2_000, redirects: 0 })
    await expect(request).rejects.toMatchObject({ fault: 'unreachable' })
    blind.close()
    expect(caught).toBe(1)
  })
})

test('keys that nothing can be encrypted with are refused', async () => {
  const { calls, target } = await scene.browser('anna')
  const { p256dh, auth } = target.keys
  for (const keys of [
    { p256dh: 'AAAA', auth },
    { p256dh, auth: 'AAAA' },
    { p256dh: Buffer.alloc(65, 4).toString('base64url'), auth },
  ]) {
    await expect(calls().notifications.subscribe({ ...target, keys })).rejects.toMatchObject(refused)
  }
  await calls().notifications.subscribe(target)
})

test('an answer without end, or none at all, holds up nobody else', async () => {
  const anna = await scene.subscribed('anna')
  const ben = await scene.subscribed('ben')
  const heard = Promise.withResolvers<void>()
  scene.service.answer = (name) => (name === 'anna' ? 'nothing' : { status: 201 })
  scene.service.came = () => void (scene.service.requests === 2 && heard.resolve())
  await scene.publish('Ding')
  await scene.instance.dispatcher.settle()
  await heard.promise
  expect([anna.told(), ben.told().length]).toEqual([[], 1])
})

test('who sends is signed for one service and half a day, and holds for no other', () => {
  const secret = scene.instance.core.random(32)
  const [now, key] = [scene.instance.clock.now, vapidPublicKey(secret)]
  const header = createVapid(secret, 'https://carillon.test')('https://push.example', now)
  verifyVapid(header, key, 'https://push.example', now)
  const other = vapidPublicKey(scene.instance.core.random(32))
  const [token, rest] = [/t=([^,]+)/.exec(header)![1]!, `, k=${key}`]
  const forged = `${token.slice(0, -8)}AAAAAAAA`
  expect(() => verifyVapid(header, other, 'https://push.example', now)).toThrow('another key')
  expect(() => verifyVapid(header, key, 'https://other.example', now)).toThrow('for another service')
  expect(() => verifyVapid(header, key, 'https://push.example', now + 43_200_000)).toThrow('not for now')
  expect(() => verifyVapid(`vapid t=${forged}${rest}`, key, 'https://push.example', now)).toThrow('not its signature')
})

test('of what a post says, and of the key that signs, nothing stands in a file; addresses stand in no answer', async () => {
  const words = 'Text-Glockenspiel-8841'
  const anna = await scene.subscribed('anna')
  scene.service.answer = () => ({ status: 503 })
  await scene.publish(words)
  await scene.settle()
  expect(scene.waiting()).toBe(1)
  const { core, dataDir } = scene.instance
  expect(await scanForMarkers(dataDir, [words, Buffer.from(core.vapid)])).toEqual([])
  // The control: the scan finds what is there.
  expect(await scanForMarkers(dataDir, [anna.target.endpoint])).not.toEqual([])
  const answers = [await anna.calls().notifications.get(), await anna.calls().updates.list({})]
  const refusals = await Promise.allSettled([
    anna.calls().notifications.subscribe({
      ...anna.target,
      endpoint: `${anna.target.endpoint}x`,
      keys: { p256dh: 'x', auth: 'x' },
    }),
  ])
  const path = new URL(anna.target.endpoint).pathname.slice(1)
  for (const secret of [path, anna.target.keys.auth, anna.target.keys.p256dh, anna.followerId]) {
    expect(JSON.stringify(answers)).not.toContain(secret)
    expect(String((refusals[0] as PromiseRejectedResult).reason)).not.toContain(secret)
  }
  scene.service.answer = () => ({ status: 201 })
  await scene.at(scene.instance.clock.now + 60_000)
  expect(anna.told()[0]!.body).toBe(words)
})

test('nothing that is sent tells a push service who it is for or what else they read', async () => {
  const phone = await scene.subscribed('phone')
  await scene.subscribed('laptop', phone)
  const post = await scene.publish('Ding')
  await scene.settle()
  const [one, other] = scene.service.delivered.map(({ headers }) => headers)
  expect(one!['topic']).not.toBe(other!['topic'])
  for (const secret of ['flw_', 'dev_', 'psh_', post.id, 'bells', 'acc_']) {
    expect(JSON.stringify([one, other])).not.toContain(secret)
  }
})
