import type { FollowsFile, ImportedFollows, ImportFollows } from '@carillon/contract'
import { asc, eq } from 'drizzle-orm'
import { type ChannelRow, findChannel } from '../channels/authority.ts'
import { channels } from '../channels/table.ts'
import type { Ctx } from '../core/context.ts'
import { isFollowing } from '../follows/reading.ts'
import { followAll } from '../follows/service.ts'
import { follows } from '../follows/table.ts'

/** What whoever asks follows, to be taken along. */
export async function exportFollows(ctx: Ctx): Promise<FollowsFile> {
  const { followerId } = ctx
  const now = ctx.now()
  const rows = followerId
    ? await ctx.db.read
        .select({ handle: channels.handle, name: channels.name, follow: follows })
        .from(follows)
        .innerJoin(channels, eq(channels.id, follows.channelId))
        .where(eq(follows.followerId, followerId))
        .orderBy(asc(follows.followedAt), asc(channels.handle))
    : []
  return {
    carillon: 'follows',
    version: 1,
    origin: ctx.origin,
    exportedAt: now,
    follows: rows.map(({ handle, name, follow: { mutedUntil, pinnedAt } }) => {
      return { handle, name, mutedUntil: mutedUntil && mutedUntil > now ? mutedUntil : null, pinned: pinnedAt !== null }
    }),
  }
}

/** Follows for whoever asks, and for nobody else. What needs a link isn't followed by its name. */
export async function importFollows(ctx: Ctx, { handles }: ImportFollows): Promise<ImportedFollows> {
  ctx.limiter.take('import_follows', ctx.addressPrefix)
  const found = new Map<string, ChannelRow>()
  const already = new Set<string>()
  const missing: string[] = []
  for (const handle of new Set(handles.map((one) => one.toLowerCase()))) {
    const channel = await findChannel(ctx, handle)
    if (channel && (await isFollowing(ctx, channel.id))) already.add(channel.handle)
    else if (channel?.access === 'open') found.set(channel.id, channel)
    else missing.push(handle)
  }
  if (found.size > 0) await followAll(ctx, [...found.keys()])
  return { followed: [...found.values()].map(({ handle }) => handle), already: [...already], missing }
}
