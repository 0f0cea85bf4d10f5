import {
  type FollowedSettings,
  LIMITS,
  type Mute,
  type MuteChannel,
  type NotifyOfChannel,
  type PinChannel,
} from '@carillon/contract'
import { and, eq, isNotNull, ne } from 'drizzle-orm'
import { type Ctx, transact } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { requireReadable } from '../follows/reading.ts'
import { follows } from '../follows/table.ts'

const HOUR = 3_600_000
const LASTS: Record<Mute, number> = { hours: 8 * HOUR, week: 7 * 24 * HOUR, always: Infinity }

export function muteChannel(ctx: Ctx, { handle, mute }: MuteChannel): Promise<FollowedSettings> {
  const mutedUntil = mute && Math.min(ctx.now() + LASTS[mute], Number.MAX_SAFE_INTEGER)
  return change(ctx, handle, { mutedUntil })
}

/** Stands first in the list. One that is pinned already keeps its place. */
export function pinChannel(ctx: Ctx, { handle, pinned }: PinChannel): Promise<FollowedSettings> {
  return change(ctx, handle, { pinnedAt: pinned ? ctx.now() : null })
}

export function notifyOfChannel(ctx: Ctx, { handle, notify }: NotifyOfChannel): Promise<FollowedSettings> {
  return change(ctx, handle, { notify })
}

type Changes = Partial<Pick<typeof follows.$inferInsert, 'mutedUntil' | 'pinnedAt' | 'notify'>>

async function change(ctx: Ctx, handle: string, changes: Changes): Promise<FollowedSettings> {
  const channel = await requireReadable(ctx, handle)
  const { followerId } = ctx
  if (!followerId) throw new AppError('follows.not_following')
  const row = await transact(
    ctx,
    async (tx) => {
      if (changes.pinnedAt) {
        const others = and(eq(follows.followerId, followerId), ne(follows.channelId, channel.id))
        const pinned = await tx.$count(follows, and(others, isNotNull(follows.pinnedAt)))
        if (pinned >= LIMITS.pinnedChannels) throw new AppError('follows.too_many_pins')
      }
      return tx
        .update(follows)
        .set(changes)
        .where(and(eq(follows.followerId, followerId), eq(follows.channelId, channel.id)))
        .returning()
        .get()
    },
    { group: true },
  )
  if (!row) throw new AppError('follows.not_following')
  if (changes.mutedUntil) ctx.counter.muted(channel.id)
  ctx.live.mine(followerId)
  const { mutedUntil, pinnedAt, notify } = row
  return { handle: channel.handle, mutedUntil, pinned: pinnedAt !== null, notify }
}
