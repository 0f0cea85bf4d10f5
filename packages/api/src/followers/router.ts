import {
  AddPasskey,
  FollowsFile,
  ImportedFollows,
  ImportFollows,
  Join,
  JoinCode,
  Myself,
  Ok,
  PasskeyOptions,
  Recover,
  RemoveDevice,
  RemovePasskey,
} from '@carillon/contract'
import { ok, publicProcedure, router } from '../core/trpc.ts'
import { join, makeJoinCode, removeDevice } from './devices.ts'
import { exportFollows, importFollows } from './file.ts'
import { forget } from './forget.ts'
import { getMyself } from './me.ts'
import { addPasskey, passkeyOptions, recover, recoveryOptions, removePasskey } from './passkeys.ts'

/** For whoever holds the cookie of the very request: no input names a follower. */
export const followersRouter = router({
  me: publicProcedure.output(Myself).query(({ ctx }) => getMyself(ctx)),
  joinCode: publicProcedure.output(JoinCode).mutation(({ ctx }) => makeJoinCode(ctx)),
  join: publicProcedure
    .input(Join)
    .output(Myself)
    .mutation(({ ctx, input }) => join(ctx, input)),
  removeDevice: publicProcedure
    .input(RemoveDevice)
    .output(Myself)
    .mutation(({ ctx, input }) => removeDevice(ctx, input)),
  export: publicProcedure.output(FollowsFile).query(({ ctx }) => exportFollows(ctx)),
  import: publicProcedure
    .input(ImportFollows)
    .output(ImportedFollows)
    .mutation(({ ctx, input }) => importFollows(ctx, input)),
  forget: publicProcedure.output(Ok).mutation(({ ctx }) => ok(forget(ctx))),
  passkeyOptions: publicProcedure.output(PasskeyOptions).mutation(({ ctx }) => passkeyOptions(ctx)),
  addPasskey: publicProcedure
    .input(AddPasskey)
    .output(Myself)
    .mutation(({ ctx, input }) => addPasskey(ctx, input)),
  removePasskey: publicProcedure
    .input(RemovePasskey)
    .output(Myself)
    .mutation(({ ctx, input }) => removePasskey(ctx, input)),
  recoveryOptions: publicProcedure.output(PasskeyOptions).mutation(({ ctx }) => recoveryOptions(ctx)),
  recover: publicProcedure
    .input(Recover)
    .output(Myself)
    .mutation(({ ctx, input }) => recover(ctx, input)),
})
