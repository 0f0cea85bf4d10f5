import type { GetChannel } from '@carillon/contract'
import { and, eq } from 'drizzle-orm'
import { timingSafeEqual } from 'node:crypto'
import { type ChannelRow, findChannel, roleIn } from '../channels/authority.ts'
import { inviteToken } from '../channels/view.ts'
import type { Ctx } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { follows } from './table.ts'

/** The one gate for reading: it stands before lists, media and whatever else shows a channel or its posts. */
export async function canRead(ctx: Ctx, channel: ChannelRow): Promise<boolean> {
  return channel.access === 'open' || (await isFollowing(ctx, channel.id)) || (await readsAsTeam(ctx, channel.id))
}

async function readsAsTeam(ctx: Ctx, channelId: string): Promise<boolean> {
  if (ctx.actor.kind === 'key' && !ctx.actor.scopes.includes('read')) return false
  return (await roleIn(ctx, channelId)) !== null
}

/** A channel's profile, for its readers and for whoever holds its link. */
export async function getChannel(ctx: Ctx, { handle, invite }: GetChannel): Promise<ChannelRow> {
  const channel = await findChannel(ctx, handle)
  if (!channel || !(isInvited(ctx, channel, invite) || (await canRead(ctx, channel)))) {
    throw new AppError('channels.not_found')
  }
  return channel
}

/** Whether this is the channel's present link. */
function isInvited(ctx: Ctx, channel: ChannelRow, invite: string | undefined): boolean {
  if (channel.access !== 'invite' || !invite) return false
  const expected = Buffer.from(inviteToken(ctx, channel))
  const given = Buffer.from(invite)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** The channel, if whoever asks may read it; else it is as good as none. */
export async function requireReadable(ctx: Ctx, handle: string): Promise<ChannelRow> {
  const channel = await findChannel(ctx, handle)
  if (!channel || !(await canRead(ctx, channel))) throw new AppError('channels.not_found')
  return channel
}

export async function isFollowing(ctx: Ctx, channelId: string): Promise<boolean> {
  if (!ctx.followerId) return false
  const row = await ctx.db.read
    .select({ at: follows.followedAt })
    .from(follows)
    .where(and(eq(follows.followerId, ctx.followerId), eq(follows.channelId, channelId)))
    .get()
  return row !== undefined
}
