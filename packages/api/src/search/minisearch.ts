import type { Log, SearchDocument, SearchEngine } from '../core/ports.ts'
import type { Calls } from './minisearch/protocol.ts'
import { startThread, type Thread } from './minisearch/thread.ts'
import { SearchUnavailable } from './unavailable.ts'

/**
 * Search without a server: a worker thread holds the channels in memory, so that no query holds up the API. It begins
 * empty. `documents` is read when the worker has died and somebody asks again.
 */
export function createMiniSearch(options: {
  documents: () => AsyncIterable<SearchDocument[]>
  log: Log
}): SearchEngine {
  let closed = false
  let thread: Promise<Thread> | null = Promise.resolve(start())
  let lastRebuild: Promise<void> = Promise.resolve()

  function start(): Thread {
    return startThread((error) => {
      thread = null
      if (!closed) options.log.error('search.worker_died', { reason: String(error.cause ?? error.message) })
    })
  }

  async function startAgain(): Promise<Thread> {
    const started = start()
    try {
      await fill(started, options.documents())
      return started
    } catch (cause) {
      await started.close()
      throw new SearchUnavailable('The search index could not be loaded again', { cause })
    }
  }

  async function call<Name extends keyof Calls>(name: Name, input: Parameters<Calls[Name]>[0]) {
    if (closed) throw new SearchUnavailable('The search engine is closed')
    thread ??= startAgain()
    return (await thread).call(name, input)
  }

  return {
    name: 'minisearch',
    upsert: (documents) => call('upsert', documents),
    remove: (ids) => call('remove', ids),
    search: (query) => call('search', query),
    count: () => call('count', undefined),
    // It is in memory only.
    compact: async () => {},
    rebuild(documents) {
      const rebuilt = lastRebuild.then(() => fill({ call }, documents))
      lastRebuild = rebuilt.catch(() => {})
      return rebuilt
    },
    async close() {
      closed = true
      await (await thread)?.close()
    },
  }
}

async function fill(thread: Pick<Thread, 'call'>, documents: AsyncIterable<SearchDocument[]>): Promise<void> {
  await thread.call('beginRebuild', undefined)
  for await (const batch of documents) await thread.call('addToRebuild', batch)
  await thread.call('finishRebuild', undefined)
}
