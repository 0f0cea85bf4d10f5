import type { FollowedChannel } from '@carillon/contract'
import { avatarPath } from '../channels/view.ts'
import type { Ctx } from '../core/context.ts'
import type { Head, LastPost } from './heads.ts'
import { lastPosts } from './last.ts'

/** Nobody reads "347 unread"; counting stops where the number stops meaning anything. */
const MOST_UNREAD = 100

/** What a follower follows: what is pinned first, then what posted last. */
export async function listFollowed(ctx: Ctx, followerId: string): Promise<FollowedChannel[]> {
  const now = ctx.now()
  const rows = ctx.db.rows(FIND_FOLLOWED, [now, MOST_UNREAD, followerId]).map(([json]) => decode(json as string))
  const heads = await lastPosts(ctx, rows)
  return rows.map((row) => ({
    ...row,
    avatar: avatarPath(row.avatar),
    mutedUntil: row.mutedUntil !== null && row.mutedUntil > now ? row.mutedUntil : null,
    lastPost: toLastPost(ctx, heads.get(row.id) ?? null),
  }))
}

function decode(json: string) {
  const [id, handle, name, avatar, language, verified, archived, reactions, sharing, lastPostAt, ...follow] =
    JSON.parse(json) as unknown[]
  const [readAt, followedAt, mutedUntil, pinnedAt, notify, unread] = follow
  return {
    id: id as string,
    handle: handle as string,
    name: name as string,
    avatar: avatar as string | null,
    language: language as string | null,
    verified: verified === 1,
    archived: archived === 1,
    reactions: reactions === null ? null : (JSON.parse(reactions as string) as string[]),
    sharing: sharing === 1,
    lastPostAt: lastPostAt as number | null,
    readAt: readAt as number,
    followedAt: followedAt as number,
    mutedUntil: mutedUntil as number | null,
    pinned: pinnedAt !== null,
    notify: notify === 1,
    unread: unread as number,
  }
}

function toLastPost({ locale }: Ctx, head: Head | null): LastPost {
  if (!head) return null
  const { id, kind, lines, expiresAt } = head
  const line = lines.find(({ language }) => language === locale) ?? lines[0]!
  return { id, kind, excerpt: line.text, expiresAt }
}

/** One JSON text a row, because the driver's work is by the value; and nothing is counted where nothing is newer. */
const FIND_FOLLOWED = `SELECT json_array(
    channels.id, handle, name, avatar, language, verified, archived, reactions, sharing, last_post_at,
    read_at, followed_at, muted_until, follows.pinned_at, notify,
    CASE WHEN last_post_at > read_at THEN (SELECT count(*) FROM (SELECT 1 FROM posts
      WHERE posts.channel_id = channels.id AND published_at > read_at AND expires_at > ? LIMIT ?)) ELSE 0 END)
  FROM follows CROSS JOIN channels ON channels.id = follows.channel_id WHERE follower_id = ?
  ORDER BY follows.pinned_at IS NULL, coalesce(last_post_at, 0) DESC, followed_at DESC`
