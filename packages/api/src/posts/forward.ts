import type { ForwardPost, Post } from '@carillon/contract'
import { requirePublisher, requireRole } from '../channels/authority.ts'
import type { Ctx } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { requireRoomForCopy } from '../media/quota.ts'
import { findSticker } from '../stickers/service.ts'
import { openContent } from './content.ts'
import { copyContent, discardCopy } from './copy.ts'
import { preparePost } from './insert.ts'
import { findLivePost } from './live.ts'
import { publishPrepared } from './publish.ts'
import type { SealedContent } from './sealed.ts'

/**
 * The same post in another channel, said to come from the first one. Whoever reads the other needn't be one who reads
 * this: what is for the invited stays with them.
 */
export async function forwardPost(ctx: Ctx, input: ForwardPost): Promise<Post> {
  const channel = await requirePublisher(ctx, input.handle)
  const source = await requireRole(ctx, input.fromHandle, 'editor', null)
  if (source.id === channel.id) throw new AppError('posts.forward_same', { handle: 'posts.forward_same' })
  if (source.access !== 'open') throw new AppError('posts.forward_private')
  const row = await findLivePost(ctx, source.id, input.postId)
  const content = await openContent(ctx, row)
  if (!content) throw new AppError('posts.not_found')
  if (content.kind === 'sticker') await findSticker(ctx, source.id, content.sticker.id)
  const { id: channelId, handle, name } = source
  const forwardedFrom = content.forwardedFrom ?? { channelId, handle, name, postId: row.id }
  let copy: SealedContent | undefined
  const prepare = async () => {
    await requireRoomForCopy(ctx, channel.id, row.id)
    copy = await copyContent(ctx, channel.id, { ...content, forwardedFrom })
    return preparePost(ctx, channel, copy, input.silent)
  }
  const request = ['forward', source.id, row.id, input.silent]
  try {
    const post = await publishPrepared(ctx, channel, prepare, { key: input.idempotencyKey, request })
    // Sent again, it is answered without another copy.
    if (copy) ctx.counter.forwarded({ channelId: source.id, postId: row.id })
    return post
  } finally {
    if (copy) await discardCopy(ctx, copy)
  }
}
