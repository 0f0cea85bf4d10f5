import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Connection } from './connection.ts'
import type { Tx } from './database.ts'
import { type Metrics, noMetrics } from './metrics.ts'

/**
 * What the connection must have set: a committed post is on disk, and a deleted one leaves no bytes behind. Nothing opens
 * it anew, so that what was set once stays.
 */
const PRAGMAS = { foreign_keys: 1, synchronous: 2, secure_delete: 1 }

const [SOFT, FIRM] = [1, PRAGMAS.synchronous].map((level) => `PRAGMA synchronous = ${level}`) as [string, string]

/** More writes than this in one commit would make the first of them wait for the last. */
const GROUP = 64

/** How a transaction may be run, beside by itself and until it is on disk. */
export type Ways = { group?: boolean; soft?: boolean }
type Work<T> = (tx: Tx) => Promise<T>
type Job = {
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
  measure: ReturnType<Metrics['write']>
} & (
  | { kind: 'transaction' | 'soft' | 'grouped'; work: Work<unknown> }
  | { kind: 'statement'; work: () => Promise<unknown> }
)

/**
 * The only way to write: one connection, one transaction at a time, in the order they were asked for.
 * SQLite has one writer anyway; a queue is what keeps callers from meeting `SQLITE_BUSY`.
 */
export class Writer {
  readonly #connection: Connection
  readonly #metrics: Metrics
  readonly #jobs: Job[] = []
  #running: Promise<void> | null = null
  #closed = false
  /** Grows with whatever may have changed something: what was read at one count holds for as long as it is that. */
  version = 0

  constructor(connection: Connection, metrics = noMetrics) {
    this.#connection = connection
    for (const [name, value] of Object.entries(PRAGMAS)) {
      connection.rows(`PRAGMA ${name} = ${value}`)
      if (connection.rows(`PRAGMA ${name}`)[0]?.[0] !== value) throw new Error(`the connection does not take ${name}`)
    }
    this.#metrics = metrics
  }

  /**
   * Runs `work` in a transaction and resolves when it is on disk. With `group`, neighbouring small writes share one
   * commit, each in a savepoint of its own: such work must bear to be run again. With `soft` nobody waits for the disk,
   * and a power failure may undo it as long as no other transaction was committed after it: for what would be done again.
   */
  transaction<T>(work: Work<T>, { group, soft }: Ways = {}): Promise<T> {
    const kind = group ? 'grouped' : soft ? 'soft' : 'transaction'
    return this.#push((settle) => ({ ...settle, kind, work }))
  }

  /** A statement outside of transactions, on the writer's connection and in its turn. */
  statement<T>(work: () => Promise<T>): Promise<T> {
    return this.#push((settle) => ({ ...settle, kind: 'statement', work }))
  }

  /** Finishes what was asked for, then closes the connection. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#running
    this.#connection.close()
  }

  #push<T>(make: (settle: Pick<Job, 'resolve' | 'reject' | 'measure'>) => Job): Promise<T> {
    if (this.#closed) return Promise.reject(new Error('the database is closed'))
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    this.#jobs.push(make(measured(resolve, reject, this.#metrics.write())))
    this.#running ??= this.#drain()
    return promise as Promise<T>
  }

  async #drain(): Promise<void> {
    while (this.#jobs.length > 0) {
      const jobs = this.#take()
      for (const job of jobs) job.measure.begun()
      if (jobs.length > 1) await this.#runGroup(jobs)
      else await this.#runOne(jobs[0]!)
      // Everything below libSQL is synchronous: without a pause other requests would wait for the whole queue.
      await nextTurn()
    }
    this.#running = null
  }

  #take(): Job[] {
    const other = this.#jobs.findIndex((job) => job.kind !== 'grouped')
    const grouped = other === -1 ? this.#jobs.length : other
    return this.#jobs.splice(0, Math.max(1, Math.min(grouped, GROUP)))
  }

  async #runOne(job: Job): Promise<void> {
    try {
      if (job.kind === 'soft') this.#connection.rows(SOFT)
      const value = await (job.kind === 'statement' ? job.work() : this.#connection.drizzle.transaction(job.work))
      this.version += 1
      job.resolve(value)
    } catch (error) {
      this.version += 1
      job.reject(error)
    } finally {
      if (job.kind === 'soft') this.#connection.rows(FIRM)
    }
  }

  async #runGroup(jobs: Job[]): Promise<void> {
    const outcomes: (() => void)[] = []
    try {
      await this.#connection.drizzle.transaction(async (tx) => {
        for (const job of jobs) {
          try {
            const value = await tx.transaction(job.work as Work<unknown>)
            outcomes.push(() => job.resolve(value))
          } catch (error) {
            outcomes.push(() => job.reject(error))
          }
        }
      })
    } catch {
      // The commit itself failed, for all of them: let each one find out for itself whether it was to blame.
      for (const job of jobs) await this.#runOne(job)
      return
    }
    this.version += 1
    for (const settle of outcomes) settle()
  }
}

/** Whichever way a job ends, it is told once. */
function measured(
  resolve: Job['resolve'],
  reject: Job['reject'],
  measure: Job['measure'],
): Pick<Job, 'resolve' | 'reject' | 'measure'> {
  return {
    measure,
    resolve(value) {
      measure.ended('ok')
      resolve(value)
    },
    reject(error) {
      measure.ended('failed')
      reject(error)
    },
  }
}
