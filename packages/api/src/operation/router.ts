import { Erasure, ErasurePage, ListErasures, RunErasure, Vitals } from '@carillon/contract'
import type { Ctx } from '../core/context.ts'
import { operatorProcedure, router } from '../core/trpc.ts'
import { lastErasure, listErasures } from '../retention/record.ts'
import { trustClock } from '../retention/time.ts'
import { readVitals } from './vitals.ts'

/** Joins the router of the instance. */
export const operationRouter = router({
  vitals: operatorProcedure.output(Vitals).query(({ ctx }) => readVitals(ctx)),
  erasures: operatorProcedure
    .input(ListErasures.prefault({}))
    .output(ErasurePage)
    .query(({ ctx, input }) => listErasures(ctx, input)),
  /** Answers when it is done, with what it did. */
  erase: operatorProcedure
    .input(RunErasure.prefault({}))
    .output(Erasure)
    .mutation(({ ctx, input }) => erase(ctx, input)),
})

async function erase(ctx: Ctx, { confirmClock }: RunErasure): Promise<Erasure> {
  if (confirmClock) await trustClock(ctx)
  await ctx.night('asked')
  return (await lastErasure(ctx))!
}
