import type { FollowedChannel } from '@carillon/contract'
import type { Ctx } from '../core/context.ts'
import { headsOf } from './head.ts'
import type { Head } from './heads.ts'

export type Followed = { follow: Follow; head: Head }
type Follow = {
  channelId: string
  readAt: number
  followedAt: number
  mutedUntil: number | null
  pinnedAt: number | null
  notify: boolean
}

/** What a follower follows: what is pinned first, then what posted last. */
export async function readFollowed(ctx: Ctx, followerId: string): Promise<Followed[]> {
  const [json] = ctx.db.rows(FIND_FOLLOWS, [followerId])[0]!
  const follows = (JSON.parse(json as string) as unknown[][]).map(decode)
  const heads = await headsOf(
    ctx,
    follows.map(({ channelId }) => channelId),
  )
  return follows
    .flatMap((follow) => {
      const head = heads.get(follow.channelId)
      return head ? { follow, head } : []
    })
    .toSorted(byPlace)
}

function byPlace(a: Followed, b: Followed): number {
  return (
    Number(b.follow.pinnedAt !== null) - Number(a.follow.pinnedAt !== null) ||
    (b.head.channel.lastPostAt ?? 0) - (a.head.channel.lastPostAt ?? 0) ||
    b.follow.followedAt - a.follow.followedAt
  )
}

export function toFollowedChannel(ctx: Ctx, { head, follow }: Followed): FollowedChannel {
  const { readAt, followedAt, mutedUntil, pinnedAt, notify } = follow
  return {
    ...head.channel,
    unread: countNewer(head.times, readAt),
    readAt,
    followedAt,
    mutedUntil: mutedUntil !== null && mutedUntil > ctx.now() ? mutedUntil : null,
    pinned: pinnedAt !== null,
    notify,
    lastPost: toLastPost(ctx, head.last),
  }
}

/** Of times that stand newest first. */
function countNewer(times: number[], than: number): number {
  const first = times.findIndex((time) => time <= than)
  return first === -1 ? times.length : first
}

function toLastPost({ locale }: Ctx, last: Head['last']): FollowedChannel['lastPost'] {
  if (!last) return null
  const { id, kind, lines, expiresAt } = last
  const line = lines.find(({ language }) => language === locale) ?? lines[0]!
  return { id, kind, excerpt: line.text, expiresAt }
}

function decode([channelId, readAt, followedAt, mutedUntil, pinnedAt, notify]: unknown[]): Follow {
  return { channelId, readAt, followedAt, mutedUntil, pinnedAt, notify: notify === 1 } as Follow
}

/** One JSON text for all of them, because the driver's work is by the value. */
const FIND_FOLLOWS = `SELECT json_group_array(json_array(channel_id, read_at, followed_at, muted_until, pinned_at, notify))
  FROM follows WHERE follower_id = ?`
