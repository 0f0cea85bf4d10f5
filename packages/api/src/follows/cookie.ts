import { parse } from 'hono/utils/cookie'
import { type Core, type Ctx, hashToken } from '../core/context.ts'

const NAME = 'carillon_follower'
/** As long as browsers allow: 400 days, renewed by nothing but following. */
const MAX_AGE = 400 * 86_400

export function followerCookie(ctx: Core, token: string): string {
  const secure = ctx.origin.startsWith('https:') ? '; Secure' : ''
  return `${NAME}=${token}; Path=/; Max-Age=${MAX_AGE}; HttpOnly; SameSite=Lax${secure}`
}

/** The follower whose token the request's cookie holds, or `null`. */
export async function followerOf(ctx: Core, cookies: Record<string, string>): Promise<string | null> {
  const token = cookies[NAME]
  if (!token) return null
  const [row] = ctx.db.rows(FIND_FOLLOWER, [hashToken(token)])
  return (row?.[0] as string | undefined) ?? null
}

/** Asked at every request of a follower's. */
const FIND_FOLLOWER = 'SELECT follower_id FROM devices WHERE token_hash = ?'

/** The follower's device that sends this request, or `null`. */
export function deviceOf(ctx: Ctx): string | null {
  if (!ctx.followerId) return null
  const token = parse(ctx.requestHeaders.get('cookie') ?? '', NAME)[NAME]
  if (!token) return null
  const [row] = ctx.db.rows(FIND_DEVICE, [hashToken(token), ctx.followerId])
  return (row?.[0] as string | undefined) ?? null
}

const FIND_DEVICE = 'SELECT id FROM devices WHERE token_hash = ? AND follower_id = ?'
