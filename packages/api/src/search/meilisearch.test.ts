import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { scanForMarkers } from '../retention/scan.ts'
import { createMeilisearch } from './meilisearch.ts'
import { findMeilisearch, startMeilisearch } from './meilisearch.testing.ts'
import { CHANNELS, channel, inBatches } from './search.fixture.ts'
import { describeSearchEngine } from './search.suite.ts'
import { SearchUnavailable } from './unavailable.ts'

const query = { query: 'folha', sort: 'relevant', limit: 5, offset: 0 } as const

const found = await findMeilisearch(process.env)
if (!found)
  console.info('Skipped: search by Meilisearch, because MEILISEARCH_URL is not set and no meilisearch is on the PATH.')

describe.skipIf(!found)(
  'with a Meilisearch (skipped without MEILISEARCH_URL or a meilisearch on the PATH)',
  { timeout: 30_000 },
  () => {
    let server: { url: string; key: string; dataDir?: string; stop?(): Promise<void> }
    const used: string[] = []
    beforeAll(async () => {
      server =
        found && 'binary' in found
          ? await startMeilisearch(found.binary)
          : { url: found?.url ?? '', key: process.env['MEILISEARCH_KEY'] ?? '' }
    }, 60_000)
    afterAll(async () => {
      for (const index of used) await admin(`indexes/${index}`, 'DELETE')
      await server.stop?.()
    })
    const newIndex = () => {
      used.push(`carillon_test_${process.pid}_${used.length}`)
      return used.at(-1)!
    }
    const create = async () => createMeilisearch({ url: server.url, key: server.key, index: newIndex() })
    const admin = (path: string, method = 'GET') =>
      fetch(new URL(path, server.url), { method, headers: { authorization: `Bearer ${server.key}` } })

    describeSearchEngine('Meilisearch', create)

    test('an index that is as it should be is taken as it is', async () => {
      const index = newIndex()
      const first = createMeilisearch({ url: server.url, key: server.key, index })
      await first.rebuild(inBatches(CHANNELS))
      const tasks = async () => ((await (await admin(`tasks?indexUids=${index}`)).json()) as { total: number }).total
      const before = await tasks()
      const second = createMeilisearch({ url: server.url, key: server.key, index })
      expect(await second.count()).toBe(CHANNELS.length)
      expect((await second.search(query)).hits[0]?.id).toBe('chn_folha')
      expect(await tasks()).toBe(before)
    })

    test('an index that is taken away is made again', async () => {
      const engine = await create()
      await engine.upsert(CHANNELS)
      const deletion = (await (await admin(`indexes/${used.at(-1)}`, 'DELETE')).json()) as { taskUid: number }
      await expect
        .poll(async () => ((await (await admin(`tasks/${deletion.taskUid}`)).json()) as { status: string }).status)
        .toBe('succeeded')
      await expect(engine.search(query)).rejects.toBeInstanceOf(SearchUnavailable)
      expect(await engine.count()).toBe(0)
      await engine.upsert(CHANNELS)
      expect((await engine.search({ ...query, query: 'fohla' })).hits[0]?.id).toBe('chn_folha')
    })

    test('what a rebuild that was killed left behind is not in the next one', async () => {
      const index = newIndex()
      const killed = createMeilisearch({ url: server.url, key: server.key, index: `${index}_next` })
      await killed.upsert([channel({ handle: 'left_behind', name: 'Folha left behind' })])
      const engine = createMeilisearch({ url: server.url, key: server.key, index })
      await engine.rebuild(inBatches(CHANNELS))
      expect(await engine.count()).toBe(CHANNELS.length)
      expect((await engine.search({ ...query, query: 'fohla', country: 'BR' })).total).toBe(1)
    })

    test('what was removed or renamed is on its disk until the index is compacted', async () => {
      // Of a server elsewhere nobody here sees the disk.
      if (!server.dataDir) return
      const dataDir = server.dataDir
      const findings = async (marker: string) => (await scanForMarkers(dataDir, [marker])).length
      const engine = await create()
      const [removed, renamed, stays] = ['vermilionremoved', 'vermilionrenamed', 'vermilionstays']
      await engine.upsert([
        channel({ handle: 'removed', description: removed }),
        channel({ handle: 'renamed', description: renamed }),
        channel({ handle: 'stays', description: stays }),
      ])
      await engine.remove(['chn_removed'])
      await engine.upsert([channel({ handle: 'renamed', description: 'under another name' })])
      expect(await findings(removed)).toBeGreaterThan(0)
      expect(await findings(renamed)).toBeGreaterThan(0)
      await engine.compact()
      expect(await findings(removed)).toBe(0)
      expect(await findings(renamed)).toBe(0)
      expect(await findings(stays)).toBeGreaterThan(0)
    })

    test('a wrong key makes search unavailable', async () => {
      const engine = createMeilisearch({ url: server.url, key: 'wrong', index: newIndex() })
      await expect(engine.search(query)).rejects.toBeInstanceOf(SearchUnavailable)
    })
  },
)

describe('without a Meilisearch that answers', () => {
  test('search is unavailable where nothing listens', async () => {
    const engine = createMeilisearch({ url: 'http://127.0.0.1:9', key: 'key', index: 'channels' })
    await expect(engine.search(query)).rejects.toBeInstanceOf(SearchUnavailable)
    await expect(engine.upsert(CHANNELS)).rejects.toBeInstanceOf(SearchUnavailable)
    await expect(engine.rebuild(inBatches(CHANNELS))).rejects.toBeInstanceOf(SearchUnavailable)
    await expect(engine.compact()).rejects.toBeInstanceOf(SearchUnavailable)
  })

  test('search is unavailable where something else answers', async () => {
    const other = createServer((_, response) => response.writeHead(500).end('no')).listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const address = other.address()
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
    const engine = createMeilisearch({ url, key: 'key', index: 'channels' })
    await expect(engine.search(query)).rejects.toBeInstanceOf(SearchUnavailable)
    await new Promise((resolve) => other.close(resolve))
  })
})
