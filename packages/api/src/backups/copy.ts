import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

export type DatabaseCopy = {
  bytes: number
  sha256: string
  /** Names of the objects that its uploads and posts consist of. */
  objects: string[]
}
export type CopyReply = { copy: DatabaseCopy } | { failed: { message: string; code: string | undefined } }

/**
 * Copies the database as it is at one moment, while others read and write: in a thread with a connection of its own,
 * since all of it takes a second for each 300 MB. On disk when it resolves.
 */
export async function copyDatabase(from: string, to: string): Promise<DatabaseCopy> {
  const worker = new Worker(new URL('./copy.worker.ts', import.meta.url), { workerData: { from, to } })
  const [reply] = (await once(worker, 'message')) as [CopyReply]
  if ('copy' in reply) return reply.copy
  throw Object.assign(new Error(reply.failed.message), { code: reply.failed.code })
}
