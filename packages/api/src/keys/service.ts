import type { ApiKey, CreateKey, KeyRef, NewApiKey, Role } from '@carillon/contract'
import { and, desc, eq, getTableColumns, inArray, sql } from 'drizzle-orm'
import { accounts } from '../accounts/table.ts'
import { requireRole, requireWritable } from '../channels/authority.ts'
import { members } from '../channels/table.ts'
import { type Actor, type Core, type Ctx, hashToken, transact } from '../core/context.ts'
import type { Tx } from '../core/database.ts'
import { AppError, isDiskFull } from '../core/errors.ts'
import { hotQuery } from '../core/hot.ts'
import { apiKeys } from './table.ts'

/** So that a leaked key is recognised for what it is, by people and by scanners. */
const PREFIX = 'carillon_'

/** A key does nothing while its maker has another role. */
const MAKERS: Role[] = ['owner', 'admin']
const ofMaker = and(eq(members.channelId, apiKeys.channelId), eq(members.accountId, apiKeys.accountId))

type Maker = Pick<Extract<Actor, { kind: 'account' }>, 'id' | 'name'>

export async function listKeys(ctx: Ctx, handle: string): Promise<{ items: ApiKey[] }> {
  const channel = await requireRole(ctx, handle, 'admin', null)
  const rows = await ctx.db.read
    .select({ ...getTableColumns(apiKeys), maker: accounts.name, role: members.role })
    .from(apiKeys)
    .innerJoin(members, ofMaker)
    .innerJoin(accounts, eq(accounts.id, apiKeys.accountId))
    .where(eq(apiKeys.channelId, channel.id))
    .orderBy(desc(apiKeys.createdAt))
  return { items: rows.map(({ role, ...key }) => ({ ...key, asleep: !MAKERS.includes(role) })) }
}

export async function createKey(ctx: Ctx, maker: Maker, input: CreateKey): Promise<NewApiKey> {
  const channel = await requireWritable(ctx, input.handle, 'admin', null)
  const secret = `${PREFIX}${ctx.newToken()}`
  const row = {
    id: ctx.newId('key'),
    secretHash: hashToken(secret),
    channelId: channel.id,
    accountId: maker.id,
    name: input.name,
    scopes: input.scopes,
    createdAt: ctx.now(),
    lastUsedAt: null,
  }
  await transact(ctx, (tx) => tx.insert(apiKeys).values(row))
  return { ...row, secret, maker: maker.name, asleep: false }
}

export async function revokeKey(ctx: Ctx, input: KeyRef): Promise<void> {
  const channel = await requireRole(ctx, input.handle, 'admin', null)
  const which = and(eq(apiKeys.id, input.keyId), eq(apiKeys.channelId, channel.id))
  await transact(ctx, (tx) => tx.delete(apiKeys).where(which))
}

/** "Last used" is for noticing forgotten keys: to the hour is enough, and spares a write a request. */
const NOTED_EVERY = 3_600_000

/**
 * The actor that a secret stands for. A key can do no more than an admin, and does nothing once its maker is no
 * longer one.
 */
export async function keyActor(ctx: Core, secret: string): Promise<Actor> {
  const [key] = LIVING_KEY(ctx.db, { secretHash: hashToken(secret) })
  if (!key) throw new AppError('keys.invalid')
  const { id, channelId, scopes, lastUsedAt } = key
  const now = ctx.now()
  if ((lastUsedAt ?? 0) < now - NOTED_EVERY) await noteUse(ctx, id, now)
  return { kind: 'key', id, channelId, scopes }
}

/** A disk that is full keeps nobody from reading. */
async function noteUse(ctx: Core, id: string, lastUsedAt: number): Promise<void> {
  const note = (tx: Tx) => tx.update(apiKeys).set({ lastUsedAt }).where(eq(apiKeys.id, id))
  await ctx.db.transaction(note, { group: true }).catch((error: unknown) => {
    if (!isDiskFull(error)) throw error
  })
}

const LIVING_KEY = hotQuery(apiKeys, (query) =>
  query
    .select(getTableColumns(apiKeys))
    .from(apiKeys)
    .innerJoin(members, ofMaker)
    .where(and(eq(apiKeys.secretHash, sql.placeholder('secretHash')), inArray(members.role, MAKERS))),
)
