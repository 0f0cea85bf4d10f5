import { asc, eq, gt, lte, max, sql } from 'drizzle-orm'
import type { Statement } from '../core/aside.ts'
import type { Database, Tx } from '../core/database.ts'
import { hotInsert, hotQuery } from '../core/hot.ts'
import type { Log } from '../core/ports.ts'
import { outbox, outboxPositions } from './table.ts'

export type EventType =
  | 'channel.changed'
  | 'channel.followed'
  | 'channel.unfollowed'
  | 'post.published'
  | 'post.edited'
  | 'post.deleted'
  | 'post.expired'

export type OutboxEvent = { seq: number; type: EventType; channelId: string; postId: string | null; at: number }

/** Says in the transaction of a change that it happened. */
export function emit(db: Pick<Database, 'run'>, tx: Tx, event: Omit<OutboxEvent, 'seq'>): void {
  INSERT_EVENT(db, tx, event)
}

const INSERT_EVENT = hotInsert(outbox)

/** The same of those of many posts that are there. */
export function emitting(type: EventType, postIds: string[], at: number): Statement {
  return [EMIT_ALL, [type, at, JSON.stringify(postIds)]]
}

const EMIT_ALL = `INSERT INTO outbox (type, at, channel_id, post_id) SELECT ?, ?, channel_id, posts.id
  FROM json_each(?) AS asked CROSS JOIN posts ON posts.id = asked.value`

/** Says in the transaction of what a consumer did that it has come so far: after a crash, that isn't done again. */
export function comeTo(db: Pick<Database, 'run'>, tx: Tx, consumer: string, seq: number): void {
  db.run(tx, COME_TO, [consumer, seq])
}

const COME_TO = `INSERT INTO outbox_positions (consumer, seq) VALUES (?, ?)
  ON CONFLICT (consumer) DO UPDATE SET seq = max(seq, excluded.seq)`

export type Consumer = {
  name: string
  /** Takes a batch, oldest first, perhaps not for the first time. An error means: again, later. */
  handle(events: OutboxEvent[]): Promise<void>
  /** Milliseconds to rest after such a batch, so that a stream of events is taken in few of them. */
  rest?: (events: OutboxEvent[]) => number
}

const BATCH = 500
/** Whoever lost a live connection may go on from here: what is no older than this, and no more of it. */
export const KEPT = { milliseconds: 3_600_000, events: 20_000 }
/** Events forgotten in one commit: others wait a few milliseconds for it. */
const FORGOTTEN_AT_ONCE = 1_000
const FIRST_EVENTS = `SELECT seq, at FROM outbox ORDER BY seq LIMIT ${FORGOTTEN_AT_ONCE}`
const RETRY = { first: 250, most: 30_000 }
/** How far a consumer has got is written down this often at most, milliseconds: after a crash it takes the rest again. */
const REMEMBER = 1_000

/** What a night erases has been hidden for long: it is told in few portions, milliseconds apart. */
const restAfter = (events: OutboxEvent[]) => (events.at(-1)?.type === 'post.expired' ? 50 : 0)

const NEXT_EVENTS = hotQuery(outbox, (query) =>
  query
    .select()
    .from(outbox)
    .where(gt(outbox.seq, sql.placeholder('seq')))
    .orderBy(asc(outbox.seq))
    .limit(BATCH),
)

/**
 * Hands events to consumers after their commit: at least once, in order, each consumer at its own pace, so that one
 * that is down delays nobody.
 */
export class Dispatcher {
  readonly #db: Database
  readonly #loops: Loop[]

  constructor(db: Database, log: Log, consumers: Consumer[]) {
    this.#db = db
    this.#loops = consumers.map((consumer) => new Loop(db, log, consumer))
  }

  async start(): Promise<void> {
    for (const loop of this.#loops) await loop.start()
  }

  /** To be called after a commit. Costs nothing when all are awake. */
  wake(): void {
    for (const loop of this.#loops) loop.wake()
  }

  /** Resolves when every consumer has taken everything committed so far, or has failed at it. */
  async settle(): Promise<void> {
    await Promise.all(this.#loops.map((loop) => loop.settle()))
  }

  /** What each consumer has still to take: how many events, and when the oldest of them happened. */
  async lag(): Promise<{ consumer: string; events: number; oldest: number | null }[]> {
    return Promise.all(
      this.#loops.map(async ({ name, seq }) => {
        const waiting = gt(outbox.seq, seq)
        const oldest = await this.#db.read
          .select({ at: outbox.at })
          .from(outbox)
          .where(waiting)
          .orderBy(asc(outbox.seq))
          .limit(1)
          .get()
        return { consumer: name, events: await this.#db.read.$count(outbox, waiting), oldest: oldest?.at ?? null }
      }),
    )
  }

  /** Forgets what all have taken, but for what live connections may still ask for: a little at a time. */
  async prune(now: number): Promise<void> {
    const slowest = Math.min(...this.#loops.map((loop) => loop.seq))
    const [newest] = await this.#db.read.select({ seq: max(outbox.seq) }).from(outbox)
    const few = (newest?.seq ?? 0) - KEPT.events
    for (;;) {
      const first = this.#db.rows(FIRST_EVENTS) as [seq: number, at: number][]
      const kept = first.findIndex(([seq, at]) => seq > slowest || (at > now - KEPT.milliseconds && seq > few))
      const last = first.at(kept === -1 ? -1 : kept - 1)
      if (!last || kept === 0) return
      await this.#db.transaction((tx) => tx.delete(outbox).where(lte(outbox.seq, last[0])), { soft: true })
      if (kept !== -1) return
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.#loops.map((loop) => loop.stop()))
  }
}

class Loop {
  readonly name: string
  readonly #db: Database
  readonly #log: Log
  readonly #consumer: Consumer
  #seq = 0
  #wanted = false
  /** Not before it knows where it is: woken sooner, it would take everything again. */
  #started = false
  #stopped = false
  #running: Promise<void> | null = null
  #retry: NodeJS.Timeout | null = null
  #delay: number = RETRY.first
  #remembering: NodeJS.Timeout | null = null
  #resting: NodeJS.Timeout | null = null

  constructor(db: Database, log: Log, consumer: Consumer) {
    this.name = consumer.name
    this.#db = db
    this.#log = log
    this.#consumer = consumer
  }

  /** Everything up to here was taken. */
  get seq(): number {
    return this.#seq
  }

  async start(): Promise<void> {
    const row = await this.#db.read.select().from(outboxPositions).where(eq(outboxPositions.consumer, this.name)).get()
    this.#seq = row?.seq ?? 0
    if (!row) await this.#remember()
    this.#started = true
    this.wake()
  }

  wake(): void {
    this.#wanted = true
    if (!this.#started || this.#running || this.#retry || this.#resting || this.#stopped) return
    this.#running = this.#run().finally(() => {
      this.#running = null
      // Woken after the last look and before this line.
      if (this.#wanted) this.wake()
    })
  }

  async settle(): Promise<void> {
    do {
      this.#wakeFromRest()
      this.wake()
      await this.#running
    } while (this.#running || (this.#resting && this.#wanted))
  }

  async stop(): Promise<void> {
    this.#stopped = true
    if (this.#retry) clearTimeout(this.#retry)
    this.#wakeFromRest()
    await this.#running
    if (this.#remembering) await this.#remember().catch((error: unknown) => this.#failed(error))
  }

  async #run(): Promise<void> {
    while (this.#wanted && !this.#stopped) {
      this.#wanted = false
      try {
        const events = await this.#takeSome()
        this.#delay = RETRY.first
        const rest = Math.max(restAfter(events), events.length > 0 ? (this.#consumer.rest?.(events) ?? 0) : 0)
        if (events.length === BATCH) this.#wanted = true
        else if (rest > 0) return this.#rest(rest)
      } catch (error) {
        this.#later(error)
        return
      }
    }
  }

  #rest(milliseconds: number): void {
    this.#resting = setTimeout(() => {
      this.#resting = null
      if (this.#wanted) this.wake()
    }, milliseconds).unref()
  }

  #wakeFromRest(): void {
    if (this.#resting) clearTimeout(this.#resting)
    this.#resting = null
  }

  /** Answers what it took. The database may fail here too: a full disk must not end the server. */
  async #takeSome(): Promise<OutboxEvent[]> {
    const events = NEXT_EVENTS(this.#db, { seq: this.#seq })
    if (events.length === 0) return events
    await this.#consumer.handle(events)
    this.#seq = events.at(-1)!.seq
    this.#remembering ??= setTimeout(
      () => this.#remember().catch((error: unknown) => this.#failed(error)),
      REMEMBER,
    ).unref()
    return events
  }

  #later(error: unknown): void {
    this.#failed(error)
    this.#retry = setTimeout(() => {
      this.#retry = null
      this.wake()
    }, this.#delay).unref()
    this.#delay = Math.min(this.#delay * 2, RETRY.most)
  }

  #failed(error: unknown): void {
    this.#log.error('outbox.consumer_failed', { consumer: this.name, reason: String(error), retryInMs: this.#delay })
  }

  async #remember(): Promise<void> {
    if (this.#remembering) clearTimeout(this.#remembering)
    this.#remembering = null
    const position = { consumer: this.name, seq: this.#seq }
    await this.#db.transaction((tx) =>
      tx
        .insert(outboxPositions)
        .values(position)
        .onConflictDoUpdate({
          target: outboxPositions.consumer,
          set: { seq: sql`max(${outboxPositions.seq}, excluded.seq)` },
        }),
    )
  }
}
