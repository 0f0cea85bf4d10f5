import {
  ArchiveChannel,
  Channel,
  ChannelRef,
  CreateChannel,
  EditChannel,
  SetVerified,
  TeamChannel,
  TeamChannels,
} from '@carillon/contract'
import { accountProcedure, memberProcedure, operatorProcedure, router } from '../core/trpc.ts'
import { archiveChannel, createChannel, editChannel, listMyChannels, renewInviteLink, setVerified } from './service.ts'

export const channelsRouter = router({
  mine: accountProcedure
    .output(TeamChannels)
    .query(async ({ ctx }) => ({ items: await listMyChannels(ctx, ctx.actor.id) })),
  create: accountProcedure
    .input(CreateChannel)
    .output(TeamChannel)
    .mutation(({ ctx, input }) => createChannel(ctx, input)),
  edit: memberProcedure
    .input(EditChannel)
    .output(TeamChannel)
    .mutation(({ ctx, input }) => editChannel(ctx, input)),
  archive: accountProcedure
    .input(ArchiveChannel)
    .output(TeamChannel)
    .mutation(({ ctx, input }) => archiveChannel(ctx, input)),
  renewInviteLink: accountProcedure
    .input(ChannelRef)
    .output(TeamChannel)
    .mutation(({ ctx, input }) => renewInviteLink(ctx, input.handle)),
  setVerified: operatorProcedure
    .input(SetVerified)
    .output(Channel)
    .mutation(({ ctx, input }) => setVerified(ctx, input)),
})
