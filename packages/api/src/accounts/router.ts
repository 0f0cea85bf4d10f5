import {
  ChangePassword,
  EditInstance,
  Instance,
  InvitationLink,
  InviteCreator,
  Me,
  Ok,
  RequestPasswordReset,
  RequestSignUp,
  ResetPassword,
  SignIn,
  SignUp,
} from '@carillon/contract'
import { accountProcedure, ok, operatorProcedure, publicProcedure, router } from '../core/trpc.ts'
import { editInstance, getInstance } from './instance.ts'
import { createInvitation } from './invitations.ts'
import {
  changePassword,
  getMe,
  requestPasswordReset,
  requestSignUp,
  resetPassword,
  signIn,
  signOut,
  signUp,
} from './service.ts'

export const accountsRouter = router({
  me: publicProcedure.output(Me.nullable()).query(({ ctx }) => getMe(ctx)),
  signIn: publicProcedure
    .input(SignIn)
    .output(Me)
    .mutation(({ ctx, input }) => signIn(ctx, input)),
  signOut: publicProcedure.output(Ok).mutation(({ ctx }) => ok(signOut(ctx))),
  requestSignUp: publicProcedure
    .input(RequestSignUp)
    .output(Ok)
    .mutation(({ ctx, input }) => ok(requestSignUp(ctx, input))),
  signUp: publicProcedure
    .input(SignUp)
    .output(Me)
    .mutation(({ ctx, input }) => signUp(ctx, input)),
  requestPasswordReset: publicProcedure
    .input(RequestPasswordReset)
    .output(Ok)
    .mutation(({ ctx, input }) => ok(requestPasswordReset(ctx, input))),
  resetPassword: publicProcedure
    .input(ResetPassword)
    .output(Ok)
    .mutation(({ ctx, input }) => ok(resetPassword(ctx, input))),
  changePassword: accountProcedure
    .input(ChangePassword)
    .output(Ok)
    .mutation(({ ctx, input }) => ok(changePassword(ctx, input))),
})

export const instanceRouter = router({
  get: publicProcedure.output(Instance).query(({ ctx }) => getInstance(ctx)),
  edit: operatorProcedure
    .input(EditInstance)
    .output(Instance)
    .mutation(({ ctx, input }) => editInstance(ctx, input)),
  inviteCreator: operatorProcedure
    .input(InviteCreator)
    .output(InvitationLink)
    .mutation(({ ctx, input }) => ctx.db.transaction((tx) => createInvitation(ctx, tx, { kind: 'create', ...input }))),
})
