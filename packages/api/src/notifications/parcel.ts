import { DAY, type PushPayload } from '@carillon/contract'
import { type Core, sign } from '../core/context.ts'
import type { Parcel } from './courier.ts'
import type { Letter } from './decide.ts'
import { findTold, gatheredPayload, postPayload, type Told } from './payload.ts'

/** What a browser that is off for longer misses: it is in Updates. */
const KEPT = DAY

export type Packed = { letter: Letter; parcel: Omit<Parcel, 'number'> }

/**
 * What is sent to each browser. What posts say is opened here, once for all who read it in one language, and forgotten.
 * Letters with nothing left to tell are missing.
 */
export async function pack(ctx: Core, letters: Letter[]): Promise<Packed[]> {
  if (letters.length === 0) return []
  const found = await findTold(ctx, letters)
  const payloads = new Map<string, Promise<PushPayload | null>>()
  const packed = await Promise.all(
    letters.map(async (letter) => {
      const told = letter.rows.flatMap(({ postId }) => found.get(postId) ?? [])
      const payload = await payloadOf(ctx, letter, told, payloads)
      return payload && { letter, parcel: parcelOf(ctx, letter, payload) }
    }),
  )
  return packed.filter((one) => one !== null)
}

async function payloadOf(
  ctx: Core,
  { to: { locale } }: Letter,
  told: Told[],
  known: Map<string, Promise<PushPayload | null>>,
): Promise<PushPayload | null> {
  if (told.length > 1) return gatheredPayload(told, locale)
  if (!told[0]) return null
  const key = `${told[0].post.id} ${locale}`
  const payload = known.get(key) ?? postPayload(ctx, told[0], locale)
  known.set(key, payload)
  return payload
}

function parcelOf(ctx: Core, { to }: Letter, payload: PushPayload): Omit<Parcel, 'number'> {
  const left = Math.min(KEPT, payload.expiresAt - ctx.now())
  return {
    endpoint: to.endpoint,
    ...to.keys,
    text: JSON.stringify(payload),
    ttl: Math.max(0, Math.floor(left / 1_000)),
    urgency: payload.postId ? 'normal' : 'low',
    // Of this browser alone: push services shall not learn from it who else is told of the same post.
    topic: sign(ctx, 'push topic', `${to.targetId} ${payload.tag}`),
  }
}
