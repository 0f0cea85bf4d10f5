import { createTRPCUntypedClient, httpSubscriptionLink } from '@trpc/client'
import type { AppRouter } from '@carillon/api'
import type { EventSource as PackagedEventSource } from 'eventsource'
import { CarillonError, connectionError, ConnectionError, failureOf, isErrorBody } from './errors.ts'
import type { CallOptions } from './procedures.ts'
import { unlessAborted } from './signals.ts'

type Input = { lastEventId?: string | undefined } | undefined
type Event = { id: string; data: object }
type Source = typeof globalThis.EventSource | typeof PackagedEventSource

export type Connecting = {
  url: string
  headers: Record<string, string>
  fetch: typeof globalThis.fetch
}

/** How long to wait after a connection that didn't come about, milliseconds. */
const PAUSES = [1_000, 2_000, 4_000, 8_000, 16_000, 30_000]

/** Walks through a subscription for as long as somebody listens, however often the connection breaks meanwhile. */
export async function* subscribe(to: Connecting, path: string, input: Input, { signal }: CallOptions = {}) {
  signal?.throwIfAborted()
  const place = { lastEventId: input?.lastEventId }
  const Source = await sourceFor(to)
  // Between two connections nothing else would keep a program from ending.
  const alive = setInterval(() => {}, 2 ** 30)
  const heard = new Heard()
  const leave = () => heard.fail(signal?.reason)
  signal?.addEventListener('abort', leave)
  try {
    for (let failures = 0; ; failures += 1) {
      const connection = connect(to, Source, path, input, place, heard)
      try {
        for (let event = await heard.next(); event; event = await heard.next()) {
          failures = 0
          yield { ...event.data, id: event.id }
        }
      } catch (error) {
        if (signal?.aborted) throw signal.reason
        const why = await reasonFor(to, path, input, error)
        if (!isPassing(why)) throw why
      } finally {
        connection.unsubscribe()
      }
      heard.clear()
      await unlessAborted(pause(PAUSES[Math.min(failures, PAUSES.length - 1)]!), signal)
    }
  } finally {
    clearInterval(alive)
    signal?.removeEventListener('abort', leave)
  }
}

/** What has arrived and wasn't taken yet. */
class Heard {
  #events: Event[] = []
  #end: { error?: unknown } | null = null
  #wake: () => void = () => {}

  add(event: Event): void {
    this.#events.push(event)
    this.#wake()
  }

  /** Nothing more comes, after what is here. */
  end(): void {
    this.#end ??= {}
    this.#wake()
  }

  fail(error: unknown): void {
    this.#end ??= { error }
    this.#wake()
  }

  clear(): void {
    this.#events = []
    this.#end = null
  }

  async next(): Promise<Event | null> {
    for (;;) {
      const event = this.#events.shift()
      if (event) return event
      if (this.#end && 'error' in this.#end) throw this.#end.error
      if (this.#end) return null
      await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }
}

/** One connection, with those that follow it by themselves. */
function connect(to: Connecting, Source: Source, path: string, input: Input, place: Place, heard: Heard) {
  const fetch: typeof globalThis.fetch = async (address, init) => {
    const response = await to.fetch(address, { ...init, headers: { ...to.headers, ...plain(init?.headers) } })
    const refusal = await refusalOf(response)
    if (!refusal) return response
    if (!isPassing(refusal)) heard.fail(refusal)
    throw refusal
  }
  const trpc = createTRPCUntypedClient<AppRouter>({
    links: [
      httpSubscriptionLink({
        url: to.url,
        EventSource: resuming(Source, place) as typeof globalThis.EventSource,
        eventSourceOptions: { fetch } as EventSourceInit,
      }),
    ],
  })
  return trpc.subscription(path, input, {
    onData: (event) => heard.add(event as Event),
    onError: (error) => heard.fail(error),
    onStopped: () => heard.end(),
  })
}

type Place = { lastEventId: string | undefined }

/** An `EventSource` that knows where the one before it was. */
function resuming(Source: Source, place: Place) {
  return class extends (Source as typeof globalThis.EventSource) {
    constructor(address: string | URL, init?: EventSourceInit) {
      super(place.lastEventId === undefined ? address : after(String(address), place.lastEventId), init)
      for (const kind of ['connected', 'ping', 'message']) {
        this.addEventListener(kind, ({ lastEventId }: MessageEvent) => {
          if (lastEventId) place.lastEventId = lastEventId
        })
      }
    }
  }
}

function after(address: string, lastEventId: string): string {
  const [path, query] = address.split('?')
  const params = new URLSearchParams(query)
  const input = JSON.parse(params.get('input') ?? '{}') as object
  params.set('input', JSON.stringify({ ...input, lastEventId }))
  return `${path}?${params}`
}

/** A platform's own sends no headers and says nothing of why it was refused, but is there. */
async function sourceFor({ headers, fetch }: Connecting): Promise<Source> {
  const own = globalThis.EventSource as Source | undefined
  const isEnough = Object.keys(headers).length === 0 && fetch === globalThis.fetch
  return own && isEnough ? own : (await import('eventsource')).EventSource
}

/** Why a connection didn't come about: a platform's own `EventSource` doesn't know, so it is asked for once more. */
async function reasonFor(to: Connecting, path: string, input: Input, error: unknown): Promise<Error> {
  const known = error instanceof CarillonError || error instanceof ConnectionError ? error : failureOf(error)
  if (known instanceof CarillonError || known.status !== null) return known
  const leaving = new AbortController()
  const address = `${to.url}/${path}?input=${encodeURIComponent(JSON.stringify(input ?? {}))}`
  try {
    const response = await to.fetch(address, { headers: to.headers, signal: leaving.signal })
    return (await refusalOf(response)) ?? known
  } catch {
    return known
  } finally {
    leaving.abort()
  }
}

/** What an answer refuses with; `null` when it is the beginning of a stream. */
async function refusalOf(response: Response): Promise<CarillonError | ConnectionError | null> {
  const type = response.headers.get('content-type') ?? ''
  if (response.status === 200 && type.includes('text/event-stream')) return null
  const text = await response.text().catch(() => '')
  const [, told = text] = /^event: serialized-error\ndata: (.*)$/m.exec(text) ?? []
  const body = bodyIn(told)
  return isErrorBody(body) ? new CarillonError(body) : connectionError(undefined, response.status)
}

function bodyIn(text: string): unknown {
  try {
    const shape = JSON.parse(text) as { data?: unknown; error?: { data?: unknown } }
    return shape.error?.data ?? shape.data
  } catch {
    return null
  }
}

/** What passes by itself: nobody answers, or a proxy says so; or the instance is busy. */
function isPassing(error: Error): boolean {
  if (error instanceof CarillonError) return error.code.startsWith('server.') || error.code === 'live.full'
  return error instanceof ConnectionError && (error.status === null || error.status >= 500)
}

const plain = (headers: HeadersInit | undefined) => Object.fromEntries(new Headers(headers))
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
