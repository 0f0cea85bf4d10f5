import {
  type ArchiveChannel,
  type Channel,
  type CreateChannel,
  type EditChannel,
  type SetVerified,
  RESERVED_HANDLES,
  type TeamChannel,
} from '@carillon/contract'
import { asc, eq, sql } from 'drizzle-orm'
import { mayCreateChannels } from '../accounts/service.ts'
import { type Ctx, emitEvent, transact } from '../core/context.ts'
import type { Tx } from '../core/database.ts'
import { AppError, StorageUnavailable } from '../core/errors.ts'
import { type ChannelRow, findChannel, requireRole, requireWritable } from './authority.ts'
import { channels, handles, members } from './table.ts'
import { toChannel, toTeamChannel } from './view.ts'

/** The channels whose team the account is in, by name. */
export async function listMyChannels(ctx: Ctx, accountId: string): Promise<TeamChannel[]> {
  const rows = await ctx.db.read
    .select({ channel: channels, role: members.role })
    .from(members)
    .innerJoin(channels, eq(channels.id, members.channelId))
    .where(eq(members.accountId, accountId))
    .orderBy(asc(sql`lower(${channels.name})`))
  return rows.map(({ channel, role }) => toTeamChannel(ctx, channel, role))
}

export async function createChannel(ctx: Ctx, input: CreateChannel): Promise<TeamChannel> {
  const { actor } = ctx
  if (actor.kind !== 'account' || !(await mayCreateChannels(ctx, actor))) throw new AppError('channels.creation_closed')
  const channel = await transact(ctx, async (tx) => {
    const row = await insertChannel(ctx, tx, input)
    await tx.insert(members).values({ channelId: row.id, accountId: actor.id, role: 'owner', since: ctx.now() })
    return row
  })
  return toTeamChannel(ctx, channel, 'owner')
}

type NewChannel = CreateChannel & Partial<Pick<ChannelRow, 'claimed' | 'website' | 'feedUrl'>>

/** A channel and its handle, without a team: what creating one and importing one have in common. */
export async function insertChannel(ctx: Ctx, tx: Tx, input: NewChannel): Promise<ChannelRow> {
  const now = ctx.now()
  const id = ctx.newId('chn')
  await takeHandle(tx, id, input.handle, 'handle')
  const row = await tx
    .insert(channels)
    .values({ ...input, id, createdAt: now, updatedAt: now })
    .returning()
    .get()
  await emitEvent(ctx, tx, 'channel.changed', id)
  return row
}

/** A handle belongs for good to the channel that had it first; that one may come back to it. */
async function takeHandle(tx: Tx, channelId: string, handle: string, field: string): Promise<void> {
  if (RESERVED_HANDLES.has(handle)) {
    throw new AppError('channels.handle_reserved', { [field]: 'channels.handle_reserved' })
  }
  await tx.insert(handles).values({ handle, channelId }).onConflictDoNothing()
  const holder = await tx.select().from(handles).where(eq(handles.handle, handle)).get()
  if (holder?.channelId !== channelId) throw new AppError('channels.handle_taken', { [field]: 'channels.handle_taken' })
}

export async function editChannel(ctx: Ctx, input: EditChannel): Promise<TeamChannel> {
  const channel = await requireWritable(ctx, input.handle, 'admin', 'profile')
  const { handle: _, newHandle, ...changes } = input
  const row = await transact(ctx, async (tx) => {
    if (newHandle) await takeHandle(tx, channel.id, newHandle, 'newHandle')
    return updateChannel(ctx, tx, channel.id, { ...changes, ...(newHandle ? { handle: newHandle } : {}) })
  })
  if (channel.avatar && row.avatar === null) await deleteAvatar(ctx, channel.avatar)
  return toTeamChannel(ctx, row, channel.role)
}

async function updateChannel(ctx: Ctx, tx: Tx, id: string, changes: Partial<ChannelRow>): Promise<ChannelRow> {
  const row = await tx
    .update(channels)
    .set({ ...changes, updatedAt: ctx.now() })
    .where(eq(channels.id, id))
    .returning()
    .get()
  if (!row) throw new AppError('channels.not_found')
  await emitEvent(ctx, tx, 'channel.changed', id)
  return row
}

export async function archiveChannel(ctx: Ctx, { handle, archived }: ArchiveChannel): Promise<TeamChannel> {
  const channel = await requireRole(ctx, handle, 'owner', null)
  const row = await transact(ctx, (tx) => updateChannel(ctx, tx, channel.id, { archived }))
  return toTeamChannel(ctx, row, channel.role)
}

/** The old link stops working; who follows already, goes on. */
export async function renewInviteLink(ctx: Ctx, handle: string): Promise<TeamChannel> {
  const channel = await requireWritable(ctx, handle, 'admin', null)
  const inviteGeneration = channel.inviteGeneration + 1
  const row = await transact(ctx, (tx) => updateChannel(ctx, tx, channel.id, { inviteGeneration }))
  return toTeamChannel(ctx, row, channel.role)
}

/** For operators only, as its procedure says. */
export async function setVerified(ctx: Ctx, { handle, verified }: SetVerified): Promise<Channel> {
  const channel = await findChannel(ctx, handle)
  if (!channel) throw new AppError('channels.not_found')
  return toChannel(await transact(ctx, (tx) => updateChannel(ctx, tx, channel.id, { verified })))
}

const AVATAR_SIZES = [96, 320]
export const avatarObject = (name: string, size: number) => `avatars/${name}-${size}`

/** Takes a picture of any shape, cut to a square. */
export async function setAvatar(ctx: Ctx, handle: string, bytes: Uint8Array): Promise<TeamChannel> {
  const channel = await requireWritable(ctx, handle, 'admin', 'profile')
  const picture = await ctx.photos.process(bytes, { widths: AVATAR_SIZES, square: true })
  const avatar = ctx.newToken()
  for (const [at, size] of AVATAR_SIZES.entries()) {
    const rendition = picture.renditions[at] ?? picture.renditions.at(-1)!
    await ctx.storage.put(avatarObject(avatar, size), rendition.bytes)
  }
  const row = await transact(ctx, (tx) => updateChannel(ctx, tx, channel.id, { avatar }))
  if (channel.avatar) await deleteAvatar(ctx, channel.avatar)
  return toTeamChannel(ctx, row, channel.role)
}

/** After the channel has another: what the storage can't delete now, it is asked to again at the next start. */
async function deleteAvatar(ctx: Ctx, avatar: string): Promise<void> {
  try {
    for (const size of AVATAR_SIZES) await ctx.storage.delete(avatarObject(avatar, size))
  } catch (error) {
    if (!(error instanceof StorageUnavailable)) throw error
  }
}
