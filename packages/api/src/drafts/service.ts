import type {
  AlsoEditing,
  CreateDraft,
  Draft,
  DraftPage,
  DraftRef,
  EditDraft,
  EditingDraft,
  ListDrafts,
  Role,
} from '@carillon/contract'
import { LIMITS } from '@carillon/contract'
import { and, asc, desc, eq, gt, isNotNull, isNull, lt, or } from 'drizzle-orm'
import {
  type ChannelRow,
  hasRole,
  isAdmin,
  requirePublisher,
  requireRole,
  requireWritable,
} from '../channels/authority.ts'
import { type Core, type Ctx, transact } from '../core/context.ts'
import type { Tx } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { seal } from '../core/seal.ts'
import { eraseOrphans } from '../media/service.ts'
import { openContent, toDrafted } from '../posts/content.ts'
import { replaceMedia, toSealed } from '../posts/sealing.ts'
import { atWork } from '../posts/editing.ts'
import type { SealedContent } from '../posts/sealed.ts'
import { destroyUnusedKey, eraseDraft } from './erase.ts'
import { makePlan, NO_PLAN, type Plan, toSchedule } from './plan.ts'
import { drafts } from './table.ts'

export type DraftRow = typeof drafts.$inferSelect

/** A draft's pictures have no end of their own: they go with it. */
const NEVER = Number.MAX_SAFE_INTEGER

/** The team's drafts, last touched first; those that are scheduled, soonest first. */
export async function listDrafts(ctx: Ctx, input: ListDrafts): Promise<DraftPage> {
  const channel = await requireRole(ctx, input.handle, 'editor', 'publish')
  const { scheduled, review } = input
  const timed =
    scheduled === undefined ? undefined : scheduled ? isNotNull(drafts.scheduledAt) : isNull(drafts.scheduledAt)
  const which = and(timed, review && eq(drafts.review, review))
  const rows = await ctx.db.read
    .select()
    .from(drafts)
    .where(and(eq(drafts.channelId, channel.id), which, behind(input.cursor, scheduled === true)))
    .orderBy(...(scheduled ? [asc(drafts.scheduledAt), asc(drafts.id)] : [desc(drafts.updatedAt), desc(drafts.id)]))
    .limit(input.limit + 1)
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  return {
    items: await Promise.all(page.map((row) => toDraft(ctx, channel, row))),
    nextCursor:
      rows.length > input.limit && last ? `${scheduled ? last.scheduledAt : last.updatedAt}.${last.id}` : null,
  }
}

function behind(cursor: string | undefined, soonestFirst: boolean) {
  if (cursor === undefined) return undefined
  const [, time, id] = /^(\d{1,16})\.(dft_[0-9a-z]{26})$/.exec(cursor) ?? []
  if (!time || !id) throw new AppError('input.invalid', { cursor: 'input.invalid' })
  const at = Number(time)
  return soonestFirst
    ? or(gt(drafts.scheduledAt, at), and(eq(drafts.scheduledAt, at), gt(drafts.id, id)))
    : or(lt(drafts.updatedAt, at), and(eq(drafts.updatedAt, at), lt(drafts.id, id)))
}

export async function createDraft(ctx: Ctx, input: CreateDraft): Promise<Draft> {
  const channel = input.schedule
    ? await requirePublisher(ctx, input.handle)
    : await requireWritable(ctx, input.handle, 'editor', 'publish')
  const prepared = await prepareDraft(ctx, channel.id, await toSealed(ctx, channel.id, input.content), {
    silent: input.silent,
    sourceId: null,
    discardAt: null,
    authorId: ctx.actor.kind === 'account' ? ctx.actor.id : null,
    ...(input.schedule ? { ...makePlan(ctx, input.schedule), review: standing(channel) } : {}),
  })
  await transact(ctx, async (tx) => {
    if ((await tx.$count(drafts, eq(drafts.channelId, channel.id))) >= LIMITS.drafts) {
      throw new AppError('drafts.too_many')
    }
    await insertDraft(ctx, tx, prepared)
  }).catch(withoutKey(ctx, prepared.row.id))
  ctx.scheduled()
  return toDraft(ctx, channel, prepared.row)
}

/** What an admin gives its time needs nobody else's approval, also if the channel begins to ask for it meanwhile. */
export const standing = ({ role }: { role: Role }) => (isAdmin(role) ? ('approved' as const) : null)

/** What was sealed for a draft that didn't come to be, or is gone meanwhile, needs no key. */
function withoutKey(ctx: Ctx, id: string) {
  return async (error: unknown): Promise<never> => {
    await destroyUnusedKey(ctx, id)
    throw error
  }
}

export type PreparedDraft = { row: DraftRow; content: SealedContent }

/** Makes the row of a draft, and its key: what takes time happens here, before the transaction. */
export async function prepareDraft(
  ctx: Core,
  channelId: string,
  content: SealedContent,
  about: Pick<DraftRow, 'silent' | 'sourceId' | 'discardAt'> & Partial<Plan & Pick<DraftRow, 'authorId' | 'review'>>,
): Promise<PreparedDraft> {
  const id = ctx.newId('dft')
  const now = ctx.now()
  const sealed = await seal(ctx, { id, expiresAt: null }, content)
  const times = { createdAt: now, updatedAt: now }
  const begun = { revision: 1, review: null, authorId: null, ...NO_PLAN }
  const row = { id, channelId, kind: content.kind, content: sealed, ...begun, ...about, ...times }
  return { row, content }
}

/** In a transaction that may do more. What it shows are uploads that wait. */
export async function insertDraft(ctx: Core, tx: Tx, { row, content }: PreparedDraft): Promise<void> {
  await tx.insert(drafts).values(row)
  await replaceMedia(ctx, tx, { ...row, expiresAt: NEVER }, null, content)
}

export async function editDraft(ctx: Ctx, input: EditDraft): Promise<Draft> {
  const channel = await requireWritable(ctx, input.handle, 'editor', 'publish')
  const row = await findDraft(ctx, channel, input)
  const previous = await openContent(ctx, { ...row, expiresAt: null })
  const content = await toSealed(ctx, channel.id, input.content, previous)
  const sealed = await seal(ctx, { id: row.id, expiresAt: null }, content)
  const review = row.review === 'approved' ? standing(channel) : row.review
  const changes = { kind: content.kind, content: sealed, silent: input.silent, updatedAt: ctx.now(), discardAt: null }
  const edited = await transact(ctx, async (tx) => {
    const result = await tx
      .update(drafts)
      .set({ ...changes, review, revision: input.revision + 1 })
      .where(and(ofChannel(channel, row.id), eq(drafts.revision, input.revision)))
      .returning()
      .get()
    if (!result) throw new AppError('drafts.changed')
    await replaceMedia(ctx, tx, { ...row, expiresAt: NEVER }, previous, content)
    return result
  }).catch(withoutKey(ctx, row.id))
  await eraseOrphans(ctx)
  return toDraft(ctx, channel, edited)
}

export async function discardDraft(ctx: Ctx, input: DraftRef): Promise<void> {
  const channel = await requireWritable(ctx, input.handle, 'editor', 'publish')
  const { id } = await findDraft(ctx, channel, input)
  if (!(await eraseDraft(ctx, id))) throw new AppError('drafts.not_found')
}

/** What a draft holds, for those who may see it. */
export async function openDraft(ctx: Ctx, channelId: string, draftId: string): Promise<SealedContent | null> {
  if (!(await hasRole(ctx, channelId, 'editor', 'publish'))) return null
  const row = await ctx.db.read.select().from(drafts).where(eq(drafts.id, draftId)).get()
  return row?.channelId === channelId ? openContent(ctx, { ...row, expiresAt: null }) : null
}

/** Who else changes this draft now. */
export async function editingDraft(
  ctx: Ctx,
  who: { id: string; name: string },
  { gone, ...ref }: EditingDraft,
): Promise<AlsoEditing> {
  const channel = await requireWritable(ctx, ref.handle, 'editor', null)
  return atWork(ctx, who, (await findDraft(ctx, channel, ref)).id, gone)
}

/** The draft, in the revision that the caller saw if they say which. */
export async function findDraft(
  ctx: Ctx,
  channel: ChannelRow,
  { draftId, revision }: DraftRef & { revision?: number },
) {
  const row = await ctx.db.read.select().from(drafts).where(ofChannel(channel, draftId)).get()
  if (!row) throw new AppError('drafts.not_found')
  if (revision !== undefined && row.revision !== revision) throw new AppError('drafts.changed')
  return row
}

export function ofChannel(channel: ChannelRow, draftId: string) {
  return and(eq(drafts.id, draftId), eq(drafts.channelId, channel.id))
}

export async function toDraft(ctx: Ctx, channel: ChannelRow, row: DraftRow): Promise<Draft> {
  const { id, silent, revision, sourceId, createdAt, updatedAt, discardAt } = row
  const content = toDrafted(await openContent(ctx, { ...row, expiresAt: null }))
  const about = { id, handle: channel.handle, silent, revision, sourceId, createdAt, updatedAt, discardAt }
  return { ...about, content, schedule: toSchedule(row), review: row.review }
}
