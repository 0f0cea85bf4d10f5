import type { LiveEvent, ReactionCounts } from '@carillon/contract'
import { and, desc, eq, gt } from 'drizzle-orm'
import { channels } from '../channels/table.ts'
import type { Core } from '../core/context.ts'
import { readResults } from '../polls/results.ts'
import { posts } from '../posts/table.ts'
import { reactionCounts } from '../reactions/table.ts'
import { contextOf } from './gate.ts'

/** Of one post at most one frame in this time, milliseconds. */
const EVERY = 1_000

type Tell = (channelId: string, postId: string) => Promise<void>

/** Has counts told of: at once, and then at most once a second however many react or vote. */
export class Coalesced {
  readonly #tell: Tell
  /** Posts that were told of within the last second, and whether they have changed since. */
  readonly #resting = new Map<string, { changed: boolean; timer: NodeJS.Timeout }>()

  constructor(tell: Tell) {
    this.#tell = tell
  }

  changed(channelId: string, postId: string): void {
    const resting = this.#resting.get(postId)
    if (resting) resting.changed = true
    else this.#now(channelId, postId)
  }

  stop(): void {
    for (const { timer } of this.#resting.values()) clearTimeout(timer)
    this.#resting.clear()
  }

  #now(channelId: string, postId: string): void {
    const timer = setTimeout(() => {
      const again = this.#resting.get(postId)?.changed
      this.#resting.delete(postId)
      if (again) this.#now(channelId, postId)
    }, EVERY).unref()
    this.#resting.set(postId, { changed: false, timer })
    void this.#tell(channelId, postId)
  }
}

/** A post's counts as everybody may know them, or `null` when it isn't live. */
export async function readCounts(core: Core, channelId: string, postId: string): Promise<LiveEvent | null> {
  const post = await core.db.read
    .select({ poll: posts.poll })
    .from(posts)
    .where(and(eq(posts.id, postId), eq(posts.channelId, channelId), gt(posts.expiresAt, core.now())))
    .get()
  const channel = post && (await core.db.read.select().from(channels).where(eq(channels.id, channelId)).get())
  if (!channel) return null
  const reactions: ReactionCounts = await core.db.read
    .select({ emoji: reactionCounts.emoji, count: reactionCounts.count })
    .from(reactionCounts)
    .where(and(eq(reactionCounts.postId, postId), gt(reactionCounts.count, 0)))
    .orderBy(desc(reactionCounts.count), reactionCounts.emoji)
  // What nobody in particular is shown is what everybody is. A quiz is never told of: counts lead to what is right.
  const asNobody = contextOf(core, { actor: { kind: 'nobody' }, followerId: null })
  const isShown = post.poll !== null && post.poll.mode !== 'quiz'
  const [results] = isShown ? await readResults(asNobody, channel, [postId]) : []
  const poll =
    results && results.voters !== null
      ? { voters: results.voters, options: results.options.map((votes) => votes ?? 0) }
      : null
  return { type: 'counts', handle: channel.handle, postId, reactions, poll }
}
