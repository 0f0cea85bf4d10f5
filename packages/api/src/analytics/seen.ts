import type { Seen, Visit } from '@carillon/contract'
import type { PostKind } from '@carillon/contract/lists'
import { isbot } from 'isbot'
import type { Ctx } from '../core/context.ts'
import { timeOf } from '../core/ids.ts'
import { requireReadable } from '../follows/reading.ts'
import { type Change, hourOf, INSTANCE, partsOf, type Place } from './changes.ts'
import { startOf } from './counting.ts'
import type { Hash } from './sketch.ts'

/** Hours after its publication in which a post's views are told apart. */
export const FIRST_HOURS = 48

/**
 * Counts what a reader saw and did, once a day and reader. What isn't a live post of this channel changes nothing, and
 * neither does what comes from programs that only look around.
 */
export async function noteSeen(ctx: Ctx, input: Seen): Promise<void> {
  if (isMachine(ctx.requestHeaders)) return
  const { id: channelId } = await requireReadable(ctx, input.handle)
  const { counting } = ctx.counter
  const reader = counting.readerOf(readerIn(ctx))
  countReader(ctx, channelId, reader, { ...input.visit, country: ctx.country ?? input.visit.country })
  const asked = [...input.postIds, ...input.clicked.map(({ postId }) => postId), ...input.forwarded]
  const live = findLive(ctx, channelId, [...new Set(asked)])
  const once = (place: Place | undefined, of: string) =>
    place?.postId ? counting.distinct(place.postId, place, of, reader) : 0
  let views = 0
  for (const postId of input.postIds) {
    const place = live.get(postId)
    const by = once(place, 'readers')
    if (place && by > 0) counting.countOf(postId, place, viewOf(ctx.now(), place, by))
    views += by
  }
  const ofHour = { name: `views.hour.${hourOf(ctx.now())}`, by: views }
  if (views > 0) counting.count({ channelId }, [{ name: 'views', by: views }, ofHour])
  for (const { postId, link } of input.clicked) {
    const place = live.get(postId)
    const by = once(place, `click.${link}`)
    if (place && by > 0)
      counting.count(place, [
        { name: 'clicks', by },
        { name: `click.${link}`, by, of: 'post' },
      ])
  }
  for (const postId of input.forwarded) {
    const place = live.get(postId)
    const by = once(place, 'forward')
    if (place && by > 0) ctx.counter.forwarded(place, by)
  }
}

function countReader(ctx: Ctx, channelId: string, reader: Hash, visit: Visit): void {
  const { counting } = ctx.counter
  const ofChannel = counting.distinct(channelId, { channelId }, 'readers', reader)
  const ofInstance = counting.distinct(INSTANCE, null, 'readers', reader)
  if (ofChannel > 0) {
    const changes: Change[] = [{ name: 'reach', by: ofChannel }, ...partsOf('reach', ofChannel, visit)]
    if (isFollower(ctx, channelId)) changes.push({ name: 'reach.followers', by: ofChannel })
    counting.countOf(channelId, { channelId }, changes)
  }
  if (ofInstance > 0) {
    counting.countOf(INSTANCE, null, [{ name: 'reach', by: ofInstance }, ...partsOf('reach', ofInstance, visit)])
    if (ctx.followerId) counting.countOf(INSTANCE, null, [{ name: 'reach.followers', by: ofInstance }])
  }
}

function viewOf(now: number, { post }: Required<Place>, by: number): Change[] {
  const hours = Math.floor((now - post.publishedAt) / 3_600_000)
  const views = { name: 'views', by }
  return hours >= 0 && hours < FIRST_HOURS ? [views, { name: `views.hour.${hours}`, by }] : [views]
}

/** Those of the posts that are live here, found by one statement at most: which ones are is known until the next write. */
function findLive(ctx: Ctx, channelId: string, postIds: string[]): Map<string, Required<Place>> {
  const { live } = ctx.counter.counting
  const now = ctx.now()
  const unknown = postIds.filter((postId) => !live.has(postId))
  if (unknown.length > 0) {
    for (const [postId, kind, publishedAt, expiresAt] of ctx.db.rows(FIND_LIVE, [JSON.stringify(unknown), channelId])) {
      const post = { kind: kind as PostKind, publishedAt: Number(publishedAt) }
      const place = { channelId, postId: postId as string, post }
      live.set(place.postId, { place, expiresAt: Number(expiresAt) })
    }
  }
  const found = new Map<string, Required<Place>>()
  for (const postId of postIds) {
    const known = live.get(postId)
    if (known && known.place.channelId === channelId && known.expiresAt > now) found.set(postId, known.place)
  }
  return found
}

function isFollower(ctx: Ctx, channelId: string): boolean {
  return ctx.followerId !== null && ctx.db.row(FIND_FOLLOW, [ctx.followerId, channelId]) !== undefined
}

function readerIn({ followerId, addressPrefix, counter }: Ctx) {
  const isKnown = followerId !== null && timeOf(followerId) < startOf(counter.counting.today())
  return { followerId, isKnown, addressPrefix }
}

/** Crawlers, and browsers that fetch what nobody may ever look at. Nothing of these headers is kept. */
function isMachine(headers: Headers): boolean {
  const purpose = headers.get('sec-purpose') ?? headers.get('purpose') ?? ''
  return /prefetch|prerender/i.test(purpose) || isbot(headers.get('user-agent'))
}

const FIND_LIVE = `SELECT posts.id, kind, published_at, expires_at
  FROM json_each(?) AS asked CROSS JOIN posts ON posts.id = asked.value WHERE channel_id = ?`
const FIND_FOLLOW = 'SELECT 1 FROM follows WHERE follower_id = ? AND channel_id = ?'
