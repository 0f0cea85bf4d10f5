import { Worker } from 'node:worker_threads'
import type { Answered, Read } from './parse.worker.ts'

export type { Answered, Read } from './parse.worker.ts'

/** Milliseconds; a large feed takes one second. */
const TIME = 10_000
/** A thread takes a third of a second to begin, so it waits for the next feed for a while. */
const IDLE = 20_000
const MEMORY = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 }
const NOTHING: Read = { feed: null, link: null }

/**
 * Reads what servers answered in a thread, one after another: a large feed takes a second in which we have others to
 * answer, and one made to take longer, or more memory, ends the thread as what isn't a feed.
 */
export class FeedReader {
  #worker: Worker | null = null
  #idle: NodeJS.Timeout | null = null
  #last: Promise<unknown> = Promise.resolve()

  read(answered: Answered): Promise<Read> {
    const read = this.#last.then(() => this.#readNext(answered))
    this.#last = read
    return read
  }

  async close(): Promise<void> {
    if (this.#idle) clearTimeout(this.#idle)
    const worker = this.#worker
    this.#worker = null
    await worker?.terminate()
  }

  async #readNext(answered: Answered): Promise<Read> {
    if (this.#idle) clearTimeout(this.#idle)
    const worker = (this.#worker ??= start())
    const { promise, resolve } = Promise.withResolvers<Read | null>()
    const end = () => resolve(null)
    const timer = setTimeout(end, TIME)
    worker.once('message', resolve).once('error', end).once('exit', end)
    worker.postMessage(answered)
    const read = await promise
    clearTimeout(timer)
    worker.off('message', resolve).off('error', end).off('exit', end)
    if (!read) await this.close()
    else this.#idle = setTimeout(() => void this.close(), IDLE).unref()
    return read ?? NOTHING
  }
}

function start(): Worker {
  const worker = new Worker(new URL('./parse.worker.ts', import.meta.url), { resourceLimits: MEMORY })
  // Whoever waits for it hears of it too.
  worker.on('error', () => {})
  worker.unref()
  return worker
}
