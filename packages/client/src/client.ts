import { createTRPCUntypedClient, httpBatchLink } from '@trpc/client'
import type { AppRouter } from '@carillon/api'
import { failureOf, requireJson } from './errors.ts'
import { subscribe } from './live.ts'
import type { CallOptions, Procedures } from './procedures.ts'
import { unlessAborted } from './signals.ts'
import { createUploads, type Uploads } from './uploads.ts'

export type ClientOptions = {
  /** Address of the instance, such as `https://channels.example`. Leave it out on the instance's own pages. */
  url?: string | undefined
  /** Makes the client a program that acts for one channel. */
  apiKey?: string | undefined
  /** Language of error messages: `en`, `fr` or `es`. */
  language?: string | undefined
  /** Sends the requests, in place of the platform's own `fetch`. */
  fetch?: typeof globalThis.fetch | undefined
}

export type Client = Procedures & { uploads: Uploads }

/** What the server takes in one request: procedures, and characters of an address. */
const BATCH = { maxItems: 10, maxURLLength: 8_000 }

/** A client for every procedure of an instance: `client.posts.list.query({ handle: 'bells' })`. */
export function createClient({ url = '', apiKey, language, fetch = globalThis.fetch }: ClientOptions = {}): Client {
  const headers: Record<string, string> = {}
  if (apiKey) headers['authorization'] = `Bearer ${apiKey}`
  if (language) headers['accept-language'] = language
  const base = `${url.replace(/\/+$/, '')}/api`
  const request = async (input: Request | URL | string, init?: object) => requireJson(await fetch(input, init))
  const trpc = createTRPCUntypedClient<AppRouter>({
    links: [
      httpBatchLink({
        url: `${base}/trpc`,
        headers,
        ...BATCH,
        fetch: request,
      }),
    ],
  })
  const connecting = { url: `${base}/trpc`, headers, fetch }
  const send: Send = (called, input, options = {}) => {
    const path = called.slice(0, called.lastIndexOf('.'))
    if (called.endsWith('.subscribe')) return subscribe(connecting, path, input as { lastEventId?: string }, options)
    const method = called.endsWith('.query') ? 'query' : 'mutation'
    const answer = trpc[method](path, input, options).catch((error: unknown) => {
      throw failureOf(error)
    })
    return unlessAborted(answer, options.signal)
  }
  const uploads = createUploads((path, init) =>
    fetch(`${base}/uploads/${path}`, { ...init, headers: { ...headers, ...(init.headers as Record<string, string>) } }),
  )
  return new Proxy({ uploads } as Client, {
    get: (own, name) => (name in own ? own[name as keyof Client] : named(name, send)),
  })
}

type Send = (path: string, input: unknown, options?: CallOptions) => unknown

/** Gathers the names on the way to a call: `posts.list.query`. */
function named(path: string | symbol, send: Send): unknown {
  // Whatever is awaited or printed is asked for things that no procedure is called.
  if (typeof path === 'symbol' || /(^|\.)then$/.test(path)) return undefined
  return new Proxy(() => {}, {
    get: (_, name) => named(typeof name === 'symbol' ? name : `${path}.${name}`, send),
    apply: (_, __, [input, options]: [unknown, CallOptions?]) => send(path, input, options),
  })
}
