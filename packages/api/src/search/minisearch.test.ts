import type { Worker } from 'node:worker_threads'
import { describe, expect, test, vi } from 'vitest'
import { createMiniSearch } from './minisearch.ts'
import { CHANNELS, channel, inBatches } from './search.fixture.ts'
import { describeSearchEngine } from './search.suite.ts'
import { SearchUnavailable } from './unavailable.ts'

const workers: Worker[] = []
vi.mock('node:worker_threads', async (load) => {
  const real = await load<typeof import('node:worker_threads')>()
  class Watched extends real.Worker {
    constructor(...given: ConstructorParameters<typeof Worker>) {
      super(...given)
      workers.push(this)
    }
  }
  return { ...real, Worker: Watched }
})

const log = { info: vi.fn(), error: vi.fn() }
const create = async () => createMiniSearch({ documents: () => inBatches([]), log })

describeSearchEngine('MiniSearch', create)

describe('MiniSearch’s worker', () => {
  const query = { query: '', sort: 'relevant', limit: 5, offset: 0 } as const

  test('when it dies, refuses who waits, and is loaded again for who asks next', async () => {
    log.error.mockClear()
    const engine = createMiniSearch({ documents: () => inBatches(CHANNELS), log })
    await engine.upsert([channel({ handle: 'only_in_memory' })])
    const waiting = engine.search(query)
    void workers.at(-1)!.terminate()
    await expect(waiting).rejects.toBeInstanceOf(SearchUnavailable)
    await vi.waitFor(() => expect(log.error).toHaveBeenCalledWith('search.worker_died', expect.anything()))
    expect(await engine.count()).toBe(CHANNELS.length)
    await engine.close()
  })

  test('when it can’t be loaded again, says that search is unavailable, and tries again later', async () => {
    let away = true
    const engine = createMiniSearch({
      documents: () => {
        if (away) throw new Error('the database is away')
        return inBatches(CHANNELS)
      },
      log,
    })
    await workers.at(-1)!.terminate()
    await expect(engine.search(query)).rejects.toBeInstanceOf(SearchUnavailable)
    away = false
    expect(await engine.count()).toBe(CHANNELS.length)
    await engine.close()
  })

  test('ends with the engine, which then answers that it is unavailable', async () => {
    const engine = await create()
    await engine.count()
    const ended = new Promise((resolve) => workers.at(-1)!.once('exit', resolve))
    await engine.close()
    await ended
    await expect(engine.search(query)).rejects.toBeInstanceOf(SearchUnavailable)
    await engine.close()
  })

  test('leaves the main thread free while it searches', async () => {
    const engine = await create()
    const many = Array.from({ length: 3_000 }, (_, i) => channel({ handle: `many_${i}`, name: `Common name ${i}` }))
    await engine.upsert(many)
    let turns = 0
    const turning = setInterval(() => (turns += 1), 0)
    await Promise.all(Array.from({ length: 20 }, () => engine.search({ ...query, query: 'common nmae' })))
    clearInterval(turning)
    expect(turns).toBeGreaterThan(1)
    await engine.close()
  })
})
