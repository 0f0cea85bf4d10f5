import type { ImportFile } from '@carillon/contract'
import { Worker } from 'node:worker_threads'
import type { ImportPart } from './read.ts'
import type { ReaderCall, ReaderReply } from './reader.worker.ts'

/**
 * Reads files in a thread, one at a time: a large one takes seconds, in which the server has others to answer, and what
 * tells languages needs memory that goes back with the thread.
 */
export function startReader() {
  const worker = new Worker(new URL('./reader.worker.ts', import.meta.url))

  function call<Reply extends ReaderReply>(what: ReaderCall): Promise<Reply> {
    const { promise, resolve, reject } = Promise.withResolvers<Reply>()
    const end = () => reject(new Error('The thread that reads imports ended'))
    worker.on('message', resolve).on('error', reject).on('exit', end)
    worker.postMessage(what)
    return promise.finally(() => worker.off('message', resolve).off('error', reject).off('exit', end))
  }

  async function* parts(): AsyncGenerator<ImportPart> {
    for (let part; (part = await call<ImportPart | null>('next'));) yield part
  }

  return {
    async read(file: ImportFile): Promise<{ count: number; parts: AsyncGenerator<ImportPart> }> {
      return { count: await call<number>(file), parts: parts() }
    },
    async close(): Promise<void> {
      await worker.terminate()
    },
  }
}
