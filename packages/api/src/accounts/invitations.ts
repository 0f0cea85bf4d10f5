import { type INVITATION_KINDS, LIMITS, DAY, type Role } from '@carillon/contract'
import { and, eq, gt } from 'drizzle-orm'
import { type Core, hashToken } from '../core/context.ts'
import type { Tx } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { invitations } from './table.ts'

export type InvitationRow = typeof invitations.$inferSelect
type NewInvitation = {
  kind: (typeof INVITATION_KINDS)[number]
  channelId?: string
  role?: Role
  email?: string | undefined
  invitedBy?: string
}

/** Makes a link that works once, for seven days. The token in it is kept as a hash only. */
export async function createInvitation(ctx: Core, tx: Tx, input: NewInvitation) {
  const token = ctx.newToken()
  const row = {
    ...input,
    id: ctx.newId('inv'),
    tokenHash: hashToken(token),
    createdAt: ctx.now(),
    expiresAt: ctx.now() + LIMITS.invitationDays * DAY,
  }
  await tx.insert(invitations).values(row)
  return { id: row.id, token, link: `${ctx.origin}/console/invitation/${token}`, expiresAt: row.expiresAt }
}

export async function findInvitation(ctx: Core, token: string): Promise<InvitationRow> {
  const row = await ctx.db.read
    .select()
    .from(invitations)
    .where(and(eq(invitations.tokenHash, hashToken(token)), gt(invitations.expiresAt, ctx.now())))
    .get()
  if (!row) throw new AppError('accounts.token_invalid')
  return row
}

/** Takes the invitation away, for whoever comes first. */
export async function consumeInvitation(tx: Tx, invitation: InvitationRow): Promise<void> {
  const taken = await tx.delete(invitations).where(eq(invitations.id, invitation.id)).returning({ id: invitations.id })
  if (taken.length === 0) throw new AppError('accounts.token_invalid')
}

export function assertAddressed(invitation: InvitationRow, email: string): void {
  if (invitation.email && invitation.email !== email) {
    throw new AppError('accounts.email_differs', { email: 'accounts.email_differs' })
  }
}

/** The links into a team that somebody made who may make none any more. */
export async function revokeInvitationsOf(tx: Tx, channelId: string, accountId: string): Promise<void> {
  await tx.delete(invitations).where(and(eq(invitations.channelId, channelId), eq(invitations.invitedBy, accountId)))
}
