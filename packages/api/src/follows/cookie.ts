import { DAY } from '@carillon/contract'
import { parse } from 'hono/utils/cookie'
import { type Core, type Ctx, hashToken } from '../core/context.ts'

export const FOLLOWER_COOKIE = 'carillon_follower'
/** As long as browsers allow: 400 days. */
const MAX_AGE = 400 * 86_400
/** Days after which it is given anew, so that who still reads stays known. */
const GIVEN_ANEW = 30

/** It says itself on which day it was given: nothing is written to know when it needs to be given anew. */
export function followerCookie(ctx: Core, token: string): string {
  return cookie(ctx, `${token}.${today(ctx).toString(36)}`, MAX_AGE)
}

/** Takes the cookie away. */
export function noFollowerCookie(ctx: Core): string {
  return cookie(ctx, '', 0)
}

/** The follower and the device whose token the request's cookie holds. */
export function followerOf(
  ctx: Core,
  cookies: Record<string, string>,
): { followerId: string | null; deviceId: string | null } {
  const { token } = valueIn(cookies)
  const row = token ? ctx.db.row(FIND_DEVICE, [hashToken(token)]) : null
  return { followerId: (row?.[0] as string | undefined) ?? null, deviceId: (row?.[1] as string | undefined) ?? null }
}

/** Asked at every request of a follower's. */
const FIND_DEVICE = 'SELECT follower_id, id FROM devices WHERE token_hash = ?'

/** Gives the cookie of this request for another 400 days, if it wasn't of late. */
export function renewCookie(ctx: Ctx): void {
  if (!ctx.deviceId || ctx.responseHeaders.has('set-cookie')) return
  const { token, givenOn } = valueIn(parse(ctx.requestHeaders.get('cookie') ?? '', FOLLOWER_COOKIE))
  if (token && today(ctx) - givenOn >= GIVEN_ANEW) ctx.responseHeaders.append('set-cookie', followerCookie(ctx, token))
}

function valueIn(cookies: Record<string, string>): { token: string; givenOn: number } {
  const [token = '', day = ''] = (cookies[FOLLOWER_COOKIE] ?? '').split('.')
  return { token, givenOn: Number.parseInt(day, 36) || 0 }
}

const today = (ctx: Core) => Math.floor(ctx.now() / DAY)

function cookie(ctx: Core, value: string, maxAge: number): string {
  const secure = ctx.origin.startsWith('https:') ? '; Secure' : ''
  return `${FOLLOWER_COOKIE}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`
}
