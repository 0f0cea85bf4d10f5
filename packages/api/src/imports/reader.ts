import type { ImportFile } from '@carillon/contract'
import { Worker } from 'node:worker_threads'
import type { Remark } from './outline.ts'
import type { ImportRow } from './read.ts'
import type { ReaderPart } from './reader.worker.ts'

/**
 * Reads files in a thread, one at a time: a large one takes seconds, in which the server has others to answer, and what
 * tells languages needs memory that goes back with the thread.
 */
export function startReader() {
  const worker = new Worker(new URL('./reader.worker.ts', import.meta.url))
  return {
    read(file: ImportFile): Promise<{ rows: ImportRow[]; remarks: Remark[] }> {
      const { promise, resolve, reject } = Promise.withResolvers<{ rows: ImportRow[]; remarks: Remark[] }>()
      const read: { rows: ImportRow[]; remarks: Remark[] } = { rows: [], remarks: [] }
      const take = (part: ReaderPart) => {
        read.rows.push(...part.rows)
        read.remarks.push(...part.remarks)
        if (part.last) resolve(read)
      }
      const end = () => reject(new Error('The thread that reads imports ended'))
      worker.on('message', take).on('error', reject).on('exit', end)
      worker.postMessage(file)
      return promise.finally(() => worker.off('message', take).off('error', reject).off('exit', end))
    },
    async close(): Promise<void> {
      await worker.terminate()
    },
  }
}
