import * as z from 'zod'
import { AccountId, Instant, InvitationId } from './ids.ts'
import { LIMITS, RETENTION_DAYS } from './limits.ts'
import { ROLES } from './lists.ts'
import { Handle } from './handles.ts'
import { line } from './text.ts'

export const Email = z.string().trim().toLowerCase().max(254).pipe(z.email())
export const Password = z.string().min(LIMITS.passwordMin).max(LIMITS.passwordMax)
export const Token = z.string().min(16).max(200)

/** The person at the console, as they see themselves. */
export const Me = z.object({
  id: AccountId,
  email: z.string(),
  name: z.string(),
  operator: z.boolean(),
  /** Whether they may create a channel under the instance's settings. */
  mayCreateChannels: z.boolean(),
})
export type Me = z.infer<typeof Me>

export const SignIn = z.object({ email: Email, password: z.string().min(1).max(LIMITS.passwordMax) })
export type SignIn = z.infer<typeof SignIn>

/** Where everybody may sign up, a link is sent to the address; the answer never tells whether it is known. */
export const RequestSignUp = z.object({ email: Email })
export type RequestSignUp = z.infer<typeof RequestSignUp>
export const SignUp = z.object({ token: Token, email: Email, name: line(LIMITS.accountName), password: Password })
export type SignUp = z.infer<typeof SignUp>

export const RequestPasswordReset = z.object({ email: Email })
export type RequestPasswordReset = z.infer<typeof RequestPasswordReset>
export const ResetPassword = z.object({ token: Token, password: Password })
export type ResetPassword = z.infer<typeof ResetPassword>
export const ChangePassword = z.object({ password: z.string().min(1).max(LIMITS.passwordMax), newPassword: Password })
export type ChangePassword = z.infer<typeof ChangePassword>

/**
 * An invitation is a link that works once, for seven days:
 * `operator` sets the instance up, `create` brings an account that may create channels, `sign-up` an account alone,
 * and `team` a role in a channel.
 */
export const INVITATION_KINDS = ['operator', 'create', 'sign-up', 'team'] as const
export const Invitation = z.object({
  kind: z.enum(INVITATION_KINDS),
  /** Of a team. */
  channel: z.object({ handle: Handle, name: z.string() }).nullable(),
  role: z.enum(ROLES).nullable(),
  /** The only address that may accept it, where one was given. */
  email: z.string().nullable(),
  expiresAt: Instant,
})
export type Invitation = z.infer<typeof Invitation>
export const InvitationToken = z.object({ token: Token })
export type InvitationToken = z.infer<typeof InvitationToken>

export const InviteCreator = z.object({ email: Email.optional() })
export type InviteCreator = z.infer<typeof InviteCreator>
/** The link is shown this once: only its hash is kept. */
export const InvitationLink = z.object({ id: InvitationId, link: z.string(), expiresAt: Instant })
export type InvitationLink = z.infer<typeof InvitationLink>

export const CREATION = ['invited', 'anyone'] as const
export const InstanceSettings = z.object({
  name: line(LIMITS.instanceName),
  /** Who may sign up and create a channel. */
  creation: z.enum(CREATION),
})
export type InstanceSettings = z.infer<typeof InstanceSettings>
export const EditInstance = InstanceSettings.partial()
export type EditInstance = z.infer<typeof EditInstance>

/** What everybody may know of the instance. */
export const Instance = InstanceSettings.extend({
  retentionDays: z.literal(RETENTION_DAYS),
  /** Whether nobody has set it up yet. */
  empty: z.boolean(),
})
export type Instance = z.infer<typeof Instance>

/** What an operator sees of how the instance does. */
export const InstanceStatus = z.object({
  channels: z.int(),
  posts: z.int(),
  followers: z.int(),
  accounts: z.int(),
  /** Where mail goes: to a server, or to files in the data folder because none is configured. */
  mail: z.enum(['smtp', 'files']),
  search: z.enum(['meilisearch', 'minisearch']),
  lastExpiry: z
    .object({ startedAt: Instant, finishedAt: Instant.nullable(), posts: z.int(), media: z.int(), keys: z.int() })
    .nullable(),
})
export type InstanceStatus = z.infer<typeof InstanceStatus>
