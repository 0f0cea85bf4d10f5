import type { GetPollResults, ManyPollResults, PollHistory, PollResults, PostRef } from '@carillon/contract'
import { and, asc, eq, gt, isNotNull } from 'drizzle-orm'
import { type ChannelRow, hasRole, requireRole } from '../channels/authority.ts'
import type { Ctx } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { requireReadable } from '../follows/reading.ts'
import { closePoll as endPoll } from '../posts/change.ts'
import { posts } from '../posts/table.ts'
import { optionsIn, voterOf } from './ballot.ts'
import { STATE_OF_POLL, stateOf, toResults } from './state.ts'
import { hourlyVotes } from './table.ts'
import { endOfHour } from './tally.ts'

/** What polls have come to, as far as whoever asks may see it. It depends on who asks: nothing of it is shared. */
export async function getResults(ctx: Ctx, input: GetPollResults): Promise<ManyPollResults> {
  const channel = await requireReadable(ctx, input.handle)
  return { items: await readResults(ctx, channel, input.postIds) }
}

export async function closePoll(ctx: Ctx, input: PostRef): Promise<PollResults> {
  const [results] = await readResults(ctx, await endPoll(ctx, input), [input.postId])
  if (!results) throw new AppError('posts.not_found')
  return results
}

/** Of those of the posts that are live and hold a poll, for whoever may read the channel. */
export async function readResults(ctx: Ctx, channel: ChannelRow, postIds: string[]): Promise<PollResults[]> {
  const isTeam = await hasRole(ctx, channel.id, 'analyst', 'read')
  const asked = [...new Set(postIds)].map((id) => [id, ctx.followerId ? voterOf(ctx, id, ctx.followerId) : null])
  const rows = ctx.db.rows(FIND_RESULTS, [ctx.followerId, JSON.stringify(asked), channel.id, ctx.now()])
  const results = rows.map(([mine, followedBefore, ...state]) => {
    const asking = { isTeam, mine: optionsIn((mine ?? 0) as number), followedBefore: followedBefore === 1 }
    return toResults(ctx, stateOf(state), asking)
  })
  return Promise.all(results)
}

const FIND_RESULTS = `SELECT (SELECT options FROM votes WHERE post_id = posts.id AND voter = asked.value ->> 1),
  (SELECT followed_at < published_at FROM follows WHERE follower_id = ? AND channel_id = posts.channel_id),
  ${STATE_OF_POLL}
  FROM json_each(?) AS asked CROSS JOIN posts ON posts.id = asked.value ->> 0
  LEFT JOIN turnouts ON turnouts.post_id = posts.id
  WHERE channel_id = ? AND expires_at > ? AND poll IS NOT NULL ORDER BY asked.key`

/** How the counts grew, for the team: by the hour, so that no single vote can be told from it by its time. */
export async function getHistory(ctx: Ctx, { handle, postId }: PostRef): Promise<PollHistory> {
  const channel = await requireRole(ctx, handle, 'analyst', 'read')
  // Asked once: what the present hour holds is one point, however long reading it takes.
  const now = ctx.now()
  const ofPost = and(eq(posts.id, postId), eq(posts.channelId, channel.id), gt(posts.expiresAt, now))
  const post = await ctx.db.read
    .select({ poll: posts.poll })
    .from(posts)
    .where(and(ofPost, isNotNull(posts.poll)))
    .get()
  if (!post?.poll) throw new AppError('polls.not_found')
  const rows = await ctx.db.read
    .select()
    .from(hourlyVotes)
    .where(eq(hourlyVotes.postId, postId))
    .orderBy(asc(hourlyVotes.hour))
  const items: PollHistory['items'] = []
  const counts = Array<number>(post.poll.options).fill(0)
  for (const { hour, option, votes } of rows) {
    counts[option]! += votes
    const at = Math.min(endOfHour(hour), now)
    if (items.at(-1)?.at === at) items.pop()
    items.push({ at, options: [...counts] })
  }
  return { items }
}
