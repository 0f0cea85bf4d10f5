import { Worker } from 'node:worker_threads'
import type { Answered, Read } from './parse.worker.ts'

export type { Answered, Read } from './parse.worker.ts'

/** Milliseconds; a large feed takes one second. */
const TIME = 10_000
const MEMORY = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 }
const NOTHING: Read = { feed: null, link: null }

/**
 * Reads what a server answered, in a thread that ends with it: a large feed takes a second in which we have others to
 * answer, and one made to take longer, or more memory, ends as what isn't a feed.
 */
export function parseAnswer(answered: Answered): Promise<Read> {
  const { promise, resolve } = Promise.withResolvers<Read>()
  const worker = new Worker(new URL('./parse.worker.ts', import.meta.url), {
    workerData: answered,
    resourceLimits: MEMORY,
  })
  worker.unref()
  worker.once('message', resolve)
  worker.once('error', () => resolve(NOTHING))
  worker.once('exit', () => resolve(NOTHING))
  const timer = setTimeout(() => resolve(NOTHING), TIME)
  return promise.finally(async () => {
    clearTimeout(timer)
    await worker.terminate()
  })
}
