import { LiveEvent } from '@carillon/contract'
import { and, eq, gt, sql } from 'drizzle-orm'
import type { ChannelRow } from '../channels/authority.ts'
import { channels } from '../channels/table.ts'
import type { Core } from '../core/context.ts'
import { traceOf } from '../core/errors.ts'
import { hotQuery } from '../core/hot.ts'
import type { OutboxEvent } from '../outbox/service.ts'
import { toPost } from '../posts/content.ts'
import { posts } from '../posts/table.ts'
import { type Frame, frameOf, frameOfText } from './frames.ts'

/** How long a post that was read for one frame serves for further ones, milliseconds. */
const KEPT = 1_000

type Told = { expiresAt: number; json: string } | null

/** Tells an event of the outbox as it is now: of a post that isn't live any more there is nothing to tell. */
export class Telling {
  readonly #core: () => Core
  /** Many who come back at once after a restart have missed the same. */
  readonly #posts = new Map<string, Promise<Told>>()

  constructor(core: () => Core) {
    this.#core = core
  }

  channelOf(event: OutboxEvent): ChannelRow | null {
    return FIND_CHANNEL(this.#core().db, { id: event.channelId })[0] ?? null
  }

  /** Something has changed: what was read before doesn't hold. */
  forget(postId: string | null): void {
    if (postId) this.#posts.delete(postId)
  }

  async frame({ seq, type, postId }: OutboxEvent, channel: ChannelRow): Promise<Frame | null> {
    const { handle } = channel
    if (type === 'channel.changed') return frameOf(seq, { type: 'channel', handle })
    if (!postId) return null
    if (type === 'post.deleted' || type === 'post.expired') return frameOf(seq, { type: 'gone', handle, postId })
    if (type !== 'post.published' && type !== 'post.edited') return null
    const told = await this.#read(channel, postId)
    if (!told || told.expiresAt <= this.#core().now()) return null
    const kind = type === 'post.published' ? 'published' : 'edited'
    return frameOfText(seq, kind, `{"type":"${kind}","post":${told.json}}`)
  }

  #read(channel: ChannelRow, postId: string): Promise<Told> {
    const known = this.#posts.get(postId)
    if (known) return known
    const told = this.#open(channel, postId)
    this.#posts.set(postId, told)
    const forget = () => this.#posts.get(postId) === told && this.#posts.delete(postId)
    setTimeout(forget, KEPT).unref()
    return told
  }

  async #open(channel: ChannelRow, postId: string): Promise<Told> {
    const core = this.#core()
    try {
      const [row] = FIND_POST(core.db, { id: postId, now: core.now() })
      if (!row) return null
      const event = LiveEvent.parse({ type: 'published', post: await toPost(core, channel, row) })
      return event.type === 'published' ? { expiresAt: row.expiresAt, json: JSON.stringify(event.post) } : null
    } catch (error) {
      // One that can't be read keeps nobody from the others.
      core.log.error('live.unreadable', { reason: traceOf(error) })
      return null
    }
  }
}

const FIND_CHANNEL = hotQuery(channels, (query) =>
  query
    .select()
    .from(channels)
    .where(eq(channels.id, sql.placeholder('id'))),
)

const FIND_POST = hotQuery(posts, (query) =>
  query
    .select()
    .from(posts)
    .where(and(eq(posts.id, sql.placeholder('id')), gt(posts.expiresAt, sql.placeholder('now')))),
)
