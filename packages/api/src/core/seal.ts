import { createCipheriv, createDecipheriv } from 'node:crypto'
import { dayOf } from './keys.ts'
import type { KeyStore } from './ports.ts'

const FORMAT = 1
const NONCE = 12
const TAG = 16

type Sealing = { keys: KeyStore; random: (bytes: number) => Uint8Array }
/** What seals a value: the day its key dies on follows from `expiresAt`, and `id` ties it to its row. */
type Lifetime = { id: string; expiresAt: number }

/**
 * Seals what a post says under the key of its expiry day: AES-256-GCM, the id as associated data, so that a sealed
 * value moved to another row doesn't open. Layout: format (1), nonce (12), ciphertext, tag (16).
 */
export async function seal({ keys, random }: Sealing, { id, expiresAt }: Lifetime, value: unknown): Promise<Buffer> {
  const key = await keys.obtain(dayOf(expiresAt))
  const nonce = random(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(id))
  const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.of(FORMAT), nonce, body, cipher.getAuthTag()])
}

/** `null` when the day’s key is destroyed, or the value is damaged or not this row’s. */
export async function unseal(keys: KeyStore, { id, expiresAt }: Lifetime, sealed: Uint8Array): Promise<unknown> {
  const key = await keys.find(dayOf(expiresAt))
  if (!key || sealed[0] !== FORMAT) return null
  const body = sealed.subarray(1 + NONCE, -TAG)
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + NONCE), { authTagLength: TAG })
    decipher.setAAD(Buffer.from(id)).setAuthTag(sealed.subarray(-TAG))
    return JSON.parse(decipher.update(body, undefined, 'utf8') + decipher.final('utf8'))
  } catch {
    return null
  }
}
