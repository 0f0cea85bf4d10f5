import type { OUTSIDE_FAULTS } from '@carillon/contract'
import http from 'node:http'
import https from 'node:https'
import ipaddr from 'ipaddr.js'
import type { Readable } from 'node:stream'
import { createBrotliDecompress, createUnzip } from 'node:zlib'
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent'

export type OutsideFault = (typeof OUTSIDE_FAULTS)[number]

export class OutsideError extends Error {
  readonly fault: OutsideFault
  constructor(fault: OutsideFault, options?: ErrorOptions) {
    super(fault, options)
    this.name = 'OutsideError'
    this.fault = fault
  }
}

export type OutsideRequest = {
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string | Uint8Array
  /** Most bytes of the answer's body, unpacked. */
  maxBytes: number
  /** Whether the rest of a longer one is left unread; else it is `too_large`. */
  cut?: boolean
  /** From the first look-up to the last byte, redirects included; milliseconds. */
  timeout: number
  redirects: number
}

export type OutsideAnswer = {
  status: number
  headers: http.IncomingHttpHeaders
  body: Buffer
  /** Where the answer came from in the end. */
  url: string
  /** Where it has moved for good, when every redirect on the way said so; `null` otherwise. */
  movedTo: string | null
}

/** Calls the servers of others: the one way out for whatever address somebody typed in. Throws `OutsideError`. */
export type Outside = {
  request(url: string, request: OutsideRequest): Promise<OutsideAnswer>
  /** Whether an address lies inside as it is written; where a name leads to is seen when connecting. */
  isInside(url: string): boolean
  /** Whether the operator said that this very host may be called. */
  isTrusted(url: string): boolean
  /** What it was made with, for a thread that makes one of its own. */
  options: OutsideOptions
  close(): void
}

const REDIRECTS = [301, 302, 303, 307, 308]
const FOR_GOOD = [301, 308]
/** Answers that have no body, however they say that it is packed. */
const EMPTY = [204, 304]

export type OutsideOptions = {
  /** `host:port` that may be called although it lies within; for tests and for neighbours that an operator trusts. */
  allowed: string[]
  /** How we introduce ourselves. */
  agent: string
  /** Connections to one host that stay open for the next request; without it each request has its own. */
  connections?: number
}

/**
 * The address is checked when connecting, at every hop, after the name was resolved: a name that answers differently
 * the second time gains nothing, and neither does a redirect to the inside.
 */
export function createOutside(options: OutsideOptions): Outside {
  const { allowed, agent, connections } = options
  const kept = connections ? { keepAlive: true, maxSockets: connections, maxFreeSockets: connections } : {}
  const filtering = { 'http:': new RequestFilteringHttpAgent(kept), 'https:': new RequestFilteringHttpsAgent(kept) }
  const open = { 'http:': new http.Agent(kept), 'https:': new https.Agent(kept) }
  const trusted = new Set(allowed)
  const isTrusted = ({ protocol, hostname, port }: URL) =>
    trusted.has(`${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`)

  async function hop(url: URL, request: OutsideRequest, signal: AbortSignal) {
    const protocol = url.protocol as keyof typeof filtering
    const agents = isTrusted(url) ? open : filtering
    const headers = { 'user-agent': agent, 'accept-encoding': 'gzip, br', ...request.headers }
    const { promise, resolve, reject } = Promise.withResolvers<http.IncomingMessage>()
    const send = protocol === 'https:' ? https.request : http.request
    const sent = send(url, { agent: agents[protocol], method: request.method ?? 'GET', headers, signal }, resolve)
    sent.on('error', reject)
    // What wants to speak another protocol gives no answer, and nothing that would end the wait for one.
    sent.on('upgrade', (_, socket) => {
      socket.destroy()
      reject(new Error('it wants to speak another protocol'))
    })
    sent.end(request.body)
    return promise
  }

  async function follow(start: string, request: OutsideRequest, signal: AbortSignal): Promise<OutsideAnswer> {
    let url = webAddress(start)
    let movedTo: string | null = null
    let forGood = true
    for (let redirects = 0; ; redirects += 1) {
      const answer = await hop(url, request, signal)
      const { statusCode: status = 0, headers } = answer
      if (request.redirects === 0 || !REDIRECTS.includes(status) || !headers.location) {
        return { status, headers, url: url.href, movedTo, body: await read(answer, request) }
      }
      answer.destroy()
      if (redirects === request.redirects) throw new OutsideError('too_many_redirects')
      url = webAddress(headers.location, url)
      forGood &&= FOR_GOOD.includes(status)
      movedTo = forGood ? url.href : null
    }
  }

  return {
    async request(url, request) {
      const signal = AbortSignal.timeout(request.timeout)
      try {
        return await follow(url, request, signal)
      } catch (error) {
        throw error instanceof OutsideError ? error : new OutsideError(faultOf(error, signal), { cause: error })
      }
    },
    isInside(text) {
      const url = webAddress(text)
      return !isTrusted(url) && namesTheInside(url.hostname)
    },
    isTrusted: (text) => isTrusted(webAddress(text)),
    options,
    close() {
      for (const one of [...Object.values(filtering), ...Object.values(open)]) one.destroy()
    },
  }
}

function webAddress(text: string, base?: URL): URL {
  const url = URL.parse(text, base?.href)
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) throw new OutsideError('bad_address')
  return url
}

/** Of a host as `URL` writes it, whatever form it was given in. */
function namesTheInside(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '')
  if (ipaddr.isValid(host)) return ipaddr.process(host).range() !== 'unicast'
  return /(^|\.)localhost\.?$/.test(host)
}

async function read(answer: http.IncomingMessage, { maxBytes, cut }: OutsideRequest): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of unpacked(answer)) {
    size += (chunk as Buffer).length
    if (size > maxBytes) {
      answer.destroy()
      if (!cut) throw new OutsideError('too_large')
      chunks.push((chunk as Buffer).subarray(0, maxBytes - size))
      break
    }
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks)
}

function unpacked(answer: http.IncomingMessage): Readable {
  if (EMPTY.includes(answer.statusCode ?? 0)) return answer
  const packing = answer.headers['content-encoding']?.toLowerCase()
  const unpack =
    packing === 'br' ? createBrotliDecompress() : /^(x-)?gzip$|^deflate$/.test(packing ?? '') ? createUnzip() : null
  if (!unpack) return answer
  answer.on('error', (error) => unpack.destroy(error))
  return answer.pipe(unpack)
}

function faultOf(error: unknown, signal: AbortSignal): OutsideFault {
  if (signal.aborted) return 'too_slow'
  // What the agent throws has no code, and says so in these words only.
  return error instanceof Error && /is not allowed/.test(error.message) ? 'refused' : 'unreachable'
}
