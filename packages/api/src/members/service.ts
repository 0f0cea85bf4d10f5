import {
  type ChangeRole,
  type Invitation,
  type InvitationLink,
  type InvitationToken,
  type InviteMember,
  type InviteOwner,
  LIMITS,
  type MemberRef,
  type RevokeInvitation,
  type Role,
  type Team,
} from '@carillon/contract'
import { and, asc, count, eq, gt } from 'drizzle-orm'
import {
  assertAddressed,
  consumeInvitation,
  createInvitation,
  findInvitation,
  revokeInvitationsOf,
} from '../accounts/invitations.ts'
import { grant } from '../accounts/service.ts'
import { accounts, invitations } from '../accounts/table.ts'
import { findChannel, requireRole, requireWritable } from '../channels/authority.ts'
import { channels, members } from '../channels/table.ts'
import { type Ctx, emitEvent, transact } from '../core/context.ts'
import type { Tx } from '../core/database.ts'
import { AppError } from '../core/errors.ts'

/** The team of a channel, for its team. Followers are in no list. */
export async function getTeam(ctx: Ctx, handle: string): Promise<Team> {
  const channel = await requireRole(ctx, handle, 'analyst', null)
  const rows = await ctx.db.read
    .select({
      accountId: accounts.id,
      name: accounts.name,
      email: accounts.email,
      role: members.role,
      since: members.since,
    })
    .from(members)
    .innerJoin(accounts, eq(accounts.id, members.accountId))
    .where(eq(members.channelId, channel.id))
    .orderBy(asc(members.since))
  const pending = await ctx.db.read
    .select({ id: invitations.id, role: invitations.role, email: invitations.email, expiresAt: invitations.expiresAt })
    .from(invitations)
    .where(and(eq(invitations.channelId, channel.id), gt(invitations.expiresAt, ctx.now())))
  const given = pending.map(({ role, ...invitation }) => ({ ...invitation, role: role === 'owner' ? null : role }))
  return { members: rows, invitations: given }
}

/** Nobody but the owner may make or unmake admins. */
export async function inviteMember(ctx: Ctx, invitedBy: string, input: InviteMember): Promise<InvitationLink> {
  const channel = await requireWritable(ctx, input.handle, 'admin', null)
  const { role, email } = input
  if (channel.role !== 'owner' && role === 'admin') throw new AppError('members.role')
  const invitation = { kind: 'team' as const, channelId: channel.id, role, email, invitedBy }
  return transact(ctx, (tx) => createInvitation(ctx, tx, invitation))
}

/** Hands a channel that nobody speaks for to whoever accepts. For operators only, as its procedure says. */
export async function inviteOwner(ctx: Ctx, { handle, email }: InviteOwner): Promise<InvitationLink> {
  const channel = await findChannel(ctx, handle)
  if (!channel) throw new AppError('channels.not_found')
  if (channel.claimed) throw new AppError('channels.claimed')
  const invitation = { kind: 'team' as const, channelId: channel.id, role: 'owner' as const, email }
  return transact(ctx, (tx) => createInvitation(ctx, tx, invitation))
}

export async function revokeInvitation(ctx: Ctx, input: RevokeInvitation): Promise<void> {
  const channel = await requireRole(ctx, input.handle, 'admin', null)
  const which = and(eq(invitations.id, input.invitationId), eq(invitations.channelId, channel.id))
  await transact(ctx, (tx) => tx.delete(invitations).where(which))
}

/** What a link is for, told to whoever holds it. */
export async function describeInvitation(ctx: Ctx, { token }: InvitationToken): Promise<Invitation> {
  const { kind, channelId, role, email, expiresAt } = await findInvitation(ctx, token)
  if (!channelId) return { kind, channel: null, role: null, email, expiresAt }
  const channel = await ctx.db.read.select().from(channels).where(eq(channels.id, channelId)).get()
  if (!channel) throw new AppError('accounts.token_invalid')
  return { kind, channel: { handle: channel.handle, name: channel.name }, role, email, expiresAt }
}

/** Accepts for the signed-in account; answers the channel whose team it now is in, if the link was for one. */
export async function acceptInvitation(ctx: Ctx, accountId: string, email: string, { token }: InvitationToken) {
  const invitation = await findInvitation(ctx, token)
  assertAddressed(invitation, email)
  const { channelId, role } = invitation
  if (!channelId || !role) {
    await transact(ctx, (tx) => consumeInvitation(tx, invitation))
    if (invitation.kind === 'operator') await grant(ctx, accountId, { operator: true, creator: true })
    if (invitation.kind === 'create') await grant(ctx, accountId, { creator: true })
    return { handle: null }
  }
  return transact(ctx, async (tx) => {
    await consumeInvitation(tx, invitation)
    const channel = await tx.select().from(channels).where(eq(channels.id, channelId)).get()
    if (!channel) throw new AppError('accounts.token_invalid')
    if (role === 'owner') await claim(ctx, tx, channelId)
    await assertRoomFor(tx, channelId, role)
    const added = await tx
      .insert(members)
      .values({ channelId, accountId, role, since: ctx.now() })
      .onConflictDoNothing()
      .returning({ role: members.role })
    if (added.length === 0) throw new AppError('members.already')
    return { handle: channel.handle }
  })
}

/** For whoever comes first: a channel has one owner. */
async function claim(ctx: Ctx, tx: Tx, channelId: string): Promise<void> {
  const unclaimed = and(eq(channels.id, channelId), eq(channels.claimed, false))
  const claimed = await tx.update(channels).set({ claimed: true }).where(unclaimed).returning({ id: channels.id })
  if (claimed.length === 0) throw new AppError('channels.claimed')
  await emitEvent(ctx, tx, 'channel.changed', channelId)
}

/** The owner's role changes by transfer only. */
export async function changeRole(ctx: Ctx, input: ChangeRole): Promise<void> {
  const channel = await requireRole(ctx, input.handle, 'admin', null)
  await transact(ctx, async (tx) => {
    const present = await roleOf(tx, channel.id, input.accountId)
    if (present === 'owner') throw new AppError('members.owner_stays')
    if (channel.role !== 'owner' && (present === 'admin' || input.role === 'admin')) throw new AppError('members.role')
    if (present === input.role) return
    await assertRoomFor(tx, channel.id, input.role)
    await tx.update(members).set({ role: input.role }).where(memberOf(channel.id, input.accountId))
    if (input.role !== 'admin') await revokeInvitationsOf(tx, channel.id, input.accountId)
  })
}

export async function removeMember(ctx: Ctx, input: MemberRef): Promise<void> {
  const channel = await requireRole(ctx, input.handle, 'admin', null)
  await transact(ctx, async (tx) => {
    const present = await roleOf(tx, channel.id, input.accountId)
    if (present === 'owner') throw new AppError('members.owner_stays')
    if (channel.role !== 'owner' && present === 'admin') throw new AppError('members.role')
    await dropMember(tx, channel.id, input.accountId)
  })
}

export async function leaveTeam(ctx: Ctx, accountId: string, handle: string): Promise<void> {
  const channel = await requireRole(ctx, handle, 'analyst', null)
  if (channel.role === 'owner') throw new AppError('members.owner_stays')
  await transact(ctx, (tx) => dropMember(tx, channel.id, accountId))
}

/** The owner becomes an admin, and a member of the team the owner. */
export async function transferChannel(ctx: Ctx, accountId: string, input: MemberRef): Promise<void> {
  const channel = await requireRole(ctx, input.handle, 'owner', null)
  if (input.accountId === accountId) return
  await transact(ctx, async (tx) => {
    // Of two transfers at once the second finds another owner.
    if ((await roleOf(tx, channel.id, accountId)) !== 'owner') throw new AppError('members.role')
    const present = await roleOf(tx, channel.id, input.accountId)
    if (present !== 'admin') await assertRoomFor(tx, channel.id, 'admin')
    await tx.update(members).set({ role: 'admin' }).where(memberOf(channel.id, accountId))
    await tx.update(members).set({ role: 'owner' }).where(memberOf(channel.id, input.accountId))
  })
}

/** With the role go the API keys that hang on it and the links that its holder made. */
async function dropMember(tx: Tx, channelId: string, accountId: string): Promise<void> {
  await tx.delete(members).where(memberOf(channelId, accountId))
  await revokeInvitationsOf(tx, channelId, accountId)
}

function memberOf(channelId: string, accountId: string) {
  return and(eq(members.channelId, channelId), eq(members.accountId, accountId))
}

async function roleOf(tx: Tx, channelId: string, accountId: string): Promise<Role> {
  const row = await tx.select({ role: members.role }).from(members).where(memberOf(channelId, accountId)).get()
  if (!row) throw new AppError('members.not_found')
  return row.role
}

async function assertRoomFor(tx: Tx, channelId: string, role: Role): Promise<void> {
  if (role !== 'admin') return
  const admins = and(eq(members.channelId, channelId), eq(members.role, 'admin'))
  const found = await tx.select({ admins: count() }).from(members).where(admins).get()
  if ((found?.admins ?? 0) >= LIMITS.admins) throw new AppError('members.too_many_admins')
}
