import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'
import type { Deps } from '../core/context.ts'

const BYTES = 32
const NONCE = 12
const TAG = 16

/** What receivers check signatures with: `whsec_` and 32 random bytes in base64. */
export function createSecret(ctx: Deps): string {
  return `whsec_${Buffer.from(ctx.random(BYTES)).toString('base64')}`
}

/** Under the instance's own secret, which isn't in the database. Layout: nonce (12), ciphertext, tag (16). */
export function sealSecret(ctx: Deps, webhookId: string, secret: string): Buffer {
  const nonce = ctx.random(NONCE)
  const cipher = createCipheriv('aes-256-gcm', keyOf(ctx), nonce).setAAD(Buffer.from(webhookId))
  return Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()])
}

/** `null` when it was sealed by another instance, or for another webhook. */
export function openSecret(ctx: Deps, webhookId: string, sealed: Uint8Array): string | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(ctx), sealed.subarray(0, NONCE), { authTagLength: TAG })
    decipher.setAAD(Buffer.from(webhookId)).setAuthTag(sealed.subarray(-TAG))
    return decipher.update(sealed.subarray(NONCE, -TAG), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    return null
  }
}

function keyOf({ secret }: Deps): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', 'webhook secrets', 32))
}
