import { GetReactions, ManyReactions, React, Reactions } from '@carillon/contract'
import { publicProcedure, router } from '../core/trpc.ts'
import { listReactions } from './list.ts'
import { react } from './react.ts'

export const reactionsRouter = router({
  react: publicProcedure
    .input(React)
    .output(Reactions)
    .mutation(({ ctx, input }) => react(ctx, input)),
  list: publicProcedure
    .input(GetReactions)
    .output(ManyReactions)
    .query(({ ctx, input }) => listReactions(ctx, input)),
})
