import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Connection } from './connection.ts'
import type { Writer } from './writer.ts'

/** As SQLite has it: pages in the log from which on a commit carries them over itself. */
const ORDINARY = 1_000
/** Pages at which the log is begun anew, so that it doesn't grow for as long as the work lasts. */
const MOST = 16_000
/** Most nights have little to do; milliseconds. */
const PATIENCE = 500
/** Milliseconds between two times that a thread carries over. */
const EVERY = 100
/** Bytes of a log that is carried over in a moment. */
const SMALL = 2 * ORDINARY * 4_096

/**
 * Runs work that may write much. Where it takes longer, a thread carries over into the database what commits have put
 * into the log: that waits for the disk, and within a commit everybody else would wait with it.
 */
export async function checkpointAside<T>(
  path: string,
  connection: Connection,
  writer: Writer,
  work: () => Promise<T>,
): Promise<T> {
  const done = new AbortController()
  const carrying = carryOverUntil(done.signal, path, connection, writer)
  try {
    return await work()
  } finally {
    done.abort()
    await carrying
  }
}

async function carryOverUntil(done: AbortSignal, path: string, connection: Connection, writer: Writer): Promise<void> {
  const pagesInACommit = (pages: number) => connection.rows(`PRAGMA wal_autocheckpoint = ${pages}`)
  pagesInACommit(0)
  await pauseUntil(done, PATIENCE)
  const thread = done.aborted ? null : new CheckpointThread(path)
  try {
    while (thread && !done.aborted) {
      const pages = await thread.carryOver()
      // Nobody writes until nothing is left to carry over: then the next commit begins at the log's beginning.
      if (pages > MOST) await writer.statement(() => thread.carryOver())
      await pauseUntil(done, EVERY)
    }
    await thread?.carryOver()
  } catch {
    // Without it the work disturbs others more, and is otherwise the same.
  } finally {
    pagesInACommit(ORDINARY)
    await thread?.end()
  }
}

const pauseUntil = (done: AbortSignal, milliseconds: number) =>
  pause(milliseconds, undefined, { signal: done, ref: false }).catch(() => {})

/**
 * Empties the log, while nobody writes; `false` while another program reads from it. A large one is emptied by a thread:
 * others may read meanwhile.
 */
export async function emptyLog(path: string, connection: Connection): Promise<boolean> {
  const { size } = await stat(`${path}-wal`).catch(() => ({ size: 0 }))
  if (size > SMALL) {
    const thread = new CheckpointThread(path)
    await thread.ask('TRUNCATE').catch(() => {})
    await thread.end()
  }
  return connection.rows('PRAGMA wal_checkpoint(TRUNCATE)')[0]?.[0] === 0
}

class CheckpointThread {
  readonly #worker: Worker
  readonly #failed: Promise<never>

  constructor(path: string) {
    this.#worker = new Worker(new URL('./checkpoints.worker.ts', import.meta.url), {
      workerData: path,
      resourceLimits: { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 32 },
    })
    this.#failed = once(this.#worker, 'error').then(([error]) => Promise.reject(error))
    this.#failed.catch(() => {})
  }

  carryOver(): Promise<number> {
    return this.ask('PASSIVE')
  }

  /** Answers how many pages the log has. */
  async ask(how: 'PASSIVE' | 'TRUNCATE'): Promise<number> {
    const answered = once(this.#worker, 'message') as Promise<[number]>
    this.#worker.postMessage(how)
    const [pages] = await Promise.race([answered, this.#failed])
    return pages
  }

  /** It closes the file itself: cut short, it might leave that locked. */
  async end(): Promise<void> {
    const ended = once(this.#worker, 'exit')
    if (this.#worker.threadId < 0) return
    this.#worker.postMessage('end')
    await ended
  }
}
