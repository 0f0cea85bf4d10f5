import type { Core } from '../core/context.ts'
import { deleteInSlices } from '../core/slices.ts'
import { KEPT } from '../outbox/service.ts'

/**
 * Forgets that posts were published or edited which nobody can read any more, even where a consumer has been down for so
 * long that it doesn't know yet: that they are gone is told by a later event.
 */
export async function forgetEvents(ctx: Core): Promise<void> {
  const now = ctx.now()
  await deleteInSlices(ctx, 'outbox', OF_PAST_POSTS, [now - KEPT.milliseconds, now])
}

const OF_PAST_POSTS = `type IN ('post.published', 'post.edited') AND at <= ?
  AND NOT EXISTS (SELECT 1 FROM posts WHERE posts.id = outbox.post_id AND posts.expires_at > ?)`
