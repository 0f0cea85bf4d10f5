import Sqlite from 'libsql'
import { parentPort, workerData } from 'node:worker_threads'

/** Milliseconds between two. */
const EVERY = 100

/** Carries over what is in the log of a database again and again, and says how many pages the log has. */
const file = new Sqlite(workerData as string)
const carryOver = () => file.prepare('PRAGMA wal_checkpoint(PASSIVE)').raw(true).all() as [[number, number, number]]
const timer = setInterval(() => parentPort!.postMessage(carryOver()[0][1]), EVERY)
parentPort!.once('message', () => {
  clearInterval(timer)
  carryOver()
  file.close()
  parentPort!.close()
})
