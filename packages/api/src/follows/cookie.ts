import { type Core, hashToken } from '../core/context.ts'

export const FOLLOWER_COOKIE = 'carillon_follower'
/** As long as browsers allow: 400 days, renewed by nothing but following. */
const MAX_AGE = 400 * 86_400

export function followerCookie(ctx: Core, token: string): string {
  const secure = ctx.origin.startsWith('https:') ? '; Secure' : ''
  return `${FOLLOWER_COOKIE}=${token}; Path=/; Max-Age=${MAX_AGE}; HttpOnly; SameSite=Lax${secure}`
}

/** The follower whose token the request's cookie holds, or `null`. */
export async function followerOf(ctx: Core, cookies: Record<string, string>): Promise<string | null> {
  const token = cookies[FOLLOWER_COOKIE]
  if (!token) return null
  const row = ctx.db.row(FIND_FOLLOWER, [hashToken(token)])
  return (row?.[0] as string | undefined) ?? null
}

/** Asked at every request of a follower's. */
const FIND_FOLLOWER = 'SELECT follower_id FROM devices WHERE token_hash = ?'
