import type { Channel, Role, TeamChannel } from '@carillon/contract'
import { type Ctx, sign } from '../core/context.ts'
import type { ChannelRow } from './authority.ts'

export function toChannel(row: ChannelRow): Channel {
  return { ...row, avatar: avatarPath(row.avatar) }
}

export function avatarPath(avatar: string | null): string | null {
  return avatar && `/api/avatars/${avatar}`
}

export function toTeamChannel(ctx: Ctx, row: ChannelRow, role: Role): TeamChannel {
  const inviteLink = row.access === 'invite' ? `${ctx.origin}/c/${row.handle}?invite=${inviteToken(ctx, row)}` : null
  return { ...toChannel(row), role, inviteLink, review: row.review }
}

/** The token in a channel's link: a signature over its generation, so that it can be shown again and renewed. */
export function inviteToken(ctx: Ctx, row: ChannelRow): string {
  return sign(ctx, 'invite', `${row.id} ${row.inviteGeneration}`)
}
