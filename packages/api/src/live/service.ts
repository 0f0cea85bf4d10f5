import type { LiveAnalytics, LiveChannel, LiveEvent, LiveUpdates } from '@carillon/contract'
import type { TrackedEnvelope } from '@trpc/server'
import { findChannel, requireRole } from '../channels/authority.ts'
import type { Ctx } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { getChannel } from '../follows/reading.ts'
import type { Seat, Wants } from './seat.ts'
import { Stream } from './stream.ts'

type Events<Event> = AsyncIterable<TrackedEnvelope<Event>, void, void>

/** What somebody asks to hear of. A channel that they may not read is none. */
export async function wantsOfChannel(ctx: Ctx, { handle, invite }: LiveChannel): Promise<Wants> {
  const { id } = await getChannel(ctx, { handle, invite })
  return { follows: false, channels: [{ id, handle, invite }] }
}

export async function wantsOfAnalytics(ctx: Ctx, { handle }: LiveAnalytics): Promise<Wants> {
  const wants = { follows: false, channels: [] }
  if (handle !== undefined) {
    const { id } = await requireRole(ctx, handle, 'analyst', 'read')
    return { ...wants, analytics: { id, handle } }
  }
  if (ctx.actor.kind !== 'account') throw new AppError('accounts.signed_out')
  if (!ctx.actor.operator) throw new AppError('accounts.operators_only')
  return { ...wants, analytics: null }
}

/** Those beside the followed ones that can't be read are left out: a page may name one that has just closed. */
export async function wantsOfUpdates(ctx: Ctx, { also }: LiveUpdates): Promise<Wants> {
  const found = await Promise.all(
    [...new Set(also)].map(async (handle) => {
      const channel = await findChannel(ctx, handle)
      return channel ? [{ id: channel.id, handle, invite: undefined }] : []
    }),
  )
  return { follows: true, channels: found.flat() }
}

/** A subscription as something to walk through. */
export async function listen<Event = LiveEvent>(
  ctx: Ctx,
  wants: Wants,
  lastEventId: string | undefined,
  signal: AbortSignal | undefined,
): Promise<Events<Event>> {
  const seats: Seat[] = []
  const leave = () => seats.forEach((seat) => ctx.live.leave(seat))
  const stream = new Stream<Event>(leave)
  seats.push(ctx.live.take(ctx, stream, wants))
  signal?.addEventListener('abort', () => void stream.return(), { once: true })
  await ctx.live.join(seats[0]!, lastEventId)
  return stream
}
