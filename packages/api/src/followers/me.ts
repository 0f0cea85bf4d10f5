import type { Myself } from '@carillon/contract'
import { asc, eq } from 'drizzle-orm'
import type { Ctx } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { renewCookie } from '../follows/cookie.ts'
import { devices, follows, passkeys } from '../follows/table.ts'

/** What is kept of whoever asks, for themselves. */
export async function getMyself(ctx: Ctx): Promise<Myself> {
  const { followerId } = ctx
  if (!followerId) return { known: false, follows: 0, devices: [], passkeys: [] }
  renewCookie(ctx)
  const { read } = ctx.db
  return {
    known: true,
    follows: await read.$count(follows, eq(follows.followerId, followerId)),
    devices: await read
      .select({ id: devices.id, addedAt: devices.createdAt })
      .from(devices)
      .where(eq(devices.followerId, followerId))
      .orderBy(asc(devices.createdAt), asc(devices.id))
      .then((rows) => rows.map((row) => ({ ...row, current: row.id === ctx.deviceId }))),
    passkeys: await read
      .select({ id: passkeys.id, addedAt: passkeys.createdAt })
      .from(passkeys)
      .where(eq(passkeys.followerId, followerId))
      .orderBy(asc(passkeys.createdAt), asc(passkeys.id)),
  }
}

/** The follower that asks. Whoever is none yet has nothing that these procedures are about. */
export function requireFollower(ctx: Ctx): string {
  if (!ctx.followerId) throw new AppError('followers.nobody')
  return ctx.followerId
}
