import * as z from 'zod'
import { Handle } from './handles.ts'
import { DeviceId, Instant } from './ids.ts'
import { LIMITS } from './limits.ts'

/** A short-lived code by which a second device becomes the same follower. */
export const JoinCode = z.object({ code: z.string(), expiresAt: Instant })
export type JoinCode = z.infer<typeof JoinCode>
/** As it was typed: spaces, hyphens and case don't matter. */
export const Join = z.object({ code: z.string().max(40) })
export type Join = z.infer<typeof Join>

export const Device = z.object({
  id: DeviceId,
  /** Whether it is the one that asks. */
  current: z.boolean(),
  addedAt: Instant,
})
export type Device = z.infer<typeof Device>

/** What this instance keeps of the follower that asks: nothing that would say who they are. */
export const Myself = z.object({
  /** Whether there is anything at all. */
  known: z.boolean(),
  follows: z.int(),
  devices: z.array(Device),
  passkeys: z.array(z.object({ id: z.string(), addedAt: Instant })),
})
export type Myself = z.infer<typeof Myself>

export const RemoveDevice = z.object({ deviceId: DeviceId })
export type RemoveDevice = z.infer<typeof RemoveDevice>

export const RemovePasskey = z.object({ id: z.string().max(1_400) })
export type RemovePasskey = z.infer<typeof RemovePasskey>

/** For the browser, as `navigator.credentials` takes it in JSON; the answer is due within five minutes. */
export const PasskeyOptions = z.object({ publicKey: z.record(z.string(), z.unknown()) })
export type PasskeyOptions = z.infer<typeof PasskeyOptions>

const base64url = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[\w-]*$/)
const credential = {
  id: base64url(1_400),
  rawId: base64url(1_400),
  type: z.literal('public-key'),
}

/** A passkey that was made, as `PublicKeyCredential.toJSON()` gives it: what more there is in that isn't looked at. */
export const AddPasskey = z.object({
  ...credential,
  response: z.object({ clientDataJSON: base64url(10_000), attestationObject: base64url(100_000) }),
})
export type AddPasskey = z.infer<typeof AddPasskey>

/** What a passkey signed, as `PublicKeyCredential.toJSON()` gives it. */
export const Recover = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url(10_000),
    authenticatorData: base64url(10_000),
    signature: base64url(20_000),
    userHandle: base64url(200).nullish(),
  }),
})
export type Recover = z.infer<typeof Recover>

/** What is followed, to be taken along to another browser or instance. */
export const FollowsFile = z.object({
  carillon: z.literal('follows'),
  version: z.literal(1),
  origin: z.string(),
  exportedAt: Instant,
  follows: z.array(z.object({ handle: Handle, name: z.string(), mutedUntil: Instant.nullable(), pinned: z.boolean() })),
})
export type FollowsFile = z.infer<typeof FollowsFile>

/** Handles out of such a file; an invite-only channel needs its link, and isn't followed by this. */
export const ImportFollows = z.object({ handles: z.array(z.string().max(64)).min(1).max(LIMITS.importedFollows) })
export type ImportFollows = z.infer<typeof ImportFollows>
export const ImportedFollows = z.object({
  /** Followed now, that weren't before. */
  followed: z.array(Handle),
  already: z.array(Handle),
  /** Not here, or not for everybody. */
  missing: z.array(z.string()),
})
export type ImportedFollows = z.infer<typeof ImportedFollows>
