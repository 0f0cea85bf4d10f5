import { type EditPost, LIMITS, type PinPost, type Post, type PostRef } from '@carillon/contract'
import { and, eq, gt, isNotNull, isNull, sql } from 'drizzle-orm'
import { isDeepStrictEqual } from 'node:util'
import { type ChannelRow, requirePublisher, requireWritable } from '../channels/authority.ts'
import { type Ctx, emitEvent, transact } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { seal } from '../core/seal.ts'
import { eraseOrphans, orphanMedia } from '../media/service.ts'
import { openContent, type PostRow, toPost } from './content.ts'
import { replaceMedia, toSealed } from './sealing.ts'
import { rulesOf } from './insert.ts'
import { findLivePost, livePost } from './live.ts'
import { eraseReviews } from './reviews.ts'
import type { SealedContent } from './sealed.ts'
import { type PollRules, posts, turnouts } from './table.ts'
import { insertVersion, prepareVersion } from './versions.ts'

/** A post keeps its time and its end when it is edited; its team can read what it said before. */
export async function editPost(ctx: Ctx, input: EditPost): Promise<Post> {
  const channel = await requirePublisher(ctx, input.handle)
  const row = await findLivePost(ctx, channel.id, input.postId)
  const previous = await openContent(ctx, row)
  // Nobody puts words into the mouth of another channel.
  if (previous?.forwardedFrom) throw new AppError('posts.forwarded')
  const content = await toSealed(ctx, channel.id, input.content, previous)
  // Who looks at a poll while it is sent again unchanged votes on what they saw.
  if (row.poll && isDeepStrictEqual(previous, content)) return toPost(ctx, channel, row)
  const poll = rulesAfter(ctx, row, previous, content)
  const version = previous && (await prepareVersion(ctx, row, previous))
  const changes = { kind: content.kind, content: await seal(ctx, row, content), editedAt: ctx.now(), poll }
  const edited = await transact(ctx, async (tx) => {
    if (row.poll && (await tx.$count(turnouts, eq(turnouts.postId, row.id))) > 0) throw new AppError('polls.voted')
    const result = await tx
      .update(posts)
      .set(changes)
      .where(and(livePost(ctx, channel.id, row.id), eq(posts.content, row.content), stillCloses(row)))
      .returning()
      .get()
    if (!result) return null
    await replaceMedia(ctx, tx, row, previous, content)
    if (version) await insertVersion(tx, version)
    await emitEvent(ctx, tx, 'post.edited', channel.id, row.id)
    return result
  })
  // Edited or gone meanwhile: which of its pictures may stay is to be seen again.
  if (!edited) return editPost(ctx, input)
  await eraseOrphans(ctx)
  return toPost(ctx, channel, edited)
}

/** Whether a poll ends when it did as it was read: it may have been closed since. */
function stillCloses({ poll }: PostRow) {
  return poll ? sql`${posts.poll} ->> '$.closesAt' = ${poll.closesAt}` : isNull(posts.poll)
}

/** A poll that nobody voted in may change; its time still runs from publication, or since it became one. */
function rulesAfter(
  ctx: Ctx,
  { poll, publishedAt, expiresAt }: PostRow,
  previous: SealedContent | null,
  content: SealedContent,
): PollRules | null {
  if (content.kind !== 'poll') return null
  const rules = rulesOf(content.poll, poll ? publishedAt : ctx.now(), expiresAt)
  const isSameTime = previous?.kind === 'poll' && previous.poll.openFor === content.poll.openFor
  return poll && isSameTime ? { ...rules, closesAt: poll.closesAt } : rules
}

/** Ends a poll before its time. One that is closed stays as it is. */
export async function closePoll(ctx: Ctx, input: PostRef): Promise<ChannelRow> {
  const channel = await requireWritable(ctx, input.handle, 'editor', 'publish')
  const { poll } = await findLivePost(ctx, channel.id, input.postId)
  if (!poll) throw new AppError('polls.not_found')
  const now = ctx.now()
  const earlier = sql<PollRules>`json_set(${posts.poll}, '$.closesAt', min(${posts.poll} ->> '$.closesAt', ${now}))`
  await transact(ctx, async (tx) => {
    const closed = await tx
      .update(posts)
      .set({ poll: earlier })
      .where(and(livePost(ctx, channel.id, input.postId), isNotNull(posts.poll)))
      .returning({ id: posts.id })
    if (closed.length === 0) throw new AppError('posts.not_found')
    await emitEvent(ctx, tx, 'post.edited', channel.id, input.postId)
  })
  return channel
}

export async function deletePost(ctx: Ctx, input: PostRef): Promise<void> {
  const channel = await requireWritable(ctx, input.handle, 'editor', 'publish')
  await transact(ctx, async (tx) => {
    const gone = await tx
      .delete(posts)
      .where(livePost(ctx, channel.id, input.postId))
      .returning({ id: posts.id })
    if (gone.length === 0) throw new AppError('posts.not_found')
    orphanMedia(ctx, tx, [input.postId])
    eraseReviews(ctx, tx, [input.postId])
    await emitEvent(ctx, tx, 'post.deleted', channel.id, input.postId)
  })
  await eraseOrphans(ctx)
}

export async function pinPost(ctx: Ctx, input: PinPost): Promise<Post> {
  const channel = await requireWritable(ctx, input.handle, 'editor', 'publish')
  const row = await transact(ctx, async (tx) => {
    if (input.pinned) {
      const pinned = and(eq(posts.channelId, channel.id), isNotNull(posts.pinnedAt), gt(posts.expiresAt, ctx.now()))
      const others = await tx.select({ id: posts.id }).from(posts).where(pinned)
      if (others.filter((post) => post.id !== input.postId).length >= LIMITS.pins)
        throw new AppError('posts.too_many_pins')
    }
    const result = await tx
      .update(posts)
      .set({ pinnedAt: input.pinned ? ctx.now() : null })
      .where(livePost(ctx, channel.id, input.postId))
      .returning()
      .get()
    if (!result) throw new AppError('posts.not_found')
    await emitEvent(ctx, tx, 'post.edited', channel.id, result.id)
    return result
  })
  return toPost(ctx, channel, row)
}
