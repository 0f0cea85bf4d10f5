import { LiveAnalytics, LiveChannel, LiveUpdates } from '@carillon/contract'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Core, Ctx } from '../core/context.ts'
import type { Frame } from '../live/frames.ts'
import type { Seat, Wants, Wire } from '../live/seat.ts'
import { wantsOfAnalytics, wantsOfChannel, wantsOfUpdates } from '../live/service.ts'
import { requestContext } from './context.ts'

/** Bytes that may wait for somebody who reads too slowly. */
const BEHIND = 2 ** 20

type Subscription = { wants: (ctx: Ctx) => Promise<Wants>; lastEventId: string | undefined }

/** Whether this is a request for one of the router's subscriptions. */
export function isLive({ method, url = '' }: IncomingMessage): boolean {
  return method === 'GET' && /^\/api\/trpc\/live\.(updates|channel|analytics)(\?|$)/.test(url)
}

/**
 * Answers a subscription by writing the hub's frames straight to the socket: each is made once for all, and costs one
 * write. `head` are the lines that every answer of the server has. `false` when it is refused; the router, asked the
 * same, says why.
 */
export async function answerLive(
  core: Core,
  request: IncomingMessage,
  response: ServerResponse,
  head: string,
): Promise<boolean> {
  const { socket } = request
  try {
    const ctx = await requestContext(
      core,
      { method: 'GET', headers: fewOf(request.headers) },
      socket.remoteAddress ?? '',
    )
    const subscription = subscriptionIn(request)
    if (!subscription) return false
    core.limiter.take('read', ctx.addressPrefix)
    const wants = await subscription.wants(ctx)
    if (socket.destroyed) return true
    const seat = core.live.take(ctx, new SocketWire(socket), wants)
    socket.on('close', () => core.live.leave(seat))
    begin(core, response, socket, seat, head, subscription.lastEventId)
    return true
  } catch {
    return false
  }
}

/** The answer leaves Node's hands here: no chunks, no header of its own, nothing kept of the request. */
function begin(core: Core, response: ServerResponse, socket: Socket, seat: Seat, head: string, id: string | undefined) {
  response.detachSocket(socket)
  socket.setTimeout(0)
  socket.write(`HTTP/1.1 200 OK\r\n${head}${EVENT_STREAM}\r\n`)
  core.live.join(seat, id).catch(() => socket.destroy())
}

const EVENT_STREAM = [
  'content-type: text/event-stream; charset=utf-8',
  'cache-control: no-cache, no-transform',
  'x-accel-buffering: no',
  'connection: close',
  '',
].join('\r\n')

function subscriptionIn({ url = '', headers }: IncomingMessage): Subscription | null {
  const { pathname, searchParams } = new URL(url, 'http://localhost')
  const input: unknown = JSON.parse(searchParams.get('input') ?? '{}')
  // What a browser sends by itself is newer than what the address has said since it was first opened.
  const known = headers['last-event-id']
  const last = typeof known === 'string' && known !== '' ? known : undefined
  if (pathname.endsWith('.channel')) {
    const parsed = LiveChannel.safeParse(input)
    if (!parsed.success) return null
    return { wants: (ctx) => wantsOfChannel(ctx, parsed.data), lastEventId: last ?? parsed.data.lastEventId }
  }
  if (pathname.endsWith('.analytics')) {
    const parsed = LiveAnalytics.safeParse(input)
    if (!parsed.success) return null
    return { wants: (ctx) => wantsOfAnalytics(ctx, parsed.data), lastEventId: last ?? parsed.data.lastEventId }
  }
  const parsed = LiveUpdates.safeParse(input)
  if (!parsed.success) return null
  return { wants: (ctx) => wantsOfUpdates(ctx, parsed.data), lastEventId: last ?? parsed.data.lastEventId }
}

/** Those that say who asks: they stay as long as the connection does, so nothing else is kept. */
function fewOf(all: IncomingHttpHeaders): Headers {
  const few = new Headers()
  for (const name of ['authorization', 'cookie', 'x-forwarded-for', 'accept-language']) {
    const value = all[name]
    if (value !== undefined) few.set(name, Array.isArray(value) ? value.join(',') : value)
  }
  return few
}

class SocketWire implements Wire {
  readonly #socket: Socket
  /** Whether something waited at the last sign of life. */
  #waited = false

  constructor(socket: Socket) {
    this.#socket = socket
  }

  send({ bytes }: Frame): boolean {
    return this.open(bytes)
  }

  open(bytes: Buffer): boolean {
    if (this.#socket.writableLength > BEHIND) return false
    this.#socket.write(bytes)
    return true
  }

  ping(bytes: Buffer): boolean {
    const waits = this.#socket.writableLength > 0
    if (waits && this.#waited) return false
    this.#waited = waits
    return waits || this.open(bytes)
  }

  end(): void {
    // What waits for somebody who doesn't read would wait for ever.
    if (this.#socket.writableLength > 0) this.#socket.destroy()
    else this.#socket.end()
  }
}
