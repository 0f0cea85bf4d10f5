import type { Core } from '../core/context.ts'
import type { OutboxEvent } from '../outbox/service.ts'

/** Events that are known without asking the database. */
const REMEMBERED = 2_000
/** Who missed more than this begins anew. */
const MOST = 1_000

/** What happened lately, by id and never by content: what is sent again is read again. */
export class History {
  readonly #core: () => Core
  #recent: OutboxEvent[] = []
  /** Everything after this one is in `#recent`. */
  #from: number

  constructor(core: () => Core, head: number) {
    this.#core = core
    this.#from = head
  }

  add(event: OutboxEvent): void {
    this.#recent.push(event)
    if (this.#recent.length <= 2 * REMEMBERED) return
    this.#recent = this.#recent.slice(-REMEMBERED)
    this.#from = this.#recent[0]!.seq - 1
  }

  /** What happened in these channels after one event and up to another; `null` where that isn't known any more. */
  between(after: number, upTo: number, channelIds: ReadonlySet<string>): OutboxEvent[] | null {
    if (after > upTo) return null
    if (after === upTo) return []
    const found = after >= this.#from ? this.#recent.filter(({ seq }) => seq > after) : this.#stored(after)
    if (!found) return null
    const theirs = found.filter(({ seq, channelId }) => seq <= upTo && channelIds.has(channelId))
    return theirs.length <= MOST ? theirs : null
  }

  #stored(after: number): OutboxEvent[] | null {
    const { db } = this.#core()
    const [[oldest] = []] = db.rows('SELECT min(seq) FROM outbox', [])
    if (typeof oldest !== 'number' || after < oldest - 1) return null
    return db
      .rows(STORED, [after])
      .map(([seq, type, channelId, postId, at]) => ({ seq, type, channelId, postId, at }) as OutboxEvent)
  }
}

const STORED = `SELECT seq, type, channel_id, post_id, at FROM outbox
  WHERE seq > ? AND type NOT IN ('channel.followed', 'channel.unfollowed') ORDER BY seq`
