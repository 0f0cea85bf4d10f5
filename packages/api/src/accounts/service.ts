import type {
  ChangePassword,
  Me,
  RequestPasswordReset,
  RequestSignUp,
  ResetPassword,
  SignIn,
  SignUp,
} from '@carillon/contract'
import { isAPIError } from 'better-auth/api'
import { eq } from 'drizzle-orm'
import { type Ctx, transact } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { readSettings } from './instance.ts'
import {
  assertAddressed,
  consumeInvitation,
  createInvitation,
  findInvitation,
  type InvitationRow,
} from './invitations.ts'
import { sendMail } from './mails.ts'
import { accounts, invitations } from './table.ts'

type Account = { id: string; email: string; name: string; operator: boolean; creator: boolean }

export async function getMe(ctx: Ctx): Promise<Me | null> {
  return ctx.actor.kind === 'account' ? describe(ctx, ctx.actor) : null
}

export async function signIn(ctx: Ctx, input: SignIn): Promise<Me> {
  ctx.limiter.take('sign_in', ctx.addressPrefix)
  const { headers, response } = await ctx.auth.api
    .signInEmail({ body: input, headers: ctx.requestHeaders, returnHeaders: true })
    .catch(refuse('accounts.wrong_credentials'))
  keepCookies(ctx, headers)
  return describe(ctx, await findAccount(ctx, response.user.id))
}

export async function signOut(ctx: Ctx): Promise<void> {
  const { headers } = await ctx.auth.api.signOut({ headers: ctx.requestHeaders, returnHeaders: true })
  keepCookies(ctx, headers)
}

/** Free signing up: the link comes by mail, and the answer is the same for an address that has an account. */
export async function requestSignUp(ctx: Ctx, { email }: RequestSignUp): Promise<void> {
  const { creation } = await readSettings(ctx)
  if (creation !== 'anyone') throw new AppError('accounts.closed')
  ctx.limiter.take('mail', ctx.addressPrefix)
  const known = await ctx.db.read.select({ id: accounts.id }).from(accounts).where(eq(accounts.email, email)).get()
  // Written for a known address too (and never sent), so that both answers take as long.
  const { token } = await ctx.db.transaction((tx) => createInvitation(ctx, tx, { kind: 'sign-up', email }))
  if (known) sendMail(ctx, 'known', email, ctx.locale, '/console/sign-in')
  else sendMail(ctx, 'sign_up', email, ctx.locale, `/console/invitation/${token}`)
}

/** A team's invitation stays for `members.accept`; the others are used up by the account that they make. */
export async function signUp(ctx: Ctx, input: SignUp): Promise<Me> {
  ctx.limiter.take('sign_in', ctx.addressPrefix)
  const invitation = await findInvitation(ctx, input.token)
  assertAddressed(invitation, input.email)
  const once = invitation.kind !== 'team'
  if (once) await ctx.db.transaction((tx) => consumeInvitation(tx, invitation))
  try {
    return await createAccount(ctx, input, invitation)
  } catch (error) {
    if (once) await ctx.db.transaction((tx) => tx.insert(invitations).values(invitation))
    throw error
  }
}

async function createAccount(ctx: Ctx, input: SignUp, invitation: InvitationRow): Promise<Me> {
  const { email, name, password } = input
  const { headers, response } = await ctx.auth.api
    .signUpEmail({ body: { email, name, password }, headers: ctx.requestHeaders, returnHeaders: true })
    .catch(refuse('accounts.email_taken', 'email'))
  const operator = invitation.kind === 'operator'
  if (operator || invitation.kind === 'create') await grant(ctx, response.user.id, { operator, creator: true })
  keepCookies(ctx, headers)
  return describe(ctx, await findAccount(ctx, response.user.id))
}

export async function grant(ctx: Ctx, accountId: string, rights: { operator?: boolean; creator?: boolean }) {
  await transact(ctx, (tx) => tx.update(accounts).set(rights).where(eq(accounts.id, accountId)))
}

export async function requestPasswordReset(ctx: Ctx, { email }: RequestPasswordReset): Promise<void> {
  ctx.limiter.take('mail', ctx.addressPrefix)
  await ctx.auth.api.requestPasswordReset({ body: { email, redirectTo: `/${ctx.locale}` } })
}

export async function resetPassword(ctx: Ctx, { token, password }: ResetPassword): Promise<void> {
  ctx.limiter.take('sign_in', ctx.addressPrefix)
  await ctx.auth.api.resetPassword({ body: { token, newPassword: password } }).catch(refuse('accounts.token_invalid'))
}

/** Ends every other session of the account. */
export async function changePassword(ctx: Ctx, { password, newPassword }: ChangePassword): Promise<void> {
  ctx.limiter.take('sign_in', ctx.addressPrefix)
  const { headers } = await ctx.auth.api
    .changePassword({
      body: { currentPassword: password, newPassword, revokeOtherSessions: true },
      headers: ctx.requestHeaders,
      returnHeaders: true,
    })
    .catch(refuse('accounts.wrong_password', 'password'))
  keepCookies(ctx, headers)
}

async function findAccount(ctx: Ctx, id: string): Promise<Account> {
  const account = await ctx.db.read.select().from(accounts).where(eq(accounts.id, id)).get()
  if (!account) throw new AppError('accounts.signed_out')
  return account
}

async function describe(ctx: Ctx, account: Account): Promise<Me> {
  const { id, email, name, operator } = account
  return { id, email, name, operator, mayCreateChannels: await mayCreateChannels(ctx, account) }
}

export async function mayCreateChannels(ctx: Ctx, account: Pick<Account, 'operator' | 'creator'>): Promise<boolean> {
  return account.operator || account.creator || (await readSettings(ctx)).creation === 'anyone'
}

function keepCookies(ctx: Ctx, headers: Headers): void {
  for (const cookie of headers.getSetCookie()) ctx.responseHeaders.append('set-cookie', cookie)
}

/** What better-auth refuses is answered as ours; anything else it throws is a fault. */
function refuse(
  code: 'accounts.email_taken' | 'accounts.token_invalid' | 'accounts.wrong_credentials' | 'accounts.wrong_password',
  field?: string,
) {
  return (error: unknown): never => {
    if (!isAPIError(error) || error.statusCode >= 500) throw error
    throw new AppError(code, field ? { [field]: code } : {})
  }
}
