import { type ChannelRow, requireRole } from '../channels/authority.ts'
import { commandContext, type Core, type Ctx, type Who } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { canRead, getChannel } from '../follows/reading.ts'
import { profileOf, roomOf, teamOf } from './rooms.ts'
import type { Seat, Wants } from './seat.ts'

/** The rooms that somebody may be in now, by the one gate for reading. */
export async function roomsFor(core: Core, who: Who, { follows, channels, analytics }: Wants): Promise<Set<string>> {
  const ctx = contextOf(core, who)
  const rooms = new Set<string>()
  if (who.followerId) rooms.add(roomOf(who.followerId))
  if (follows && who.followerId) {
    for (const [id] of core.db.rows(FOLLOWED, [who.followerId])) rooms.add(id as string)
  }
  if (analytics !== undefined && (await mayAnalyse(ctx, analytics))) rooms.add(teamOf(analytics?.id ?? null))
  for (const wanted of channels) {
    // Whoever has but the link knows the profile; posts are for those who follow.
    const channel = await getChannel(ctx, wanted).catch(unlessRefused)
    if (channel?.id === wanted.id) rooms.add((await canRead(ctx, channel)) ? channel.id : profileOf(channel.id))
  }
  return rooms
}

async function mayAnalyse(ctx: Ctx, wanted: { handle: string } | null): Promise<boolean> {
  if (!wanted) return ctx.actor.kind === 'account' && ctx.actor.operator
  return (await requireRole(ctx, wanted.handle, 'analyst', 'read').catch(unlessRefused)) !== null
}

/** Those of the room of a channel that isn't open who may still read it. */
export async function readersAmong(core: Core, channel: ChannelRow, seats: Seat[]): Promise<Set<Seat>> {
  const ids = seats.flatMap(({ who }) => who.followerId ?? [])
  const following = new Set(core.db.rows(FOLLOWING, [JSON.stringify(ids), channel.id]).map(([id]) => id))
  const readers = new Set<Seat>()
  for (const seat of seats) {
    if (following.has(seat.who.followerId) || (await readsAsTeam(core, channel, seat))) readers.add(seat)
  }
  return readers
}

/** A team's members are few: who they are by now is asked anew each time. */
async function readsAsTeam(core: Core, channel: ChannelRow, seat: Seat): Promise<boolean> {
  if (seat.who.actor.kind === 'nobody') return false
  const who = await seat.whoNow().catch(unlessRefused)
  return who !== null && canRead(contextOf(core, who), channel)
}

export function contextOf(core: Core, { actor, followerId }: Who): Ctx {
  return commandContext(core, actor, followerId)
}

export function unlessRefused(error: unknown): null {
  if (error instanceof AppError) return null
  throw error
}

const FOLLOWED = 'SELECT channel_id FROM follows WHERE follower_id = ?'
const FOLLOWING = `SELECT follower_id FROM json_each(?) AS asked
  CROSS JOIN follows ON follows.follower_id = asked.value AND follows.channel_id = ?`
