import type { WeeklySummary } from '@carillon/contract'
import { requireRole } from '../channels/authority.ts'
import { type Ctx, transact } from '../core/context.ts'
import type { Actor } from '../core/context.ts'

type AccountCtx = Ctx & { actor: Extract<Actor, { kind: 'account' }> }

export async function getWeeklySummary(ctx: AccountCtx, handle: string): Promise<WeeklySummary> {
  const channel = await requireRole(ctx, handle, 'analyst', null)
  const on = ctx.db.row('SELECT 1 FROM weekly_summaries WHERE channel_id = ? AND account_id = ?', [
    channel.id,
    ctx.actor.id,
  ])
  return { handle: channel.handle, on: on !== undefined }
}

export async function setWeeklySummary(ctx: AccountCtx, { handle, on }: WeeklySummary): Promise<WeeklySummary> {
  const channel = await requireRole(ctx, handle, 'analyst', null)
  await transact(ctx, async (tx) => void ctx.db.run(tx, on ? BEGIN : END, [channel.id, ctx.actor.id]))
  return { handle: channel.handle, on }
}

const BEGIN = 'INSERT INTO weekly_summaries (channel_id, account_id) VALUES (?, ?) ON CONFLICT DO NOTHING'
const END = 'DELETE FROM weekly_summaries WHERE channel_id = ? AND account_id = ?'
