import { Worker } from 'node:worker_threads'
import type { Connection } from './connection.ts'
import type { Writer } from './writer.ts'

/** As SQLite has it: pages in the log from which on a commit carries them over itself. */
const ORDINARY = 1_000
/** Pages at which the log is begun anew, so that it doesn't grow for as long as the work lasts. */
const MOST = 16_000
/** Most nights have little to do; milliseconds. */
const PATIENCE = 500

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
  let end = async () => {}
  const timer = setTimeout(() => (end = beginThread(path, connection, writer)), PATIENCE).unref()
  try {
    return await work()
  } finally {
    clearTimeout(timer)
    await end()
  }
}

function beginThread(path: string, connection: Connection, writer: Writer): () => Promise<void> {
  const carryOver = (pages: number) => connection.rows(`PRAGMA wal_autocheckpoint = ${pages}`)
  const thread = new Worker(new URL('./checkpoints.worker.ts', import.meta.url), {
    workerData: path,
    resourceLimits: { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 32 },
  })
  const ended = new Promise((resolve) => thread.once('exit', resolve))
  // Without it the work disturbs others more, and is otherwise the same.
  thread.on('error', () => carryOver(ORDINARY))
  // Little is left to carry over now; with nothing left the next commit begins at the log's beginning.
  thread.on('message', (pages: number) => {
    if (pages > MOST) void writer.statement(async () => connection.rows('PRAGMA wal_checkpoint(PASSIVE)'))
  })
  carryOver(0)
  return async () => {
    thread.postMessage('end')
    await ended
    carryOver(ORDINARY)
  }
}
