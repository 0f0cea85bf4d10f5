import type { FollowedChannel, Post } from '@carillon/contract'
import { excerptOf, inLanguage, pickLanguage } from '@carillon/contract/reading'

/** As far as unread posts are counted. */
const MOST_UNREAD = 100

/** Pinned ones first, then those that posted last. */
export function inOrder(channels: FollowedChannel[]): FollowedChannel[] {
  return channels.toSorted(
    (a, b) =>
      Number(b.pinned) - Number(a.pinned) || (b.lastPostAt ?? 0) - (a.lastPostAt ?? 0) || b.followedAt - a.followedAt,
  )
}

/** With a post that has just been published; one that is known already changes nothing. */
export function withNewest(channels: FollowedChannel[], post: Post, languages: readonly string[]): FollowedChannel[] {
  const newer = (channel: FollowedChannel): FollowedChannel => ({
    ...channel,
    unread: Math.min(MOST_UNREAD, channel.unread + 1),
    lastPostAt: post.publishedAt,
    lastPost: lineOf(post, languages),
  })
  const isNews = ({ handle, lastPostAt }: FollowedChannel) =>
    handle === post.handle && post.publishedAt > (lastPostAt ?? 0)
  return inOrder(channels.map((channel) => (isNews(channel) ? newer(channel) : channel)))
}

/** Without a post that was deleted or expired, or with it as it was edited; `items` are the posts that are left. */
export function withoutPost(
  channels: FollowedChannel[],
  gone: { handle: string; postId: string; was: Post | undefined },
  items: Post[],
  languages: readonly string[],
): FollowedChannel[] {
  const next = items.find((post) => post.handle === gone.handle && post.id !== gone.postId)
  return channels.map((channel) => {
    if (channel.handle !== gone.handle) return channel
    const wasUnread = gone.was !== undefined && gone.was.publishedAt > channel.readAt
    const unread = Math.max(0, channel.unread - Number(wasUnread))
    if (channel.lastPost?.id !== gone.postId) return { ...channel, unread }
    return { ...channel, unread, lastPost: next ? lineOf(next, languages) : null }
  })
}

/** With the words of a post as they are since it was edited. */
export function withEdited(channels: FollowedChannel[], post: Post, languages: readonly string[]): FollowedChannel[] {
  const isShown = ({ lastPost }: FollowedChannel) => lastPost?.id === post.id
  return channels.map((channel) => (isShown(channel) ? { ...channel, lastPost: lineOf(post, languages) } : channel))
}

function lineOf({ id, content, language, expiresAt }: Post, languages: readonly string[]) {
  const excerpt = excerptOf(inLanguage(content, pickLanguage(content, language, languages)))
  return { id, kind: content.kind, excerpt, expiresAt }
}
