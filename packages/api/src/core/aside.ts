import { stat } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { AsideThread, type Statement } from './aside.thread.ts'
import type { Connection } from './connection.ts'
import type { Writer } from './writer.ts'

export type { Statement } from './aside.thread.ts'

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
 * Writes statements in one transaction, on a thread: nobody waits for it but those who write, whose turn it has
 * meanwhile. Nobody waits for the disk either; see `Writer.transaction` for what that means (`soft`).
 */
export type WriteAside = (statements: Statement[]) => Promise<unknown[][][]>

/**
 * Runs long work that writes much, with a thread for it. The thread also carries over into the database what is in the
 * log: that waits for the disk, and within a commit everybody else would wait with it.
 */
export async function workAside<T>(
  path: string,
  connection: Connection,
  writer: Writer,
  work: (write: WriteAside) => Promise<T>,
): Promise<T> {
  let thread: AsideThread | null = null
  const begun = () => (thread ??= new AsideThread(path))
  const done = new AbortController()
  const carrying = carryOverUntil(done.signal, begun, connection, writer)
  try {
    return await work(async (statements) => {
      await begun().idle()
      return writer.statement(() => begun().write(statements))
    })
  } finally {
    done.abort()
    await carrying
    await (thread as AsideThread | null)?.end()
  }
}

async function carryOverUntil(
  done: AbortSignal,
  begun: () => AsideThread,
  connection: Connection,
  writer: Writer,
): Promise<void> {
  const pagesInACommit = (pages: number) => connection.rows(`PRAGMA wal_autocheckpoint = ${pages}`)
  pagesInACommit(0)
  await pauseUntil(done, PATIENCE)
  const isShort = done.aborted
  try {
    while (!done.aborted) {
      const pages = await begun().carryOver()
      // Nobody writes until nothing is left to carry over: then the next commit begins at the log's beginning.
      if (pages > MOST) await writer.statement(() => begun().carryOver())
      await pauseUntil(done, EVERY)
    }
    if (!isShort) await begun().carryOver()
  } catch {
    // Without it the work disturbs others more, and is otherwise the same.
  } finally {
    pagesInACommit(ORDINARY)
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
    const thread = new AsideThread(path)
    await thread.carryOver('TRUNCATE').catch(() => {})
    await thread.end()
  }
  return connection.rows('PRAGMA wal_checkpoint(TRUNCATE)')[0]?.[0] === 0
}
