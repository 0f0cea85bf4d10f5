import type { Draft, ScheduleDraft, UnscheduleDraft } from '@carillon/contract'
import { and, eq } from 'drizzle-orm'
import { type ChannelRow, requireWritable } from '../channels/authority.ts'
import { type Ctx, transact } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { makePlan, NO_PLAN, type Plan } from './plan.ts'
import { type DraftRow, findDraft, ofChannel, toDraft } from './service.ts'
import { drafts } from './table.ts'

/** Another time takes the place of the one there was, and of what went wrong at that. */
export async function scheduleDraft(ctx: Ctx, input: ScheduleDraft): Promise<Draft> {
  const channel = await requireWritable(ctx, input.handle, 'editor', 'publish')
  const row = await findDraft(ctx, channel, input)
  return change(ctx, channel, row, makePlan(ctx, row.kind, input))
}

export async function unscheduleDraft(ctx: Ctx, input: UnscheduleDraft): Promise<Draft> {
  const channel = await requireWritable(ctx, input.handle, 'editor', 'publish')
  return change(ctx, channel, await findDraft(ctx, channel, input), NO_PLAN)
}

async function change(ctx: Ctx, channel: ChannelRow, { id, revision }: DraftRow, changes: Plan): Promise<Draft> {
  const changed = await transact(ctx, async (tx) => {
    const result = await tx
      .update(drafts)
      .set({ ...changes, revision: revision + 1, updatedAt: ctx.now(), discardAt: null })
      .where(and(ofChannel(channel, id), eq(drafts.revision, revision)))
      .returning()
      .get()
    if (!result) throw new AppError('drafts.changed')
    return result
  })
  ctx.scheduled()
  return toDraft(ctx, channel, changed)
}
