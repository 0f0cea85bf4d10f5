import { createECDH, createPrivateKey, sign } from 'node:crypto'

/** The instance's public key, base64url: what browsers subscribe with. */
export function vapidPublicKey(secret: Uint8Array): string {
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(secret)
  return pair.getPublicKey('base64url')
}

const HOUR = 3_600
/** Push services take nothing above 24 hours; a token is used for half of its own. */
const GOOD_FOR = 12 * HOUR

/**
 * Says to push services who sends (RFC 8292): by the server's address, as they ask for a way to its operator. Signed
 * once for each service and half a day. `now` is in milliseconds.
 */
export function createVapid(secret: Uint8Array, subject: string) {
  const publicKey = vapidPublicKey(secret)
  const point = Buffer.from(publicKey, 'base64url')
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'))
  const jwk = { kty: 'EC', crv: 'P-256', x, y, d: Buffer.from(secret).toString('base64url') }
  const key = createPrivateKey({ key: jwk, format: 'jwk' })
  const head = encode({ typ: 'JWT', alg: 'ES256' })
  const made = new Map<string, { at: number; header: string }>()

  return function authorization(audience: string, now: number): string {
    const at = Math.floor(now / 1_000)
    const known = made.get(audience)
    if (known && at >= known.at && at < known.at + GOOD_FOR / 2) return known.header
    const claims = `${head}.${encode({ aud: audience, exp: at + GOOD_FOR, sub: subject })}`
    const signature = sign('sha256', Buffer.from(claims), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')
    const header = `vapid t=${claims}.${signature}, k=${publicKey}`
    if (made.size >= MOST_AUDIENCES) made.clear()
    made.set(audience, { at, header })
    return header
  }
}

/** There are a handful of push services; whoever names thousands shall not fill the memory. */
const MOST_AUDIENCES = 1_000

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
