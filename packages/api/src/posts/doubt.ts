import { DAY } from '@carillon/contract'
import { lte } from 'drizzle-orm'
import type { Core } from '../core/context.ts'
import { posts } from './table.ts'

/** A server may have been off, or a clock wrong, for so long without anybody having to look; milliseconds. */
export const ORDINARY = 2 * DAY
/** Of all posts, at most this share may end in a time of which nobody knows whether it passed. */
const SHARE = 1 / 2

export type Doubt = {
  /** How far the clock went ahead of what is sure to have passed, milliseconds. */
  ahead: number
  /** Posts that would be destroyed if it is right, and all that there are. */
  due: number
  posts: number
}

/**
 * Whether the clock is so far ahead, and so much would end by it, that it is more likely wrong than right: then posts are
 * hidden by it, but none is destroyed or published until an operator says that it is right, or it comes back. Asks the
 * database only in such a case.
 */
export async function doubtOf(ctx: Pick<Core, 'clock' | 'db' | 'now'>): Promise<Doubt | null> {
  const ahead = ctx.clock.ahead()
  if (ahead <= ORDINARY) return null
  const due = await ctx.db.read.$count(posts, lte(posts.expiresAt, ctx.now()))
  const all = await ctx.db.read.$count(posts)
  return due > all * SHARE ? { ahead, due, posts: all } : null
}
