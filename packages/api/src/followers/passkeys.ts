import {
  type AddPasskey,
  LIMITS,
  type Myself,
  type PasskeyOptions,
  type Recover,
  type RemovePasskey,
} from '@carillon/contract'
import { eq } from 'drizzle-orm'
import { getInstance } from '../accounts/instance.ts'
import { type Core, type Ctx, transact } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { passkeys } from '../follows/table.ts'
import { getMyself, requireFollower } from './me.ts'
import { becomeDeviceOf } from './merge.ts'

/** Takes a tenth of a second and some memory to load, and most instances never need it. */
const webauthn = () => import('@simplewebauthn/server')

/** Ed25519, ECDSA with P-256, RSA with SHA-256: between them every authenticator there is. */
const ALGORITHMS = [-8, -7, -257]

/** What a browser needs to make a passkey. It is made for a random number: nothing in it says whose it is. */
export async function passkeyOptions(ctx: Ctx): Promise<PasskeyOptions> {
  const followerId = requireFollower(ctx)
  ctx.limiter.take('passkey', ctx.addressPrefix)
  const known = await ctx.db.read.select().from(passkeys).where(eq(passkeys.followerId, followerId))
  if (known.length >= LIMITS.passkeys) throw new AppError('followers.too_many_passkeys')
  const { name } = await getInstance(ctx)
  const { generateRegistrationOptions } = await webauthn()
  const options = await generateRegistrationOptions({
    rpName: name,
    rpID: rpIdOf(ctx),
    userName: `${name} ${new Date(ctx.now()).toISOString().slice(0, 10)}`,
    userID: randomBytes(ctx, 16),
    challenge: randomBytes(ctx, 32),
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: known.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  ctx.challenges.give(options.challenge, followerId)
  return { publicKey: { ...options } }
}

export async function addPasskey(ctx: Ctx, response: AddPasskey): Promise<Myself> {
  const followerId = requireFollower(ctx)
  ctx.limiter.take('passkey', ctx.addressPrefix)
  const { verifyRegistrationResponse } = await webauthn()
  const { registrationInfo } = await checked(
    verifyRegistrationResponse({
      response: { ...response, clientExtensionResults: {} },
      expectedChallenge: (challenge) => ctx.challenges.take(challenge, followerId),
      expectedOrigin: originsOf(ctx),
      expectedRPID: rpIdOf(ctx),
      supportedAlgorithmIDs: ALGORITHMS,
    }),
  )
  if (!registrationInfo) throw new AppError('followers.passkey_refused')
  const { id, publicKey, counter } = registrationInfo.credential
  await transact(ctx, async (tx) => {
    const kept = await tx.$count(passkeys, eq(passkeys.followerId, followerId))
    if (kept >= LIMITS.passkeys) throw new AppError('followers.too_many_passkeys')
    const row = { id, followerId, publicKey: Buffer.from(publicKey), counter, createdAt: ctx.now() }
    const made = await tx.insert(passkeys).values(row).onConflictDoNothing().returning({ id: passkeys.id })
    if (made.length === 0) throw new AppError('followers.passkey_refused')
  })
  ctx.live.mine(followerId)
  return getMyself(ctx)
}

export async function removePasskey(ctx: Ctx, { id }: RemovePasskey): Promise<Myself> {
  const followerId = requireFollower(ctx)
  const remove = 'DELETE FROM passkeys WHERE id = ? AND follower_id = ? RETURNING id'
  const gone = await transact(ctx, async (tx) => ctx.db.run(tx, remove, [id, followerId]))
  if (gone.length === 0) throw new AppError('followers.passkey_unknown')
  ctx.live.mine(followerId)
  return getMyself(ctx)
}

/** What a browser needs to show the passkeys that it has for this site, whosever they are. */
export async function recoveryOptions(ctx: Ctx): Promise<PasskeyOptions> {
  ctx.limiter.take('passkey', ctx.addressPrefix)
  const { generateAuthenticationOptions } = await webauthn()
  const options = await generateAuthenticationOptions({
    rpID: rpIdOf(ctx),
    challenge: randomBytes(ctx, 32),
    userVerification: 'required',
  })
  ctx.challenges.give(options.challenge, null)
  return { publicKey: { ...options } }
}

/** Makes this browser a device of the follower whose passkey it is. */
export async function recover(ctx: Ctx, response: Recover): Promise<Myself> {
  ctx.limiter.take('passkey', ctx.addressPrefix)
  const known = await ctx.db.read.select().from(passkeys).where(eq(passkeys.id, response.id)).get()
  if (!known) throw new AppError('followers.passkey_unknown')
  const { id, counter } = known
  const { userHandle, ...signed } = response.response
  const { verifyAuthenticationResponse } = await webauthn()
  const { verified, authenticationInfo } = await checked(
    verifyAuthenticationResponse({
      response: {
        ...response,
        response: { ...signed, ...(userHandle ? { userHandle } : {}) },
        clientExtensionResults: {},
      },
      expectedChallenge: (challenge) => ctx.challenges.take(challenge, null),
      expectedOrigin: originsOf(ctx),
      expectedRPID: rpIdOf(ctx),
      credential: { id, publicKey: new Uint8Array(known.publicKey), counter },
    }),
  )
  if (!verified) throw new AppError('followers.passkey_refused')
  await becomeDeviceOf(ctx, known.followerId, (tx) => {
    // A counter that didn't grow is that of a copy; the key may have been removed meanwhile.
    const [used] = ctx.db.run(tx, USE_PASSKEY, [authenticationInfo.newCounter, id, known.followerId, counter])
    if (!used) throw new AppError('followers.passkey_refused')
  })
  return getMyself(ctx)
}

const USE_PASSKEY = 'UPDATE passkeys SET counter = ? WHERE id = ? AND follower_id = ? AND counter = ? RETURNING id'

const rpIdOf = (ctx: Core) => new URL(ctx.origin).hostname
const originsOf = (ctx: Core) => [ctx.origin, ...ctx.alsoOrigins]
const randomBytes = (ctx: Core, count: number) => new Uint8Array(ctx.random(count))

/** The library throws what it finds wrong, in words that are for developers. */
async function checked<T>(verifying: Promise<T>): Promise<T> {
  try {
    return await verifying
  } catch {
    throw new AppError('followers.passkey_refused')
  }
}
