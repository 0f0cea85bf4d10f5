import type { SourceFault } from '@carillon/contract'
import { OutsideError } from '../core/outside.ts'
import type { Core } from '../core/context.ts'
import type { Feed } from './feed.ts'
import { readMaxAge, readRetryAfter } from './schedule.ts'

const FEED = { maxBytes: 5 * 1024 * 1024, timeout: 20_000, redirects: 5 }
const ACCEPT =
  'application/rss+xml, application/atom+xml, application/rdf+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.5, */*;q=0.1'
/** What a server wants to hear again is handed back as it came, unless it is no such thing. */
const MOST_TAG = 1_000

/** How a feed was asked last time, as far as its server wants to hear of it. */
export type Before = { etag: string | null; lastModified: string | null }

export type Asked =
  | { kind: 'fault'; fault: SourceFault; status: number | null; retryAfter: number | null }
  | { kind: 'unchanged'; maxAge: number | null }
  /** A page that is no feed, and may name one. */
  | { kind: 'page'; link: string | null }
  | ({ kind: 'feed'; feed: Feed; url: string; movedTo: string | null; maxAge: number | null } & Before)

/** Asks a server for its feed. */
export async function askFeed(ctx: Core, url: string, before: Before): Promise<Asked> {
  const headers = {
    accept: ACCEPT,
    ...(before.etag ? { 'if-none-match': before.etag } : {}),
    ...(before.lastModified ? { 'if-modified-since': before.lastModified } : {}),
  }
  const answer = await ctx.outside.request(url, { ...FEED, headers }).catch((error: unknown) => {
    if (error instanceof OutsideError) return error
    throw error
  })
  if (answer instanceof OutsideError) return { kind: 'fault', fault: answer.fault, status: null, retryAfter: null }
  const { status } = answer
  const maxAge = readMaxAge(answer.headers['cache-control'])
  if (status === 304) return { kind: 'unchanged', maxAge }
  if (status !== 200) {
    const retryAfter = readRetryAfter(answer.headers['retry-after'], ctx.now())
    return { kind: 'fault', fault: 'status', status, retryAfter }
  }
  const contentType = answer.headers['content-type'] ?? ''
  const { feed, link } = await ctx.feeds.read({ bytes: answer.body, contentType, url: answer.url })
  if (!feed) return { kind: 'page', link }
  const [etag, lastModified] = [tag(answer.headers.etag), tag(answer.headers['last-modified'])]
  return { kind: 'feed', feed, url: answer.url, movedTo: answer.movedTo, maxAge, etag, lastModified }
}

function tag(header: string | undefined): string | null {
  return header && header.length <= MOST_TAG ? header : null
}
