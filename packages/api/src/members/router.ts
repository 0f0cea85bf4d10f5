import {
  ChangeRole,
  ChannelRef,
  Handle,
  Invitation,
  InvitationLink,
  InvitationToken,
  InviteMember,
  InviteOwner,
  MemberRef,
  Ok,
  RevokeInvitation,
  Team,
} from '@carillon/contract'
import * as z from 'zod'
import { accountProcedure, ok, operatorProcedure, publicProcedure, router } from '../core/trpc.ts'
import {
  acceptInvitation,
  changeRole,
  describeInvitation,
  getTeam,
  inviteMember,
  inviteOwner,
  leaveTeam,
  removeMember,
  revokeInvitation,
  transferChannel,
} from './service.ts'

export const membersRouter = router({
  team: accountProcedure
    .input(ChannelRef)
    .output(Team)
    .query(({ ctx, input }) => getTeam(ctx, input.handle)),
  invite: accountProcedure
    .input(InviteMember)
    .output(InvitationLink)
    .mutation(({ ctx, input }) => inviteMember(ctx, ctx.actor.id, input)),
  revokeInvitation: accountProcedure
    .input(RevokeInvitation)
    .output(Ok)
    .mutation(({ ctx, input }) => ok(revokeInvitation(ctx, input))),
  accept: accountProcedure
    .input(InvitationToken)
    .output(z.object({ handle: Handle.nullable() }))
    .mutation(({ ctx, input }) => acceptInvitation(ctx, ctx.actor.id, ctx.actor.email, input)),
  changeRole: accountProcedure
    .input(ChangeRole)
    .output(Ok)
    .mutation(({ ctx, input }) => ok(changeRole(ctx, input))),
  remove: accountProcedure
    .input(MemberRef)
    .output(Ok)
    .mutation(({ ctx, input }) => ok(removeMember(ctx, input))),
  leave: accountProcedure
    .input(ChannelRef)
    .output(Ok)
    .mutation(({ ctx, input }) => ok(leaveTeam(ctx, ctx.actor.id, input.handle))),
  transfer: accountProcedure
    .input(MemberRef)
    .output(Ok)
    .mutation(({ ctx, input }) => ok(transferChannel(ctx, ctx.actor.id, input))),
})

/** Joins the router of accounts: a link may be for a team, which accounts know nothing of. */
export const invitationRouter = router({
  invitation: publicProcedure
    .input(InvitationToken)
    .output(Invitation)
    .query(({ ctx, input }) => describeInvitation(ctx, input)),
})

/** Joins the router of the instance. */
export const handoverRouter = router({
  inviteOwner: operatorProcedure
    .input(InviteOwner)
    .output(InvitationLink)
    .mutation(({ ctx, input }) => inviteOwner(ctx, input)),
})
