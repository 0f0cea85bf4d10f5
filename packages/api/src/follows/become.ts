import { type Ctx, hashToken } from '../core/context.ts'
import type { Tx } from '../core/database.ts'
import { followerCookie } from './cookie.ts'

type Newcomer = { id: string; deviceId: string; token: string; told: boolean }

/** By the answer that brings them their cookie: all calls of a batch are of the same one. */
const NEWCOMERS = new WeakMap<Headers, Newcomer>()

/**
 * Who does something as a follower: whoever holds this request's cookie, or somebody new, whom their first follow or
 * vote makes. `write` goes into the transaction of what they do, `tell` after it.
 */
export function becomeFollower(ctx: Ctx): { id: string; write(tx: Tx): void; tell(): void } {
  if (ctx.followerId) return { id: ctx.followerId, write() {}, tell() {} }
  const newcomer = NEWCOMERS.get(ctx.responseHeaders) ?? makeNewcomer(ctx)
  return {
    id: newcomer.id,
    write(tx) {
      const now = ctx.now()
      ctx.db.run(tx, INSERT_FOLLOWER, [newcomer.id, now])
      ctx.db.run(tx, INSERT_DEVICE, [newcomer.deviceId, newcomer.id, hashToken(newcomer.token), now])
    },
    tell() {
      if (newcomer.told) return
      newcomer.told = true
      ctx.followerId = newcomer.id
      ctx.deviceId = newcomer.deviceId
      ctx.responseHeaders.append('set-cookie', followerCookie(ctx, newcomer.token))
    },
  }
}

/** From one address there are only so many an hour, who may be people behind a carrier's or one who forgets cookies. */
function makeNewcomer(ctx: Ctx): Newcomer {
  ctx.limiter.take('newcomer', ctx.addressPrefix)
  const newcomer = { id: ctx.newId('flw'), deviceId: ctx.newId('dev'), token: ctx.newToken(), told: false }
  NEWCOMERS.set(ctx.responseHeaders, newcomer)
  return newcomer
}

/** Another call of the batch may have written it already. */
const INSERT_FOLLOWER = 'INSERT INTO followers (id, created_at) VALUES (?, ?) ON CONFLICT (id) DO NOTHING'
const INSERT_DEVICE =
  'INSERT INTO devices (id, follower_id, token_hash, created_at) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING'
