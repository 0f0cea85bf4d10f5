import type { SearchAnswer, SearchDocument, SearchQuery } from '../../core/ports.ts'

/** What the worker can be asked. A rebuild fills a second catalogue beside the one that goes on answering. */
export type Calls = {
  upsert(documents: SearchDocument[]): void
  remove(ids: string[]): void
  search(query: SearchQuery): SearchAnswer
  count(): number
  beginRebuild(): void
  addToRebuild(documents: SearchDocument[]): void
  finishRebuild(): void
}

export type Call<Name extends keyof Calls = keyof Calls> = { id: number; name: Name; input: Parameters<Calls[Name]>[0] }
export type Reply = { id: number; result: unknown } | { id: number; error: string }
