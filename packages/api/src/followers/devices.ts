import type { Join, JoinCode, Myself, RemoveDevice } from '@carillon/contract'
import { type Ctx, transact } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { noFollowerCookie } from '../follows/cookie.ts'
import { eraseFollower } from './forget.ts'
import { getMyself, requireFollower } from './me.ts'
import { becomeDeviceOf } from './merge.ts'

export function makeJoinCode(ctx: Ctx): JoinCode {
  const followerId = requireFollower(ctx)
  ctx.limiter.take('join', ctx.addressPrefix)
  return ctx.joinCodes.make(followerId)
}

/** What is wrong with a code isn't said: a guess learns nothing. */
export async function join(ctx: Ctx, { code }: Join): Promise<Myself> {
  ctx.limiter.take('join', ctx.addressPrefix)
  const followerId = ctx.joinCodes.find(code)
  if (!followerId) throw new AppError('followers.code_invalid')
  await becomeDeviceOf(ctx, followerId, () => {
    // Good for one device, also where two come at once; and a follower may be gone by now.
    if (ctx.joinCodes.find(code) !== followerId) throw new AppError('followers.code_invalid')
    ctx.joinCodes.drop(followerId)
  })
  return getMyself(ctx)
}

/** Nobody can come back to what has neither a device nor a passkey: it is deleted with its last one. */
export async function removeDevice(ctx: Ctx, { deviceId }: RemoveDevice): Promise<Myself> {
  const followerId = requireFollower(ctx)
  const isReachable = await transact(ctx, async (tx) => {
    const gone = ctx.db.run(tx, DELETE_DEVICE, [deviceId, followerId])
    if (gone.length === 0) throw new AppError('followers.device_not_found')
    return ctx.db.run(tx, IS_REACHABLE, [followerId, followerId])[0]![0] === 1
  })
  if (!isReachable) await eraseFollower(ctx, followerId)
  if (deviceId === ctx.deviceId) {
    Object.assign(ctx, { followerId: null, deviceId: null })
    ctx.responseHeaders.append('set-cookie', noFollowerCookie(ctx))
  }
  ctx.live.mine(followerId)
  return getMyself(ctx)
}

const DELETE_DEVICE = 'DELETE FROM devices WHERE id = ? AND follower_id = ? RETURNING id'
const IS_REACHABLE = `SELECT EXISTS (SELECT 1 FROM devices WHERE follower_id = ?)
  OR EXISTS (SELECT 1 FROM passkeys WHERE follower_id = ?)`
