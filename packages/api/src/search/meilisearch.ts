import {
  type EnqueuedTask,
  type EnqueuedTaskPromise,
  Meilisearch,
  MeilisearchApiError,
  type MultiSearchParams,
  type Task,
} from 'meilisearch'
import type { SearchAnswer, SearchDocument, SearchEngine, SearchQuery } from '../core/ports.ts'
import { saysNothing, toAnswer, toQueries } from './meilisearch/query.ts'
import { holds, SETTINGS } from './meilisearch/settings.ts'
import { SearchUnavailable } from './unavailable.ts'

/** Milliseconds for a request, and for what it asked for to be indexed. */
const ANSWER_WITHIN = 5_000
const INDEX_WITHIN = 600_000

/** Search by a Meilisearch server. The index is made, and its settings are put right, at the first call. */
export function createMeilisearch(options: { url: string; key: string; index: string }): SearchEngine {
  const client = new Meilisearch({
    host: options.url,
    apiKey: options.key,
    timeout: ANSWER_WITHIN,
    // It sends a compressed answer in pieces, and the last one waits 40 ms for the first to be acknowledged.
    requestInit: { headers: { 'accept-encoding': 'identity' } },
    defaultWaitOptions: { timeout: INDEX_WITHIN, interval: 20 },
  })
  const nextIndex = `${options.index}_next`
  let prepared: Promise<void> | null = null
  let lastRebuild: Promise<void> = Promise.resolve()
  /** Ids that changed since the running rebuild began: what it reads of them is older. */
  let touched: Set<string> | null = null

  async function prepare(index: string): Promise<void> {
    const settings = await client
      .index(index)
      .getSettings()
      .catch((error: unknown) => {
        if (error instanceof MeilisearchApiError && error.cause?.code === 'index_not_found') return null
        throw error
      })
    if (!settings) await done(client.createIndex(index, { primaryKey: 'id' }))
    if (!holds(settings, SETTINGS)) await done(client.index(index).updateSettings(SETTINGS))
  }

  /** Prepares the index once, and again after a failure: the server may have been replaced by an empty one. */
  async function ask<Answer>(question: () => Promise<Answer>): Promise<Answer> {
    try {
      prepared ??= prepare(options.index)
      await prepared
      return await question()
    } catch (error) {
      prepared = null
      throw new SearchUnavailable(`Meilisearch: ${String(error)}`, { cause: error })
    }
  }

  async function change(ids: string[], enqueue: (index: string) => EnqueuedTaskPromise): Promise<void> {
    if (ids.length === 0) return
    for (const id of ids) touched?.add(id)
    const indexes = touched ? [options.index, nextIndex] : [options.index]
    await ask(() => Promise.all(indexes.map((index) => done(enqueue(index)))))
  }

  /** What an earlier one left behind is taken away first; where there is none, that task fails, which is no matter. */
  async function rebuild(documents: AsyncIterable<SearchDocument[]>): Promise<void> {
    await ask(async () => {
      await client.deleteIndex(nextIndex).waitTask()
      await prepare(nextIndex)
    })
    const changed = (touched = new Set<string>())
    const tasks: EnqueuedTask[] = []
    try {
      for await (const batch of documents) {
        const unchanged = batch.filter((document) => !changed.has(document.id))
        if (unchanged.length > 0) tasks.push(await ask(() => client.index(nextIndex).addDocuments(unchanged)))
      }
      await ask(async () => {
        for (const task of tasks) check(await client.tasks.waitForTask(task))
        await done(client.swapIndexes([{ indexes: [options.index, nextIndex], rename: false }]))
      })
    } finally {
      touched = null
      await client.deleteIndex(nextIndex).catch(() => {})
    }
  }

  /** Where no channel has all the words, the last ones are given up. */
  async function search(query: SearchQuery): Promise<SearchAnswer> {
    for (const matchingStrategy of ['all', 'last'] as const) {
      const queries = toQueries(options.index, query, matchingStrategy)
      const { results } = await client.multiSearch<MultiSearchParams, SearchDocument>({ queries })
      if (results.at(-1)?.estimatedTotalHits) return toAnswer(results)
    }
    return toAnswer([])
  }

  return {
    name: 'meilisearch',
    upsert: (documents) =>
      change(
        documents.map((document) => document.id),
        (index) => client.index(index).addDocuments(documents),
      ),
    remove: (ids) => change(ids, (index) => client.index(index).deleteDocuments(ids)),
    search: (query) => (saysNothing(query.query) ? Promise.resolve(toAnswer([])) : ask(() => search(query))),
    rebuild(documents) {
      const rebuilt = lastRebuild.then(() => rebuild(documents))
      lastRebuild = rebuilt.catch(() => {})
      return rebuilt
    },
    count: () => ask(async () => (await client.index(options.index).getStats()).numberOfDocuments),
    // By itself it keeps what was removed in pages that it may use again some day.
    compact: () => ask(() => done(client.index(options.index).compact())),
    close: async () => {},
  }
}

async function done(enqueued: EnqueuedTaskPromise): Promise<void> {
  check(await enqueued.waitTask())
}

function check(task: Task): void {
  if (task.status !== 'succeeded') throw new Error(task.error?.message ?? `The task was ${task.status}`)
}
