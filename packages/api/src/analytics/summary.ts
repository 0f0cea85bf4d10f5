import type { WeeklySummary } from '@carillon/contract'
import { requireRole } from '../channels/authority.ts'
import { type Ctx, transact } from '../core/context.ts'
import type { Actor } from '../core/context.ts'
import { dayOf } from '../core/keys.ts'

/** The day with which its week began. The epoch was a Thursday. */
export const mondayOf = (day: number) => day - ((day + 3) % 7)

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
  await transact(ctx, async (tx) => {
    const whose = [channel.id, ctx.actor.id]
    if (on) ctx.db.run(tx, BEGIN, [...whose, ctx.locale, mondayOf(dayOf(ctx.now()))])
    else ctx.db.run(tx, END, whose)
  })
  return { handle: channel.handle, on }
}

const BEGIN = `INSERT INTO weekly_summaries (channel_id, account_id, locale, next_week) VALUES (?, ?, ?, ?)
  ON CONFLICT (channel_id, account_id) DO UPDATE SET locale = excluded.locale`
const END = 'DELETE FROM weekly_summaries WHERE channel_id = ? AND account_id = ?'
