import { PushPayload, type PushTarget } from '@carillon/contract'
import { createDecipheriv, createECDH, createHmac, createPublicKey, type ECDH, randomBytes, verify } from 'node:crypto'
import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'

/** A message of RFC 8291 as a browser opens it; written on its own, so that it doesn't share a slip with `encrypt`. */
export function decrypt(message: Buffer, pair: ECDH, auth: Buffer): string {
  const hmac = (key: Buffer, text: Buffer) => createHmac('sha256', key).update(text).digest()
  const salt = message.subarray(0, 16)
  const size = message.readUInt32BE(16)
  const sender = message.subarray(21, 21 + message[20]!)
  const sealed = message.subarray(21 + sender.length)
  if (sealed.length > size) throw new Error('more than one record')
  const about = Buffer.concat([Buffer.from('WebPush: info\0'), pair.getPublicKey(), sender, Buffer.of(1)])
  const secret = hmac(salt, hmac(hmac(auth, pair.computeSecret(sender)), about))
  const derive = (name: string, bytes: number) =>
    hmac(secret, Buffer.from(`Content-Encoding: ${name}\0\x01`)).subarray(0, bytes)
  const cipher = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12))
  cipher.setAuthTag(sealed.subarray(-16))
  const padded = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()])
  const end = padded.findLastIndex((byte) => byte !== 0)
  if (padded[end] !== 2) throw new Error('not the last record')
  return padded.subarray(0, end).toString()
}

/** What a push service makes of the header; throws unless it is signed by that key, for it, for now, with a contact. */
export function verifyVapid(header: string, publicKey: string, audience: string, now: number): void {
  const [, token, key] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(header) ?? []
  if (key !== publicKey) throw new Error('another key')
  const [head, claims, signature] = token!.split('.') as [string, string, string]
  const point = Buffer.from(key, 'base64url')
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')]
  const signer = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
  const signed = { key: signer, dsaEncoding: 'ieee-p1363' as const }
  const good = verify('sha256', Buffer.from(`${head}.${claims}`), signed, Buffer.from(signature, 'base64url'))
  if (!good) throw new Error('not its signature')
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>
  if (read(head)['alg'] !== 'ES256') throw new Error('another algorithm')
  const { aud, exp, sub } = read(claims)
  if (aud !== audience) throw new Error('for another service')
  const left = Number(exp) - now / 1_000
  if (left <= 0 || left > 86_400) throw new Error('not for now')
  if (!/^(https:\/\/|mailto:)\S+$/.test(String(sub))) throw new Error('no contact')
}

export type Delivered = { browser: string; payload: PushPayload; headers: http.IncomingHttpHeaders }
type Answer = { status: number; headers?: http.OutgoingHttpHeaders } | 'nothing'
export type PushService = Awaited<ReturnType<typeof openPushService>>

/**
 * A push service on this machine, with the browsers that have an address at it. It takes only what is signed by the
 * instance's key, and opens what comes as the browser would.
 */
export async function openPushService(identity: () => { publicKey: string; now: number }) {
  const browsers = new Map<string, { name: string; pair: ECDH; auth: Buffer }>()
  const service = {
    delivered: [] as Delivered[],
    requests: 0,
    faults: [] as string[],
    answer: (_: string): Answer => ({ status: 201 }),
    came: () => {},
  }
  const server = http.createServer(async (req, res) => {
    service.requests += 1
    const body = Buffer.concat(await Array.fromAsync(req as AsyncIterable<Buffer>))
    const browser = browsers.get(req.url!)
    const answer: Answer = browser ? service.answer(browser.name) : { status: 410 }
    if (answer === 'nothing') return void service.came()
    try {
      const { publicKey, now } = identity()
      verifyVapid(req.headers.authorization ?? '', publicKey, origin, now)
      if (browser && answer.status < 300) {
        const payload = PushPayload.parse(JSON.parse(decrypt(body, browser.pair, browser.auth)))
        service.delivered.push({ browser: browser.name, payload, headers: req.headers })
      }
      res.writeHead(answer.status, answer.headers).end()
    } catch (error) {
      service.faults.push(String(error))
      res.writeHead(400).end()
    }
    service.came()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const origin = `http://${host}`
  return Object.assign(service, {
    host,
    /** A browser that subscribes: its address at this service, and the keys that it gives away. */
    browser(name: string): PushTarget {
      const path = `/${randomBytes(16).toString('base64url')}`
      const { pair, auth, target } = keys()
      browsers.set(path, { name, pair, auth })
      return { endpoint: `${origin}${path}`, keys: target }
    },
    /** What each browser was told, oldest first. */
    told: (browser: string) => service.delivered.filter((one) => one.browser === browser).map(({ payload }) => payload),
    close() {
      server.closeAllConnections()
      server.close()
    },
  })
}

function keys() {
  const pair = createECDH('prime256v1')
  pair.generateKeys()
  const auth = randomBytes(16)
  return { pair, auth, target: { p256dh: pair.getPublicKey('base64url'), auth: auth.toString('base64url') } }
}

/** A target somewhere outside, where nobody is. */
export function pushTarget(): PushTarget {
  const endpoint = `https://push.invalid/${randomBytes(16).toString('base64url')}`
  return { endpoint, keys: keys().target }
}
