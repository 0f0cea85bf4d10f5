import {
  type CreateWebhook,
  DAY,
  type EditWebhook,
  LIMITS,
  type NewWebhook,
  type Webhook,
  type WebhookRef,
} from '@carillon/contract'
import { and, desc, eq } from 'drizzle-orm'
import { requireRole, requireWritable } from '../channels/authority.ts'
import { type Ctx, transact } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { createSecret, sealSecret } from './secrets.ts'
import { type WebhookRow, webhooks } from './table.ts'

/** How long the secret before a new one goes on signing. */
const CHANGE_OVER = DAY

export async function listWebhooks(ctx: Ctx, handle: string): Promise<{ items: Webhook[] }> {
  const channel = await requireRole(ctx, handle, 'admin', null)
  const rows = await ctx.db.read
    .select()
    .from(webhooks)
    .where(eq(webhooks.channelId, channel.id))
    .orderBy(desc(webhooks.id))
  return { items: rows.map((row) => toWebhook(ctx, row)) }
}

export async function createWebhook(ctx: Ctx, input: CreateWebhook): Promise<NewWebhook> {
  const channel = await requireWritable(ctx, input.handle, 'admin', null)
  refuseInside(ctx, input.url)
  const id = ctx.newId('whk')
  const secret = createSecret(ctx)
  const events = [...new Set(input.events)]
  const row = await transact(ctx, async (tx) => {
    const present = await tx.$count(webhooks, eq(webhooks.channelId, channel.id))
    if (present >= LIMITS.webhooks) throw new AppError('webhooks.too_many')
    const sealed = sealSecret(ctx, id, secret)
    const values = { id, channelId: channel.id, url: input.url, events, secret: sealed, createdAt: ctx.now() }
    return tx.insert(webhooks).values(values).returning().get()
  })
  return { ...toWebhook(ctx, row), secret }
}

/** Another address, and one that goes on after a pause, begin with a clean slate. */
export async function editWebhook(ctx: Ctx, input: EditWebhook): Promise<Webhook> {
  const row = await requireWebhook(ctx, input)
  const { url = row.url, events = row.events, paused = row.paused } = input
  if (url !== row.url) refuseInside(ctx, url)
  const afresh = url !== row.url || (row.paused && !paused)
  const changes = { url, events: [...new Set(events)], paused, ...(afresh ? { failingSince: null } : {}) }
  const edited = await updateWebhook(ctx, row, changes)
  ctx.queued()
  return toWebhook(ctx, edited)
}

/** Both secrets sign for a day; a third would end the first of them at once. */
export async function rotateSecret(ctx: Ctx, input: WebhookRef): Promise<NewWebhook> {
  const row = await requireWebhook(ctx, input)
  const secret = createSecret(ctx)
  const previous = { previousSecret: row.secret, previousUntil: ctx.now() + CHANGE_OVER }
  const rotated = await updateWebhook(ctx, row, { secret: sealSecret(ctx, row.id, secret), ...previous })
  return { ...toWebhook(ctx, rotated), secret }
}

/** What waits to be sent goes along. */
export async function removeWebhook(ctx: Ctx, input: WebhookRef): Promise<void> {
  const row = await requireWebhook(ctx, input)
  await transact(ctx, (tx) => tx.delete(webhooks).where(ownedBy(row)))
}

/** The webhook, for whoever may manage it. */
export async function requireWebhook(ctx: Ctx, { handle, webhookId }: WebhookRef): Promise<WebhookRow> {
  const channel = await requireRole(ctx, handle, 'admin', null)
  const which = ownedBy({ id: webhookId, channelId: channel.id })
  const row = await ctx.db.read.select().from(webhooks).where(which).get()
  if (!row) throw new AppError('webhooks.not_found')
  return row
}

async function updateWebhook(ctx: Ctx, row: WebhookRow, changes: Partial<WebhookRow>): Promise<WebhookRow> {
  const changed = await transact(ctx, (tx) => tx.update(webhooks).set(changes).where(ownedBy(row)).returning().get())
  if (!changed) throw new AppError('webhooks.not_found')
  return changed
}

const ownedBy = ({ id, channelId }: Pick<WebhookRow, 'id' | 'channelId'>) =>
  and(eq(webhooks.id, id), eq(webhooks.channelId, channelId))

/** A mistake is best told where it is made; what a name leads to is judged whenever it is called. */
function refuseInside(ctx: Ctx, url: string): void {
  if (ctx.outside.isInside(url)) throw new AppError('webhooks.inside', { url: 'webhooks.inside' })
}

function toWebhook(ctx: Ctx, row: WebhookRow): Webhook {
  const changingOver = (row.previousUntil ?? 0) > ctx.now()
  return { ...row, previousUntil: changingOver ? row.previousUntil : null }
}
