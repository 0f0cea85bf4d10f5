import { createSignal } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import { ApiError } from './api.ts'

type Page<T> = { items: T[]; nextCursor: string | null }

/** A list that is read a page at a time: the first at `restart`, the next ones at `more`. */
export function createPages<T>(read: (cursor: string | undefined) => Promise<Page<T>>) {
  const [page, setPage] = createStore<{ items: T[] | null; nextCursor: string | null }>({
    items: null,
    nextCursor: null,
  })
  const [loading, setLoading] = createSignal(false)
  const [error, setError] = createSignal<ApiError | null>(null)

  let latest = 0

  /** An answer that was overtaken by a later question is dropped. */
  async function load(cursor?: string): Promise<void> {
    latest += 1
    const mine = latest
    setLoading(true)
    setError(null)
    try {
      const { items, nextCursor } = await read(cursor)
      if (mine !== latest) return
      setPage({ items: cursor ? [...(page.items ?? []), ...items] : items, nextCursor })
    } catch (problem) {
      if (mine !== latest) return
      setError(problem instanceof ApiError ? problem : new ApiError('server.internal', ''))
    }
    setLoading(false)
  }

  return {
    /** `null` until the first page is there. */
    items: () => page.items,
    hasMore: () => page.nextCursor !== null,
    loading,
    error,
    restart: () => load(),
    more: () => (page.nextCursor && !loading() ? load(page.nextCursor) : Promise.resolve()),
    /** Takes over what is known of the list by now: what stays the same is not drawn anew. */
    become: (items: T[]) => setPage('items', reconcile(items)),
  }
}

export type Pages<T> = ReturnType<typeof createPages<T>>
