import { Webhook } from 'standardwebhooks'
import type { Core } from '../core/context.ts'
import { OutsideError } from '../core/outside.ts'
import { openSecret } from './secrets.ts'
import type { Attempt, DeliveryRow, WebhookRow } from './table.ts'

/** A delivery whose time has come, where it goes, and the present handle of its channel. */
export type Due = { delivery: DeliveryRow; webhook: WebhookRow; handle: string }
/** What came of an attempt; `retryAt` is when the receiver asked to be tried again. */
export type Outcome = Attempt & { retryAt: number | null }

const TIMEOUT = 15_000
/** Of an answer, which nobody reads. */
const ANSWER_BYTES = 64 * 1024

/** Sends a delivery once. `null` when the secret can't be opened: nothing unsigned leaves. */
export async function attempt(ctx: Core, due: Due): Promise<Outcome | null> {
  const at = ctx.now()
  const body = bodyOf(ctx, due)
  const signature = signatureOf(ctx, due, at, body)
  if (!signature) return null
  const headers = {
    'content-type': 'application/json',
    'webhook-id': due.delivery.id,
    'webhook-timestamp': String(Math.floor(at / 1_000)),
    'webhook-signature': signature,
  }
  const took = () => Math.max(0, ctx.now() - at)
  try {
    const request = {
      method: 'POST',
      headers,
      body,
      maxBytes: ANSWER_BYTES,
      cut: true,
      timeout: TIMEOUT,
      redirects: 0,
    } as const
    const answer = await ctx.outside.request(due.webhook.url, request)
    const { status } = answer
    const fault = status >= 200 && status < 300 ? null : 'status'
    return { at, took: took(), status, fault, retryAt: retryAt(status, answer.headers['retry-after'], ctx.now()) }
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error
    return { at, took: took(), status: null, fault: error.fault, retryAt: null }
  }
}

/** Ids and a link: whoever may read the rest asks for it. */
function bodyOf(ctx: Core, { delivery, handle }: Due): string {
  const isLive = delivery.event === 'post.published' || delivery.event === 'post.edited'
  const page = isLive ? `${handle}/${delivery.postId}` : handle
  const data = { channel: handle, post: delivery.postId, url: `${ctx.origin}/c/${page}` }
  return JSON.stringify({ type: delivery.event, timestamp: new Date(delivery.at).toISOString(), data })
}

/** By the secret, and by the one before it while that is still good, separated by a space. */
function signatureOf(ctx: Core, { delivery, webhook }: Due, at: number, body: string): string | null {
  const { secret, previousSecret, previousUntil } = webhook
  const sealed = previousSecret && (previousUntil ?? 0) > at ? [secret, previousSecret] : [secret]
  const secrets = sealed.map((one) => openSecret(ctx, webhook.id, one))
  if (!secrets[0]) return null
  const good = secrets.filter((one) => one !== null)
  return good.map((one) => new Webhook(one).sign(delivery.id, new Date(at), body)).join(' ')
}

function retryAt(status: number, header: string | undefined, now: number): number | null {
  if (!header || (status !== 429 && status !== 503)) return null
  const at = /^\d{1,9}$/.test(header) ? now + Number(header) * 1_000 : Date.parse(header)
  return Number.isNaN(at) ? null : at
}
