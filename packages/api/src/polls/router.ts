import { GetPollResults, ManyPollResults, PollHistory, PollResults, PostRef, Vote } from '@carillon/contract'
import { memberProcedure, publicProcedure, router } from '../core/trpc.ts'
import { closePoll, getHistory, getResults } from './results.ts'
import { vote } from './vote.ts'

export const pollsRouter = router({
  vote: publicProcedure
    .input(Vote)
    .output(PollResults)
    .mutation(({ ctx, input }) => vote(ctx, input)),
  results: publicProcedure
    .input(GetPollResults)
    .output(ManyPollResults)
    .query(({ ctx, input }) => getResults(ctx, input)),
  close: memberProcedure
    .input(PostRef)
    .output(PollResults)
    .mutation(({ ctx, input }) => closePoll(ctx, input)),
  history: memberProcedure
    .input(PostRef)
    .output(PollHistory)
    .query(({ ctx, input }) => getHistory(ctx, input)),
})
