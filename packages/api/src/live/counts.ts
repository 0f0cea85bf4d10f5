import type { LiveEvent } from '@carillon/contract'
import { eq } from 'drizzle-orm'
import type { ChannelRow } from '../channels/authority.ts'
import { channels } from '../channels/table.ts'
import type { Core, Ctx } from '../core/context.ts'
import { readResults } from '../polls/results.ts'
import { posts } from '../posts/table.ts'
import { readReactions } from '../reactions/list.ts'
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
  const channel = await core.db.read.select().from(channels).where(eq(channels.id, channelId)).get()
  if (!channel) return null
  // What nobody in particular is shown is what everybody is.
  const asNobody = contextOf(core, { actor: { kind: 'nobody' }, followerId: null })
  const [reactions] = readReactions(asNobody, channel, [postId])
  if (!reactions) return null
  const poll = (await hasOpenCounts(core, postId)) ? await readTally(asNobody, channel, postId) : null
  return { type: 'counts', handle: channel.handle, postId, reactions: reactions.counts, poll }
}

/** A quiz is never told of: its counts lead to what is right. */
async function hasOpenCounts(core: Core, postId: string): Promise<boolean> {
  const post = await core.db.read.select({ poll: posts.poll }).from(posts).where(eq(posts.id, postId)).get()
  return post?.poll != null && post.poll.mode !== 'quiz'
}

async function readTally(asNobody: Ctx, channel: ChannelRow, postId: string) {
  const [results] = await readResults(asNobody, channel, [postId])
  if (!results || results.voters === null) return null
  return { voters: results.voters, options: results.options.map((votes) => votes ?? 0) }
}
