import { LIMITS } from '@carillon/contract'
import { type Ctx, hashToken, transact } from '../core/context.ts'
import type { Tx } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { followerCookie } from '../follows/cookie.ts'
import { mergeFollows } from '../follows/service.ts'

/**
 * Makes the browser that asks a device of this follower. Whoever it was before becomes the same one, with all their
 * devices and passkeys: what they follow comes along, and of what both follow is kept what was read further, muted and
 * pinned. Its token is a new one. `assertStill` runs in the transaction, before anything is written.
 */
export async function becomeDeviceOf(ctx: Ctx, into: string, assertStill: (tx: Tx) => void): Promise<void> {
  const { followerId: from } = ctx
  if (from === into) throw new AppError('followers.same')
  const token = ctx.newToken()
  const deviceId = ctx.deviceId ?? ctx.newId('dev')
  let followedTwice: string[] = []
  await transact(ctx, async (tx) => {
    const run = (sql: string, params: unknown[]) => ctx.db.run(tx, sql, params)
    const count = (of: string) => run(COUNT_DEVICES, [of])[0]![0] as number
    if (count(into) + (from ? count(from) : 1) > LIMITS.devices) throw new AppError('followers.too_many_devices')
    assertStill(tx)
    if (from) {
      followedTwice = await mergeFollows(ctx, tx, from, into)
      run('UPDATE devices SET follower_id = ? WHERE follower_id = ?', [into, from])
      run('UPDATE passkeys SET follower_id = ? WHERE follower_id = ?', [into, from])
    }
    run(WRITE_DEVICE, [deviceId, into, hashToken(token), ctx.now()])
    if (from) run('DELETE FROM followers WHERE id = ?', [from])
  })
  for (const channelId of followedTwice) ctx.counter.unfollowed(channelId)
  if (from) ctx.joinCodes.drop(from)
  Object.assign(ctx, { followerId: into, deviceId })
  ctx.responseHeaders.append('set-cookie', followerCookie(ctx, token))
  if (from) ctx.live.mine(from)
  ctx.live.mine(into)
}

const COUNT_DEVICES = 'SELECT count(*) FROM devices WHERE follower_id = ?'
const WRITE_DEVICE = `INSERT INTO devices (id, follower_id, token_hash, created_at) VALUES (?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET follower_id = excluded.follower_id, token_hash = excluded.token_hash,
    created_at = excluded.created_at`
