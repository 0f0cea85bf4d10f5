import { eq } from 'drizzle-orm'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Core } from '../core/context.ts'
import { type Consumer, comeTo, type OutboxEvent } from '../outbox/service.ts'
import { posts } from '../posts/table.ts'

const NAME = 'notifications'
/** Follows looked at in one go: others are answered in between. */
const PAGE = 500
/** What was first published elsewhere so long before is no news; milliseconds. */
const NEWS = 3_600_000

/**
 * Puts each new post into the queue of the devices of those who want to be told of it. Who may be told now, later or not
 * at all is looked at when it is sent.
 */
export function pushConsumer(ctx: Core): Consumer {
  return {
    name: NAME,
    async handle(events) {
      if (ctx.db.rows('SELECT 1 FROM push_targets LIMIT 1').length === 0) return
      for (const event of events) if (event.type === 'post.published') await enqueue(ctx, event)
    },
    // What is published in a row is looked at once.
    rest: () => 25,
  }
}

async function enqueue(ctx: Core, { seq, channelId, postId, at }: OutboxEvent): Promise<void> {
  const post = postId && (await ctx.db.read.select().from(posts).where(eq(posts.id, postId)).get())
  if (!post || post.silent || post.expiresAt <= ctx.now() || post.publishedAt < at - NEWS) return
  for (let from = 0; ;) {
    const [[to] = []] = ctx.db.rows(LAST_OF_PAGE, [channelId, from, PAGE]) as (number | null)[][]
    const targets = to ? ctx.db.rows(TARGETS, [channelId, from, to, ctx.now(), at]).map(([id]) => id) : []
    if (targets.length > 0) {
      await ctx.db.transaction(async (tx) => {
        ctx.db.run(tx, ENQUEUE, [post.id, ctx.now(), JSON.stringify(targets)])
      })
      ctx.notifying()
    }
    if (!to) break
    from = to
    await nextTurn()
  }
  await ctx.db.transaction(async (tx) => comeTo(ctx.db, tx, NAME, seq), { group: true })
}

const LAST_OF_PAGE = `SELECT max(rowid) FROM (
  SELECT rowid FROM follows INDEXED BY follows_channel WHERE channel_id = ? AND rowid > ? ORDER BY rowid LIMIT ?
)`

/** Of those who followed, and had turned notifications on, when it was published. */
const TARGETS = `SELECT t.id FROM follows f INDEXED BY follows_channel
  CROSS JOIN devices d ON d.follower_id = f.follower_id
  CROSS JOIN push_targets t ON t.device_id = d.id
  WHERE f.channel_id = ? AND f.rowid > ? AND f.rowid <= ?
    AND f.notify = 1 AND coalesce(f.muted_until, 0) <= ? AND max(t.created_at, f.followed_at) <= ?`

/** Post or target may have gone meanwhile. A post that comes a second time finds its rows there. */
const ENQUEUE = `INSERT INTO push_queue (id, target_id, post_id, gathered, attempts, next_at)
  SELECT t.id || '.' || ?1, t.id, ?1, 0, 0, ?2 FROM json_each(?3) one CROSS JOIN push_targets t ON t.id = one.value
  WHERE EXISTS (SELECT 1 FROM posts WHERE id = ?1) ON CONFLICT (id) DO NOTHING`
