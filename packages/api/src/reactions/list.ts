import type { GetReactions, ManyReactions, ReactionCounts, Reactions } from '@carillon/contract'
import type { ChannelRow } from '../channels/authority.ts'
import type { Ctx } from '../core/context.ts'
import { requireReadable } from '../follows/reading.ts'
import { reactorOf } from './reactor.ts'

/** What posts were reacted with, and what whoever asks chose themselves: nothing of it is shared. */
export async function listReactions(ctx: Ctx, input: GetReactions): Promise<ManyReactions> {
  const channel = await requireReadable(ctx, input.handle)
  return { items: readReactions(ctx, channel, input.postIds), allowed: channel.reactions }
}

/** Of those of the posts that are live. While a channel wants none, those from before are kept and not shown. */
export function readReactions(ctx: Ctx, channel: ChannelRow, postIds: string[]): Reactions[] {
  const { followerId } = ctx
  const asked = [...new Set(postIds)].map((id) => [id, followerId && reactorOf(ctx, id, followerId)])
  const found = ctx.db.rows(FIND_REACTIONS, [JSON.stringify(asked), channel.id, ctx.now()])
  return found.map(([postId, counts, mine]) => ({
    postId: postId as string,
    counts: isOff(channel) ? [] : readCounts(counts),
    mine: isOff(channel) ? null : (mine as string | null),
  }))
}

export const isOff = ({ reactions }: Pick<ChannelRow, 'reactions'>) => reactions?.length === 0

/** As `COUNTS_OF_POST` selects them. */
export function readCounts(json: unknown): ReactionCounts {
  return (JSON.parse(json as string) as [emoji: string, count: number][]).map(([emoji, count]) => ({ emoji, count }))
}

/** The most frequent first; beyond a hundred nobody looks. */
export const COUNTS_OF_POST = `(SELECT json_group_array(json_array(emoji, count)) FROM
  (SELECT emoji, count FROM reaction_counts WHERE post_id = posts.id ORDER BY count DESC, emoji LIMIT 100))`

const FIND_REACTIONS = `SELECT posts.id, ${COUNTS_OF_POST},
  (SELECT emoji FROM reactions WHERE post_id = posts.id AND reactor = asked.value ->> 1)
  FROM json_each(?) AS asked CROSS JOIN posts ON posts.id = asked.value ->> 0
  WHERE channel_id = ? AND expires_at > ? ORDER BY asked.key`
