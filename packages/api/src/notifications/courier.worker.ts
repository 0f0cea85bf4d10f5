import { parentPort, workerData } from 'node:worker_threads'
import { createOutside, OutsideError, type OutsideOptions } from '../core/outside.ts'
import { encrypt } from './encrypt.ts'
import { createVapid } from './vapid.ts'

/** What goes to one browser. */
export type Parcel = {
  number: number
  endpoint: string
  p256dh: string
  auth: string
  text: string
  /** Seconds for which the push service keeps it. */
  ttl: number
  urgency: 'normal' | 'low'
  /** What waits there under the same one is replaced. */
  topic: string
}
export type Load = { now: number; parcels: Parcel[] }
/** `status` is `null` where no answer came; `refused` where the address may not be called. */
export type Outcome = { number: number; status: number | null; refused: boolean; retryAfter: string | null }
export type CourierSettings = { outside: OutsideOptions; vapid: Uint8Array; subject: string }

/** Requests at once, over connections that stay open. */
const AT_ONCE = 256
const TIMEOUT = 15_000
const ANSWER_BYTES = 16 * 1_024
/** A push service that answers nothing so often in a row is left alone for so long, milliseconds. */
const PATIENCE = 20
const PAUSE = 30_000

const { outside: options, vapid, subject } = workerData as CourierSettings
const outside = createOutside({ ...options, connections: AT_ONCE })
const authorization = createVapid(vapid, subject)
const silent = new Map<string, { times: number; until: number }>()
const waiting: { now: number; parcel: Parcel }[] = []
let outcomes: Outcome[] = []
let under = 0

parentPort!.on('message', ({ now, parcels }: Load) => {
  for (const parcel of parcels) waiting.push({ now, parcel })
  go()
})

function go(): void {
  while (under < AT_ONCE && waiting.length > 0) {
    const { now, parcel } = waiting.shift()!
    under += 1
    void deliver(parcel, now).then((outcome) => {
      under -= 1
      tell(outcome)
      go()
    })
  }
}

/** What comes in one turn goes as one message. */
function tell(outcome: Outcome): void {
  outcomes.push(outcome)
  if (outcomes.length > 1) return
  setImmediate(() => {
    parentPort!.postMessage(outcomes)
    outcomes = []
  })
}

async function deliver(parcel: Parcel, now: number): Promise<Outcome> {
  const { number, endpoint } = parcel
  const { origin } = new URL(endpoint)
  if ((silent.get(origin)?.until ?? 0) > now) return { number, status: null, refused: false, retryAfter: null }
  try {
    const { status, headers } = await post(parcel, origin, now)
    silent.delete(origin)
    return { number, status, refused: false, retryAfter: headers['retry-after'] ?? null }
  } catch (error) {
    const refused = error instanceof OutsideError && (error.fault === 'refused' || error.fault === 'bad_address')
    const times = (silent.get(origin)?.times ?? 0) + 1
    if (!refused) silent.set(origin, { times, until: times >= PATIENCE ? now + PAUSE : 0 })
    return { number, status: null, refused, retryAfter: null }
  }
}

function post({ endpoint, text, ttl, urgency, topic, ...keys }: Parcel, origin: string, now: number) {
  return outside.request(endpoint, {
    method: 'POST',
    headers: {
      authorization: authorization(origin, now),
      'content-encoding': 'aes128gcm',
      'content-type': 'application/octet-stream',
      ttl: String(ttl),
      urgency,
      topic,
    },
    body: encrypt(text, keys),
    maxBytes: ANSWER_BYTES,
    cut: true,
    timeout: TIMEOUT,
    redirects: 0,
  })
}
