import { type AnalyticsEvent, LiveAnalytics, LiveChannel, LiveUpdates } from '@carillon/contract'
import { memberProcedure, publicProcedure, router } from '../core/trpc.ts'
import { listen, wantsOfAnalytics, wantsOfChannel, wantsOfUpdates } from './service.ts'

/** Over HTTP the server's door answers these with frames that all share; see `http/live.ts`. */
export const liveRouter = router({
  updates: publicProcedure
    .input(LiveUpdates)
    .subscription(async ({ ctx, input, signal }) =>
      listen(ctx, await wantsOfUpdates(ctx, input), input.lastEventId, signal),
    ),
  channel: publicProcedure
    .input(LiveChannel)
    .subscription(async ({ ctx, input, signal }) =>
      listen(ctx, await wantsOfChannel(ctx, input), input.lastEventId, signal),
    ),
  analytics: memberProcedure
    .input(LiveAnalytics.prefault({}))
    .subscription(async ({ ctx, input, signal }) =>
      listen<AnalyticsEvent>(ctx, await wantsOfAnalytics(ctx, input), input.lastEventId, signal),
    ),
})
