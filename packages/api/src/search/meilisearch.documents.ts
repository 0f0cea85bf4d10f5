import { Meilisearch } from 'meilisearch'

const PAGE = 1_000

/** Everything that a Meilisearch server answers of its indexes, a page of documents as JSON at a time. */
export async function* readDocuments(options: {
  url: string
  key: string
}): AsyncGenerator<{ index: string; json: string }> {
  const client = new Meilisearch({ host: options.url, apiKey: options.key, timeout: 30_000 })
  const { results: indexes } = await client.getIndexes({ limit: PAGE })
  for (const { uid } of indexes) {
    for (let offset = 0; ; offset += PAGE) {
      const { results } = await client.index(uid).getDocuments({ offset, limit: PAGE })
      if (results.length === 0) break
      yield { index: uid, json: JSON.stringify(results) }
    }
  }
}
