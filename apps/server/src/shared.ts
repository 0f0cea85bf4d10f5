import { clientPrefix, type Core, type Ctx, LONGEST_SHARED, type SharedAnswer } from '@carillon/api'
import type { MiddlewareHandler } from 'hono'
import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Meter } from './metrics/meter.ts'

/**
 * What many ask for and is the same for all, such as the first page of a channel, is answered with the bytes of the
 * last time, before anything else looks at the request. Browsers ask each time whether it still holds; a cache in
 * between may keep it, but never beyond the first thing in it that expires.
 */
export function answerShared(
  core: Core,
  meter: Pick<Meter, 'request'>,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const { method, url, headers } = request
  if (method !== 'GET' || !url?.startsWith(SHARED) || isSpecial((name) => headers[name])) return false
  const answer = core.shared.find(url)
  if (!answer || !isWithinLimit(core, request, answer.calls)) return false
  const began = performance.now()
  const head = [...answer.headers, 'cache-control', cacheControlOf(core, answer)]
  const isKnown = namesAny(headers['if-none-match'] ?? '', answer.etag)
  if (isKnown) response.writeHead(304, head).end()
  else response.writeHead(200, [...head, 'content-length', String(answer.body.length)]).end(answer.body)
  meter.request('GET', ROUTE, isKnown ? 304 : 200, (performance.now() - began) / 1000)
  return true
}

const SHARED = '/api/trpc/'
const ROUTE = '/api/trpc/*'

/** A request with a key, or for an answer in lines, which tRPC's clients read as it is being made. */
function isSpecial(header: (name: string) => string | string[] | undefined): boolean {
  const [key, form, accepted] = ['authorization', 'trpc-accept', 'accept'].map(header)
  return key !== undefined || form !== undefined || String(accepted).includes('jsonl')
}

/** As `If-None-Match` compares: what packs an answer on the way makes its tag a weak one. */
function namesAny(header: string, etag: string): boolean {
  return header.split(',').some((one) => ['*', etag].includes(one.trim().replace(/^W\//, '')))
}

/** One that is beyond it goes the long way, and is refused there. */
function isWithinLimit(core: Core, { socket, headers }: IncomingMessage, calls: number): boolean {
  const forwarded = headers['x-forwarded-for']
  const chain = Array.isArray(forwarded) ? forwarded.join(',') : (forwarded ?? null)
  try {
    core.limiter.take('read', clientPrefix(core, chain, socket.remoteAddress ?? ''), calls)
    return true
  } catch {
    return false
  }
}

/** Keeps what its reads said is everybody's, with all its headers. Stands outermost. */
export function keepShared(core: Core): MiddlewareHandler<{ Variables: { ctx?: Ctx } }> {
  return async (c, next) => {
    await next()
    const sharing = c.var.ctx?.sharing
    if (!sharing?.isWhole || c.req.method !== 'GET' || c.res.status !== 200) return
    if (isSpecial((name) => c.req.header(name)) || c.res.headers.has('set-cookie')) return
    const body = Buffer.from(await c.res.arrayBuffer())
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
    const from = core.now()
    const until = Math.min(sharing.until, from + LONGEST_SHARED)
    const { channels, begun, calls } = sharing
    c.res.headers.set('etag', etag)
    c.res.headers.delete('cache-control')
    c.res.headers.delete('content-length')
    const answer = { headers: [...c.res.headers].flat(), etag, body, from, until, channels, begun, calls }
    const { pathname, search } = new URL(c.req.url)
    core.shared.keep(pathname + search, answer)
    c.res.headers.set('cache-control', cacheControlOf(core, answer))
    c.res = new Response(body, c.res)
  }
}

function cacheControlOf(core: Core, { until }: Pick<SharedAnswer, 'until'>): string {
  const seconds = Math.max(0, Math.floor((until - core.now()) / 1000))
  return `public, max-age=0, s-maxage=${seconds}, must-revalidate`
}
