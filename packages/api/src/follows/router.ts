import { Channel, ChannelRef, Follow, FollowState, GetChannel } from '@carillon/contract'
import { toChannel } from '../channels/view.ts'
import { publicProcedure, router } from '../core/trpc.ts'
import { getChannel } from './reading.ts'
import { follow, getFollowState, unfollow } from './service.ts'

export const followsRouter = router({
  follow: publicProcedure
    .input(Follow)
    .output(FollowState)
    .mutation(({ ctx, input }) => follow(ctx, input)),
  unfollow: publicProcedure
    .input(ChannelRef)
    .output(FollowState)
    .mutation(({ ctx, input }) => unfollow(ctx, input.handle)),
  state: publicProcedure
    .input(ChannelRef)
    .output(FollowState)
    .query(({ ctx, input }) => getFollowState(ctx, input.handle)),
})

/** Joins the router of channels: what a reader may ask of one passes the gate for reading. */
export const readingRouter = router({
  get: publicProcedure
    .input(GetChannel)
    .output(Channel)
    .query(async ({ ctx, input }) => toChannel(await getChannel(ctx, input))),
})
