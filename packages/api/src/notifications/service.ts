import type { Notifications, NotificationSettings, PushTarget } from '@carillon/contract'
import { isTimeZone } from '@carillon/contract/wallclock'
import { and, eq, inArray, ne } from 'drizzle-orm'
import { type Ctx, transact } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { devices } from '../follows/table.ts'
import { areKeys } from './encrypt.ts'
import { holdUntil } from './quiet.ts'
import { notificationSettings, pushQueue, pushTargets } from './table.ts'
import { vapidPublicKey } from './vapid.ts'

const DEFAULTS: NotificationSettings = {
  quiet: null,
  dailyCap: null,
  digest: 'off',
  digestAt: 18 * 60,
  timeZone: 'UTC',
}

export async function getNotifications(ctx: Ctx): Promise<Notifications> {
  const { deviceId } = ctx
  const subscribed =
    deviceId !== null && (await ctx.db.read.$count(pushTargets, eq(pushTargets.deviceId, deviceId))) > 0
  return { publicKey: vapidPublicKey(ctx.vapid), subscribed, settings: await settingsOf(ctx) }
}

async function settingsOf(ctx: Ctx): Promise<NotificationSettings> {
  if (!ctx.followerId) return DEFAULTS
  const row = await ctx.db.read
    .select()
    .from(notificationSettings)
    .where(eq(notificationSettings.followerId, ctx.followerId))
    .get()
  if (!row) return DEFAULTS
  const { quietFrom, quietTo, dailyCap, digest, digestAt, timeZone } = row
  const quiet = quietFrom === null || quietTo === null ? null : { from: quietFrom, to: quietTo }
  return { quiet, dailyCap, digest, digestAt, timeZone }
}

/** Where the browser that asks takes notifications from now on. Only who follows something has anything to be told of. */
export async function subscribe(ctx: Ctx, { endpoint, keys }: PushTarget): Promise<void> {
  ctx.limiter.take('subscribe', ctx.addressPrefix)
  const { deviceId } = ctx
  if (!deviceId) throw new AppError('notifications.follow_first')
  if (!isPushService(ctx, endpoint) || !areKeys(keys)) throw new AppError('notifications.bad_target')
  const target = { endpoint, ...keys, locale: ctx.locale }
  await transact(
    ctx,
    async (tx) => {
      // A browser that became another device takes its address along.
      await tx.delete(pushTargets).where(and(eq(pushTargets.endpoint, endpoint), ne(pushTargets.deviceId, deviceId)))
      await tx
        .insert(pushTargets)
        .values({ id: ctx.newId('psh'), deviceId, ...target, createdAt: ctx.now() })
        .onConflictDoUpdate({ target: pushTargets.deviceId, set: target })
    },
    { group: true },
  )
}

/** Anything else could be read, or changed, on the way; a neighbour that the operator trusts is no way. */
function isPushService({ outside }: Ctx, endpoint: string): boolean {
  if (URL.parse(endpoint)?.username) return false
  if (outside.isTrusted(endpoint)) return true
  return new URL(endpoint).protocol === 'https:' && !outside.isInside(endpoint)
}

export async function unsubscribe(ctx: Ctx): Promise<void> {
  const { deviceId } = ctx
  if (!deviceId) return
  await transact(ctx, (tx) => tx.delete(pushTargets).where(eq(pushTargets.deviceId, deviceId)), { group: true })
}

/** For all devices of the follower. What waits already waits for the new time. */
export async function editNotifications(ctx: Ctx, input: NotificationSettings): Promise<Notifications> {
  const { followerId } = ctx
  if (!followerId) throw new AppError('notifications.follow_first')
  if (!isTimeZone(input.timeZone)) throw new AppError('drafts.time_zone', { timeZone: 'drafts.time_zone' })
  const { quiet, ...rest } = input
  // Hours that end when they begin are none.
  const [quietFrom, quietTo] = quiet && quiet.from !== quiet.to ? [quiet.from, quiet.to] : [null, null]
  const settings = { ...rest, quietFrom, quietTo }
  const now = ctx.now()
  await transact(ctx, async (tx) => {
    await tx
      .insert(notificationSettings)
      .values({ followerId, ...settings })
      .onConflictDoUpdate({ target: notificationSettings.followerId, set: settings })
    const mine = tx
      .select({ id: pushTargets.id })
      .from(pushTargets)
      .innerJoin(devices, eq(devices.id, pushTargets.deviceId))
      .where(eq(devices.followerId, followerId))
    await tx
      .update(pushQueue)
      .set({ nextAt: holdUntil(settings, now, false) ?? now })
      .where(and(eq(pushQueue.gathered, true), inArray(pushQueue.targetId, mine)))
  })
  ctx.notifying()
  return getNotifications(ctx)
}
