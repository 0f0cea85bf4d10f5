import { createEffect, createSignal, on, onCleanup } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import type { SearchResult } from '@carillon/contract'
import { ApiError, type Api } from '../site/api.ts'
import { FILTERS, type SearchState } from './state.ts'

/** From the last key to the question: fast typing is one search. */
const SETTLE = 90

/**
 * The results of what `state` asks for. While the next ones load, the last ones stay; an answer that was overtaken is
 * dropped.
 */
export function createSearch(api: Api, state: () => SearchState | null) {
  const [found, setFound] = createStore<{ result: SearchResult | null; asked: SearchState | null }>({
    result: null,
    asked: null,
  })
  const [loading, setLoading] = createSignal(false)
  const [error, setError] = createSignal<ApiError | null>(null)
  let running = new AbortController()

  async function ask(wanted: SearchState, cursor?: string): Promise<void> {
    running.abort()
    running = new AbortController()
    const { signal } = running
    setLoading(true)
    try {
      const answer = await api.query('directory.search', { ...input(wanted), ...(cursor && { cursor }) }, signal)
      if (signal.aborted) return
      const before = cursor ? (found.result?.hits ?? []) : []
      setFound('asked', wanted)
      // By id, so that a hit that stays keeps its place on the page, and the focus that may be on it.
      setFound('result', reconcile({ ...answer, hits: [...before, ...answer.hits] }, { key: 'id' }))
      setError(null)
    } catch (problem) {
      if (signal.aborted) return
      setError(problem instanceof ApiError ? problem : new ApiError('server.internal', ''))
    }
    setLoading(false)
  }

  let timer: ReturnType<typeof setTimeout> | undefined
  createEffect(
    on(state, (wanted, before) => {
      clearTimeout(timer)
      if (!wanted) return running.abort()
      const typed = before && wanted.query !== before.query
      timer = setTimeout(() => void ask(wanted), typed ? SETTLE : 0)
      setLoading(true)
    }),
  )
  onCleanup(() => {
    clearTimeout(timer)
    running.abort()
  })

  return {
    found,
    loading,
    error,
    more: () => found.asked && found.result?.nextCursor && void ask(found.asked, found.result.nextCursor),
    retry: () => {
      const wanted = state()
      if (wanted) void ask(wanted)
    },
  }
}

export type Search = ReturnType<typeof createSearch>

function input({ query, sort, ...filters }: SearchState) {
  const chosen = FILTERS.filter((filter) => filters[filter]).map((filter) => [filter, filters[filter]])
  return { query: query.trim(), sort, ...Object.fromEntries(chosen) }
}
