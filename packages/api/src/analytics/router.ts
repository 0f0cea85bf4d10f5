import {
  AnalyticsFile,
  ChannelRef,
  ExportAnalytics,
  GetInstanceOverview,
  GetOverview,
  InstanceOverview,
  ListPostFigures,
  Ok,
  Overview,
  PostAnalytics,
  PostFiguresPage,
  PostRef,
  RankChannels,
  RankedChannels,
  Seen,
  WeeklySummary,
} from '@carillon/contract'
import { accountProcedure, memberProcedure, ok, operatorProcedure, publicProcedure, router } from '../core/trpc.ts'
import { exportAnalytics } from './export.ts'
import { getInstanceOverview, getOverview } from './overview.ts'
import { getPostAnalytics } from './post.ts'
import { listPostFigures } from './posts.ts'
import { rankChannels } from './ranking.ts'
import { noteSeen } from './seen.ts'
import { getWeeklySummary, setWeeklySummary } from './summary.ts'

export const analyticsRouter = router({
  seen: publicProcedure
    .input(Seen)
    .output(Ok)
    .mutation(({ ctx, input }) => ok(noteSeen(ctx, input))),
  overview: memberProcedure
    .input(GetOverview)
    .output(Overview)
    .query(({ ctx, input }) => getOverview(ctx, input)),
  posts: memberProcedure
    .input(ListPostFigures)
    .output(PostFiguresPage)
    .query(({ ctx, input }) => listPostFigures(ctx, input)),
  post: memberProcedure
    .input(PostRef)
    .output(PostAnalytics)
    .query(({ ctx, input }) => getPostAnalytics(ctx, input)),
  export: memberProcedure
    .input(ExportAnalytics)
    .output(AnalyticsFile)
    .query(({ ctx, input }) => exportAnalytics(ctx, input)),
  summary: accountProcedure
    .input(ChannelRef)
    .output(WeeklySummary)
    .query(({ ctx, input }) => getWeeklySummary(ctx, input.handle)),
  setSummary: accountProcedure
    .input(WeeklySummary)
    .output(WeeklySummary)
    .mutation(({ ctx, input }) => setWeeklySummary(ctx, input)),
  instance: operatorProcedure
    .input(GetInstanceOverview)
    .output(InstanceOverview)
    .query(({ ctx, input }) => getInstanceOverview(ctx, input)),
  ranking: operatorProcedure
    .input(RankChannels)
    .output(RankedChannels)
    .query(({ ctx, input }) => rankChannels(ctx, input)),
})
