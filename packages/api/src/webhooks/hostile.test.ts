import { DAY } from '@carillon/contract'
import net from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createOutside } from '../core/outside.ts'
import { scanForMarkers } from '../retention/scan.ts'
import { openSecret, sealSecret } from './secrets.ts'
import { webhooks } from './table.ts'
import { openReceiver, openScene, outcomes, type Receiver, type Scene, status, verify } from './webhooks.testing.ts'

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

let receiver: Receiver
let scene: Scene
beforeEach(async () => {
  caught = 0
  receiver = await openReceiver()
  scene = await openScene([receiver])
})
afterEach(async () => {
  await scene.close()
  receiver.close()
})

/** Publishes and gives what the receiver got. */
async function tell() {
  await scene.publish()
  await scene.settle()
  return receiver.received.at(-1)!
}
const now = () => scene.instance.clock.now

describe('any verifier of Standard Webhooks refuses', () => {
  test('a request sent again after five minutes, or dated ahead', async () => {
    const { secret } = await scene.listen(receiver.url)
    const request = await tell()
    expect(verify(secret, request, now() + 299_000)).toEqual(request.event)
    expect(() => verify(secret, request, now() + 302_000)).toThrow('too old')
    expect(() => verify(secret, request, now() - 302_000)).toThrow('too new')
    const headers = { ...request.headers, 'webhook-timestamp': String(Math.floor(now() / 1_000) + 600) }
    expect(() => verify(secret, { ...request, headers }, now() + 600_000)).toThrow('No matching signature')
  })

  test('an altered body, id or signature', async () => {
    const { secret } = await scene.listen(receiver.url)
    const { headers, body } = await tell()
    const altered = [
      { headers, body: body.replace('bells', 'balls') },
      { headers, body: `${body} ` },
      { headers: { ...headers, 'webhook-id': 'dlv_other' }, body },
      { headers: { ...headers, 'webhook-signature': `v1,${Buffer.alloc(32).toString('base64')}` }, body },
    ]
    for (const one of altered) expect(() => verify(secret, one, now())).toThrow('No matching signature')
    expect(() => verify(secret, { headers, body }, now())).not.toThrow()
  })

  test('a rotated secret once its day is over, and another webhook’s', async () => {
    const webhook = await scene.listen(receiver.url)
    const other = await scene.listen(receiver.url, ['post.deleted'])
    const { secret } = await scene.api.webhooks.rotateSecret({ handle: 'bells', webhookId: webhook.id })
    expect(await scene.state(webhook)).toMatchObject({ previousUntil: now() + DAY })
    const both = await tell()
    expect(both.headers['webhook-signature']).toMatch(/^v1,\S+ v1,\S+$/)
    for (const good of [secret, webhook.secret]) expect(verify(good, both, now())).toEqual(both.event)
    expect(() => verify(other.secret, both, now())).toThrow('No matching signature')

    scene.instance.clock.now += DAY
    const alone = await tell()
    expect(verify(secret, alone, now())).toEqual(alone.event)
    expect(() => verify(webhook.secret, alone, now())).toThrow('No matching signature')
    expect(await scene.state(webhook)).toMatchObject({ previousUntil: null })
  })

  test('the secret before the last, at once', async () => {
    const webhook = await scene.listen(receiver.url)
    const which = { handle: 'bells', webhookId: webhook.id }
    const second = await scene.api.webhooks.rotateSecret(which)
    const third = await scene.api.webhooks.rotateSecret(which)
    const request = await tell()
    for (const { secret } of [second, third]) expect(verify(secret, request, now())).toEqual(request.event)
    expect(() => verify(webhook.secret, request, now())).toThrow('No matching signature')
  })
})

describe('a secret', () => {
  test('is shown once and stands in no file', async () => {
    const { secret, id } = await scene.listen(receiver.url)
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    await tell()
    const bytes = Buffer.from(secret.slice('whsec_'.length), 'base64')
    expect(await scanForMarkers(scene.instance.dataDir, [secret, bytes])).toEqual([])
    expect(await scanForMarkers(scene.instance.dataDir, [receiver.url])).not.toEqual([])
    expect(JSON.stringify([await scene.state({ id }), await scene.log({ id })])).not.toContain('whsec_')
  })

  test('opens for its webhook and its instance only', () => {
    const { core } = scene.instance
    const sealed = sealSecret(core, 'whk_a', 'whsec_x')
    expect(openSecret(core, 'whk_a', sealed)).toBe('whsec_x')
    expect(openSecret(core, 'whk_b', sealed)).toBeNull()
    expect(openSecret({ ...core, secret: new Uint8Array(32) }, 'whk_a', sealed)).toBeNull()
    expect(openSecret(core, 'whk_a', sealed.subarray(0, 20))).toBeNull()
  })

  test('that can’t be opened lets nothing unsigned leave, and pauses its webhook', async () => {
    const webhook = await scene.listen(receiver.url)
    await scene.instance.core.db.transaction((tx) => tx.update(webhooks).set({ secret: Buffer.alloc(60) }))
    await scene.publish()
    await scene.settle()
    expect(receiver.received).toEqual([])
    expect(await scene.state(webhook)).toMatchObject({ paused: true })
  })
})

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
  ])('%s is refused as it is typed', async (host) => {
    const url = `http://${host}:${inside}/`
    await expect(scene.listen(url)).rejects.toMatchObject({ cause: { fields: { url: 'webhooks.inside' } } })
    const webhook = await scene.listen(receiver.url)
    const edit = scene.api.webhooks.edit({ handle: 'bells', webhookId: webhook.id, url })
    await expect(edit).rejects.toMatchObject({ cause: { fields: { url: 'webhooks.inside' } } })
  })

  test.each(['ftp://example.org/', 'file:///etc/passwd', 'javascript:alert(1)', 'https://me:secret@example.org/', 'x'])(
    '%s is no address of a webhook',
    async (url) => {
      await expect(scene.listen(url)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    },
  )

  test('through a name that leads there by the time it is called', async () => {
    // Past what is looked at when it is typed, as if its name had been resolved to somewhere else.
    const webhook = await scene.listen('https://hooks.example/')
    for (const host of ['127.0.0.1', '[::ffff:127.0.0.1]', 'localhost']) {
      await scene.instance.core.db.transaction((tx) =>
        tx.update(webhooks).set({ url: `http://${host}:${inside}/`, failingSince: null }),
      )
      await scene.publish()
      await scene.settle()
      const [delivery] = await scene.log(webhook)
      expect(outcomes(delivery!.attempts)).toEqual(['refused'])
    }
    expect(caught).toBe(0)
  })

  test('through a redirect', async () => {
    const webhook = await scene.listen(receiver.url)
    receiver.answer = status(307, { location: `http://127.0.0.1:${inside}/` })
    await tell()
    expect(outcomes((await scene.log(webhook))[0]!.attempts)).toEqual(['status'])
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

test('an answer without end is cut off, and its status is what counts', async () => {
  const webhook = await scene.listen(receiver.url)
  receiver.answer = (_, res) => {
    res.writeHead(200)
    const more = () => {
      while (!res.destroyed && res.write(Buffer.alloc(16_384)));
    }
    res.on('drain', more)
    more()
  }
  await tell()
  expect((await scene.log(webhook))[0]!.attempts).toMatchObject([{ status: 200, fault: null }])
})

test('of what a post says, nothing is queued, logged or sent', async () => {
  const words = 'Text-Glockenspiel-8841'
  const webhook = await scene.listen(receiver.url)
  receiver.answer = status(500)
  await scene.publish(words)
  await scene.settle()
  receiver.answer = status(200)
  await scene.publish(words)
  await scene.settle()
  expect((await scene.log(webhook)).map(({ state }) => state)).toEqual(['delivered', 'waiting'])
  expect(await scanForMarkers(scene.instance.dataDir, [words])).toEqual([])
  expect(JSON.stringify(receiver.received)).not.toContain(words)
  // The controls: readers read it, and the scan finds what is there.
  expect(JSON.stringify(await scene.instance.as().posts.list({ handle: 'bells' }))).toContain(words)
  expect(await scanForMarkers(scene.instance.dataDir, [webhook.id])).not.toEqual([])
})

test('nothing in a request tells who published', async () => {
  await scene.listen(receiver.url)
  const request = JSON.stringify(await tell())
  for (const mark of [scene.owner.id, scene.owner.email, 'acc_', 'flw_']) expect(request).not.toContain(mark)
})
