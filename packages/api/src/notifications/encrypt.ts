import { createCipheriv, createECDH, createHmac, createSecretKey, type ECDH, randomBytes } from 'node:crypto'

/** What a browser gave us to encrypt with: a point of P-256 and 16 bytes, base64url. */
export type PushKeys = { p256dh: string; auth: string }

const ONE = Buffer.of(1)
const WEB_PUSH = Buffer.from('WebPush: info\0')
const KEY = Buffer.from('Content-Encoding: aes128gcm\0')
const NONCE = Buffer.from('Content-Encoding: nonce\0')
/** One record holds it all. */
const RECORD = Buffer.of(0, 0, 16, 0)
const LAST_RECORD = Buffer.of(2)

/** Whether these are keys that something can be encrypted with. */
export function areKeys({ p256dh, auth }: PushKeys): boolean {
  try {
    createPair().computeSecret(Buffer.from(p256dh, 'base64url'))
    return Buffer.from(p256dh, 'base64url').length === 65 && Buffer.from(auth, 'base64url').length === 16
  } catch {
    return false
  }
}

function createPair(): ECDH {
  const pair = createECDH('prime256v1')
  pair.generateKeys()
  return pair
}

/**
 * A message that one browser alone can open (RFC 8291, in the `aes128gcm` coding of RFC 8188). The pair of keys and the
 * salt are new for each. Keys go to OpenSSL as objects: as bytes, each use costs five times as much, and this is most of
 * what a notification takes.
 */
export function encrypt(
  text: string,
  keys: PushKeys,
  pair: ECDH = createPair(),
  salt: Buffer = randomBytes(16),
): Buffer {
  const theirs = Buffer.from(keys.p256dh, 'base64url')
  const ours = pair.getPublicKey()
  const shared = hmac(Buffer.from(keys.auth, 'base64url'), pair.computeSecret(theirs))
  const secret = hmac(salt, hmac(shared, WEB_PUSH, theirs, ours, ONE))
  const key = createSecretKey(hmac(secret, KEY, ONE).subarray(0, 16))
  const cipher = createCipheriv('aes-128-gcm', key, hmac(secret, NONCE, ONE).subarray(0, 12))
  const sealed = [cipher.update(text, 'utf8'), cipher.update(LAST_RECORD), cipher.final(), cipher.getAuthTag()]
  return Buffer.concat([salt, RECORD, Buffer.of(ours.length), ours, ...sealed])
}

function hmac(key: Buffer, ...parts: Buffer[]): Buffer {
  const made = createHmac('sha256', createSecretKey(key))
  for (const part of parts) made.update(part)
  return made.digest()
}
