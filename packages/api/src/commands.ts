import { CreateKey, Email, SCOPES, SignUp } from '@carillon/contract'
import { eq } from 'drizzle-orm'
import { grant } from './accounts/service.ts'
import { accounts, invitations } from './accounts/table.ts'
import { createInvitation } from './accounts/invitations.ts'
import type { Actor, Core, Ctx } from './core/context.ts'
import { appRouter } from './router.ts'
import { createKey } from './keys/service.ts'

/** What a program on the operator's own machine may do: the same services as everybody's, without a session. */
export { setAvatar } from './channels/service.ts'
export { uploadPhoto } from './media/keep.ts'
export { importFiles } from './imports/service.ts'

/** Every procedure, called in this process with a context of one's own. */
export const createCaller = appRouter.createCaller

/** Makes an operator of this address, with a new account where there is none; an account that is there keeps its password. */
export async function createOperator(
  ctx: Ctx,
  email: string,
  password: string,
  name = 'Operator',
): Promise<{ actor: Extract<Actor, { kind: 'account' }>; known: boolean }> {
  const address = Email.parse(email)
  const known = await findAccount(ctx, address)
  if (!known) {
    const body = SignUp.omit({ token: true }).parse({ email, password, name })
    await ctx.auth.api.signUpEmail({ body })
  }
  const account = known ?? (await findAccount(ctx, address))!
  await grant(ctx, account.id, { operator: true, creator: true })
  return { actor: { kind: 'account', ...account, operator: true, creator: true }, known: known !== undefined }
}

/** An API key with every scope, for a channel that this account administers. */
export async function createKeyFor(ctx: Ctx, email: string, handle: string): Promise<string> {
  const account = await findAccount(ctx, Email.parse(email))
  if (!account) throw new Error(`There is no account with the address ${email}.`)
  const input = CreateKey.parse({ handle, name: 'Made on the command line', scopes: [...SCOPES] })
  const actor: Actor = { kind: 'account', ...account }
  return (await createKey({ ...ctx, actor }, account, input)).secret
}

const setUpLink = eq(invitations.kind, 'operator')

/** A link that makes its first visitor the operator. Those made before stop working. */
export async function createSetUpLink(ctx: Ctx): Promise<string> {
  const invitation = await ctx.db.transaction(async (tx) => {
    await tx.delete(invitations).where(setUpLink)
    return createInvitation(ctx, tx, { kind: 'operator' })
  })
  return invitation.link
}

/** Whether a link of that kind was made, of whatever age. */
export async function awaitsSetUp(core: Core): Promise<boolean> {
  return (await core.db.read.$count(invitations, setUpLink)) > 0
}

export async function isEmpty(core: Core): Promise<boolean> {
  return (await core.db.read.$count(accounts)) === 0
}

async function findAccount(ctx: Ctx, email: string) {
  const { id, name, operator, creator } = accounts
  return ctx.db.read
    .select({ id, name, operator, creator, email: accounts.email })
    .from(accounts)
    .where(eq(accounts.email, email))
    .get()
}
