import Sqlite from 'libsql'
import { parentPort, workerData } from 'node:worker_threads'

/** Each time it is asked to, carries over into a database what is in its log, and says how many pages the log has. */
const file = new Sqlite(workerData as string, { timeout: 1_000 })
parentPort!.on('message', (asked: 'PASSIVE' | 'TRUNCATE' | 'end') => {
  if (asked === 'end') {
    file.close()
    return parentPort!.close()
  }
  const [[, pages]] = file.prepare(`PRAGMA wal_checkpoint(${asked})`).raw(true).all() as [[number, number, number]]
  parentPort!.postMessage(pages)
})
