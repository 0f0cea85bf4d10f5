import * as z from 'zod'
import { Email } from './accounts.ts'
import { Handle } from './handles.ts'
import { AccountId, Instant, InvitationId, KeyId } from './ids.ts'
import { ROLES, SCOPES } from './lists.ts'
import { line } from './text.ts'

export const RoleName = z.enum(ROLES)
/** There is one owner, and that changes by transfer only. */
export const GivenRole = RoleName.exclude(['owner'])

export const Member = z.object({
  accountId: AccountId,
  name: z.string(),
  email: z.string(),
  role: RoleName,
  since: Instant,
})
export type Member = z.infer<typeof Member>
export const PendingInvitation = z.object({
  id: InvitationId,
  role: GivenRole.nullable(),
  email: z.string().nullable(),
  expiresAt: Instant,
})
export type PendingInvitation = z.infer<typeof PendingInvitation>
export const Team = z.object({ members: z.array(Member), invitations: z.array(PendingInvitation) })
export type Team = z.infer<typeof Team>

export const ListTeam = z.object({ handle: Handle })
export const InviteMember = z.object({ handle: Handle, role: GivenRole, email: Email.optional() })
export type InviteMember = z.infer<typeof InviteMember>
/** Of an unclaimed channel: whoever accepts becomes its owner. */
export const InviteOwner = z.object({ handle: Handle, email: Email.optional() })
export type InviteOwner = z.infer<typeof InviteOwner>
export const RevokeInvitation = z.object({ handle: Handle, invitationId: InvitationId })
export type RevokeInvitation = z.infer<typeof RevokeInvitation>
export const ChangeRole = z.object({ handle: Handle, accountId: AccountId, role: GivenRole })
export type ChangeRole = z.infer<typeof ChangeRole>
export const MemberRef = z.object({ handle: Handle, accountId: AccountId })
export type MemberRef = z.infer<typeof MemberRef>

export const CreateKey = z.object({
  handle: Handle,
  name: line(80),
  scopes: z.array(z.enum(SCOPES)).min(1).max(SCOPES.length),
})
export type CreateKey = z.infer<typeof CreateKey>
export const ApiKey = z.object({
  id: KeyId,
  name: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  createdAt: Instant,
  lastUsedAt: Instant.nullable(),
  /** The name of the account that made it. */
  maker: z.string(),
  /** Whether it is refused for now: its maker is no admin any more. */
  asleep: z.boolean(),
})
export type ApiKey = z.infer<typeof ApiKey>
export const ApiKeys = z.object({ items: z.array(ApiKey) })
/** `secret` is shown this once: only its hash is kept. */
export const NewApiKey = ApiKey.extend({ secret: z.string() })
export type NewApiKey = z.infer<typeof NewApiKey>
export const KeyRef = z.object({ handle: Handle, keyId: KeyId })
export type KeyRef = z.infer<typeof KeyRef>
