import type { Category, Sort } from '@carillon/contract'
import type { Facts } from './facts.ts'

/**
 * What Carillon needs from outside. Each port has one behaviour suite that every implementation runs through, so that
 * growing past one machine changes settings and not code.
 */

/** Objects by name: media, avatars, keys. Names are made by us (`media/…`), never by anybody else. */
export interface Storage {
  /** On disk (or acknowledged by the store) when it resolves; a reader sees the whole object or none. */
  put(name: string, bytes: Uint8Array): Promise<void>
  /** `null` when there is no such object. */
  get(name: string): Promise<Uint8Array | null>
  /** From `start` to `end` (inclusive, bytes), or all of it; `null` when there is no such object. */
  stream(name: string, range?: { start: number; end: number }): Promise<ReadableStream<Uint8Array> | null>
  /** In bytes; `null` when there is no such object. */
  size(name: string): Promise<number | null>
  /** Gone from the disk (or by the store's word) when it resolves, all of them. Not an error where there is none. */
  delete(...names: string[]): Promise<void>
  list(prefix: string): AsyncIterable<string>
}

/** What a key is for: a day of expiry (days since the epoch, UTC), one draft by its id, or `readersOf` a day. */
export type KeyName = number | string

/** Secrets of 32 bytes. Destroying one makes everything sealed under it unreadable. */
export interface KeyStore {
  /** Made and stored durably first if there is none yet. */
  obtain(name: KeyName): Promise<Uint8Array>
  /** `null` when it was never made or is destroyed. */
  find(name: KeyName): Promise<Uint8Array | null>
  destroy(name: KeyName): Promise<void>
  /** Days that have a key, ascending. */
  days(): Promise<number[]>
  /** Days whose readers are counted under a salt that is still there. */
  readers(): Promise<number[]>
  /** Ids of drafts that have a key. */
  drafts(): Promise<string[]>
}

/** A channel as the search engine keeps it. Only listed, open, unarchived channels are ever handed to it. */
export type SearchDocument = {
  id: string
  handle: string
  name: string
  description: string
  category: Category
  country: string | null
  language: string | null
  followers: number
  /** Live posts. */
  activity: number
  /** Milliseconds since the epoch, UTC. */
  createdAt: number
}

export type SearchQuery = {
  /** Trimmed; empty means all. */
  query: string
  category?: Category | undefined
  country?: string | undefined
  language?: string | undefined
  sort: Sort
  limit: number
  offset: number
}

export type SearchAnswer = {
  /** Ids, best first, with what matched as half-open UTF-16 ranges. */
  hits: {
    id: string
    matches: { name: [number, number][]; handle: [number, number][]; description: [number, number][] }
  }[]
  total: number
  facets: { category: Record<string, number>; country: Record<string, number>; language: Record<string, number> }
}

export interface SearchEngine {
  readonly name: 'meilisearch' | 'minisearch'
  /** Resolves when the documents can be found. */
  upsert(documents: SearchDocument[]): Promise<void>
  remove(ids: string[]): Promise<void>
  search(query: SearchQuery): Promise<SearchAnswer>
  /** Makes the index hold exactly these documents, without a gap in which searches find less. */
  rebuild(documents: AsyncIterable<SearchDocument[]>): Promise<void>
  count(): Promise<number>
  /** Leaves nothing on any disk of what was removed or replaced before. */
  compact(): Promise<void>
  close(): Promise<void>
}

export type Mail = { to: string; subject: string; text: string }
export interface Mailer {
  readonly kind: 'smtp' | 'files'
  send(mail: Mail): Promise<void>
}

export interface Log {
  info(event: string, facts?: Facts): void
  error(event: string, facts?: Facts): void
}
