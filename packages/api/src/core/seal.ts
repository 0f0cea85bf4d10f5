import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto'
import { dayOf } from './keys.ts'
import type { KeyName, KeyStore } from './ports.ts'

const FORMAT = 1
const NONCE = 12
const TAG = 16

type Sealing = { keys: KeyStore; random: (bytes: number) => Uint8Array }
/**
 * What seals a value: the day its key dies on follows from `expiresAt`, and `id` ties it to its row. What has no end
 * of its own, a draft, has a key of its own, which also seals what hangs on it: that names it as `draftId`.
 */
type Lifetime = { id: string; expiresAt: number | null; draftId?: string }

const keyOf = ({ id, expiresAt, draftId }: Lifetime): KeyName =>
  expiresAt === null ? (draftId ?? id) : dayOf(expiresAt)

/**
 * Seals what a post says under its key: AES-256-GCM, the id as associated data, so that a sealed
 * value moved to another row doesn't open. Layout: format (1), nonce (12), ciphertext, tag (16).
 */
export async function seal({ keys, random }: Sealing, lifetime: Lifetime, value: unknown): Promise<Buffer> {
  const key = await keys.obtain(keyOf(lifetime))
  const nonce = random(NONCE)
  const cipher = createCipheriv('aes-256-gcm', prepared(key), nonce).setAAD(Buffer.from(lifetime.id))
  const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.of(FORMAT), nonce, body, cipher.getAuthTag()])
}

/** `null` when the key is destroyed, or the value is damaged or not this row’s. */
export async function unseal(keys: KeyStore, lifetime: Lifetime, sealed: Uint8Array): Promise<unknown> {
  const key = await keys.find(keyOf(lifetime))
  if (!key || sealed[0] !== FORMAT) return null
  const body = sealed.subarray(1 + NONCE, -TAG)
  try {
    const decipher = createDecipheriv('aes-256-gcm', prepared(key), sealed.subarray(1, 1 + NONCE), {
      authTagLength: TAG,
    })
    decipher.setAAD(Buffer.from(lifetime.id)).setAuthTag(sealed.subarray(-TAG))
    const open = decipher.update(body)
    decipher.final()
    return JSON.parse(open.toString('utf8'))
  } catch {
    return null
  }
}

const PREPARED = new WeakMap<Uint8Array, KeyObject>()

/** A key as Node's ciphers like it best: with plain bytes, making it ready costs three times what unsealing does. */
export function prepared(key: Uint8Array): KeyObject {
  const known = PREPARED.get(key)
  if (known) return known
  const made = createSecretKey(key)
  PREPARED.set(key, made)
  return made
}
