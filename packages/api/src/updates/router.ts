import {
  FollowedSettings,
  ListUpdates,
  MarkRead,
  MuteChannel,
  NotifyOfChannel,
  Ok,
  PinChannel,
  SuggestedChannels,
  Updates,
} from '@carillon/contract'
import { ok, publicProcedure, router } from '../core/trpc.ts'
import { listUpdates, markRead } from './service.ts'
import { muteChannel, notifyOfChannel, pinChannel } from './settings.ts'
import { suggestChannels } from './suggestions.ts'

export const updatesRouter = router({
  list: publicProcedure
    .input(ListUpdates.prefault({}))
    .output(Updates)
    .query(({ ctx, input }) => listUpdates(ctx, input)),
  markRead: publicProcedure
    .input(MarkRead)
    .output(Ok)
    .mutation(({ ctx, input }) => ok(markRead(ctx, input))),
  mute: publicProcedure
    .input(MuteChannel)
    .output(FollowedSettings)
    .mutation(({ ctx, input }) => muteChannel(ctx, input)),
  pin: publicProcedure
    .input(PinChannel)
    .output(FollowedSettings)
    .mutation(({ ctx, input }) => pinChannel(ctx, input)),
  notify: publicProcedure
    .input(NotifyOfChannel)
    .output(FollowedSettings)
    .mutation(({ ctx, input }) => notifyOfChannel(ctx, input)),
  suggestions: publicProcedure.output(SuggestedChannels).query(({ ctx }) => suggestChannels(ctx)),
})
