import { COUNTRIES, pickLocale } from '@carillon/contract'
import { parse } from 'hono/utils/cookie'
import type { IncomingHttpHeaders } from 'node:http'
import { holdsSession } from '../accounts/auth.ts'
import type { Actor, Core, Ctx, Who } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { addressPrefix } from '../core/limiter.ts'
import { Sharing } from '../core/shared.ts'
import { FOLLOWER_COOKIE, followerOf } from '../follows/cookie.ts'
import { keyActor } from '../keys/service.ts'

export type Env = { Variables: { ctx: Ctx } }

const SAFE = new Set(['GET', 'HEAD'])

/**
 * Who asks, and may this request change anything at all? A write that carries cookies must come from our own pages.
 * A program sends no Origin and no cookies: only its Bearer key counts.
 */
export async function requestContext(core: Core, request: AnyRequest, remoteAddress: string): Promise<Ctx> {
  const { headers } = request
  const { cookies } = credentialsIn(headers)
  assertOrigin(core, request, cookies !== '')
  const whoNow = () => whoAsks(core, headers)
  return {
    ...core,
    ...(await whoNow()),
    whoNow,
    locale: pickLocale((headers.get('accept-language') ?? '').split(',')),
    country: countryOf(core, headers),
    addressPrefix: clientPrefix(core, headers.get('x-forwarded-for'), remoteAddress),
    requestHeaders: headers,
    sharing: new Sharing(core.shared.begin()),
    responseHeaders: new Headers(),
  }
}

type AnyRequest = Pick<Request, 'method' | 'headers'>

/** A program's key counts alone: whatever cookies come with it are nobody's. */
function credentialsIn(headers: Headers): { bearer: string | undefined; cookies: string } {
  const bearer = /^Bearer (.+)$/i.exec(headers.get('authorization') ?? '')?.[1]
  return { bearer, cookies: bearer ? '' : (headers.get('cookie') ?? '') }
}

async function whoAsks(core: Core, headers: Headers): Promise<Who & Pick<Ctx, 'deviceId'>> {
  const { bearer, cookies } = credentialsIn(headers)
  if (bearer) return { actor: await keyActor(core, bearer), followerId: null, deviceId: null }
  if (cookies === '') return { actor: { kind: 'nobody' }, followerId: null, deviceId: null }
  return { actor: await accountActor(core, headers), ...followerOf(core, parse(cookies, FOLLOWER_COOKIE)) }
}

/** What isn't a country, such as `T1` for one that isn't known, is nothing. */
function countryOf({ countryHeader }: Core, headers: Headers): string | undefined {
  const country = countryHeader === null ? undefined : headers.get(countryHeader)?.toUpperCase()
  return country !== undefined && COUNTRIES.includes(country) ? country : undefined
}

/** Those of Node's that say who asks, and from where. */
export function fewHeaders({ countryHeader }: Core, all: IncomingHttpHeaders): Headers {
  const few = new Headers()
  for (const name of countryHeader === null ? FEW : [...FEW, countryHeader]) {
    const value = all[name]
    if (value !== undefined) few.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  return few
}

const FEW = ['authorization', 'cookie', 'origin', 'x-forwarded-for', 'accept-language', 'user-agent', 'sec-purpose']

function assertOrigin(core: Core, request: AnyRequest, hasCookies: boolean): void {
  if (SAFE.has(request.method)) return
  const origin = request.headers.get('origin')
  const ours = origin !== null && (origin === core.origin || core.alsoOrigins.includes(origin))
  // A first follow carries no cookie yet, and a sign-in neither: a browser still names its origin, and it must be ours.
  if (origin === null ? hasCookies : !ours) throw new AppError('request.wrong_origin')
}

async function accountActor(core: Core, headers: Headers): Promise<Actor> {
  if (!holdsSession(headers)) return { kind: 'nobody' }
  const { getSession } = core.auth.api
  // Once a day it writes that the session goes on; a disk that is full keeps nobody from reading.
  const session = await getSession({ headers }).catch(() => getSession({ headers, query: { disableRefresh: true } }))
  if (!session) return { kind: 'nobody' }
  const { id, email, name, operator, creator } = session.user
  return { kind: 'account', id, email, name, operator: operator === true, creator: creator === true }
}

/** What limits know the prefix of an asker's address by: what a trusted proxy adds to `X-Forwarded-For`, never what came in with it. */
export function clientPrefix(core: Core, forwardedFor: string | null, remote: string): string {
  const isTrusted = (address: string) => core.trustedProxies.includes(address.replace(/^::ffff:/i, ''))
  const chain = [...(forwardedFor ?? '').split(',').map((address) => address.trim()), remote]
  let address = chain.pop()!
  while (isTrusted(address) && chain.at(-1)) address = chain.pop()!
  return core.limiter.nameOf(addressPrefix(address, core.prefixes))
}
