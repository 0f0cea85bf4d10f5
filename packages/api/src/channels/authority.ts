import type { Role, SCOPES } from '@carillon/contract'
import { and, eq, getTableColumns, sql } from 'drizzle-orm'
import type { Ctx } from '../core/context.ts'
import type { Database } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { hotQuery } from '../core/hot.ts'
import { channels, handles, members } from './table.ts'

export type ChannelRow = typeof channels.$inferSelect
type Scope = (typeof SCOPES)[number]

const RANK: Record<Role, number> = { analyst: 1, editor: 2, admin: 3, owner: 4 }

/** The channel that has, or once had, this handle. */
export async function findChannel({ db }: Pick<Ctx, 'db'>, handle: string): Promise<ChannelRow | null> {
  const known = KNOWN.get(db)
  const current = known?.version === db.version() ? known : { version: db.version(), rows: new Map() }
  KNOWN.set(db, current)
  const row = current.rows.get(handle) ?? CHANNEL_OF_HANDLE(db, { handle })[0]
  if (row && current.rows.size < REMEMBERED) current.rows.set(handle, row)
  return row ?? null
}

/** Looked up once until something is written: by hundreds of votes that are written together. */
const KNOWN = new WeakMap<Database, { version: number; rows: Map<string, ChannelRow> }>()
const REMEMBERED = 1_000

const CHANNEL_OF_HANDLE = hotQuery(channels, (query) =>
  query
    .select(getTableColumns(channels))
    .from(handles)
    .innerJoin(channels, eq(channels.id, handles.channelId))
    .where(eq(handles.handle, sql.placeholder('handle'))),
)

/** The role of whoever asks in a channel: an account's own, or for an API key the most that keys may do. */
export async function roleIn(ctx: Ctx, channelId: string): Promise<Role | null> {
  const { actor } = ctx
  if (actor.kind === 'key') return actor.channelId === channelId ? 'admin' : null
  if (actor.kind === 'nobody') return null
  return MEMBERSHIP(ctx.db, { channelId, accountId: actor.id })[0]?.role ?? null
}

const MEMBERSHIP = hotQuery(members, (query) =>
  query
    .select()
    .from(members)
    .where(
      and(eq(members.channelId, sql.placeholder('channelId')), eq(members.accountId, sql.placeholder('accountId'))),
    ),
)

/**
 * The first line of whatever a team may do: the channel, if the actor has at least this role in it. To an outsider
 * a channel of others is as good as none. An API key needs the scope; where `scope` is null no key will do.
 */
export async function requireRole(
  ctx: Ctx,
  handle: string,
  least: Role,
  scope: Scope | null,
): Promise<ChannelRow & { role: Role }> {
  if (ctx.actor.kind === 'nobody') throw new AppError('accounts.signed_out')
  const channel = await findChannel(ctx, handle)
  const role = channel && (await roleIn(ctx, channel.id))
  if (!channel || !role) throw new AppError('channels.not_found')
  if (ctx.actor.kind === 'key' && !(scope && ctx.actor.scopes.includes(scope))) throw new AppError('keys.scope')
  if (RANK[role] < RANK[least]) throw new AppError('members.role')
  return { ...channel, role }
}

/** Whether the actor has at least this role in the channel, and a key the scope. */
export async function hasRole(ctx: Ctx, channelId: string, least: Role, scope: Scope): Promise<boolean> {
  if (ctx.actor.kind === 'key' && !ctx.actor.scopes.includes(scope)) return false
  const role = await roleIn(ctx, channelId)
  return role !== null && RANK[role] >= RANK[least]
}

export const isAdmin = (role: Role) => RANK[role] >= RANK.admin

/** As `requireRole`, for what changes a channel, which an archived one doesn't. */
export async function requireWritable(ctx: Ctx, handle: string, least: Role, scope: Scope | null) {
  const channel = await requireRole(ctx, handle, least, scope)
  if (channel.archived) throw new AppError('channels.archived')
  return channel
}

/** As `requireWritable` for an editor, for what readers see at once: where an admin has to approve it, admins alone. */
export async function requirePublisher(ctx: Ctx, handle: string) {
  const channel = await requireWritable(ctx, handle, 'editor', 'publish')
  if (channel.review && !isAdmin(channel.role)) throw new AppError('posts.review_needed')
  return channel
}
