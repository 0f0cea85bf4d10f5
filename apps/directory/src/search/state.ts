import { SORTS, type Sort } from '@carillon/contract/lists'

export const FILTERS = ['category', 'country', 'language'] as const
export type Filter = (typeof FILTERS)[number]

/** What is searched for. All of it is in the address, so that a link, a reload and Back lead to the same results. */
export type SearchState = { query: string; sort: Sort } & Record<Filter, string>

const DEFAULT_SORT: Sort = 'relevant'

export function readSearch(search: string): SearchState {
  const params = new URLSearchParams(search)
  const sort = params.get('sort')
  return {
    query: params.get('q') ?? '',
    category: params.get('category') ?? '',
    country: params.get('country') ?? '',
    language: params.get('language') ?? '',
    sort: SORTS.find((known) => known === sort) ?? DEFAULT_SORT,
  }
}

/** With its question mark; empty when everything is as it is by default. */
export function writeSearch(state: SearchState): string {
  const params = new URLSearchParams()
  if (state.query.trim()) params.set('q', state.query.trim())
  for (const filter of FILTERS) if (state[filter]) params.set(filter, state[filter])
  if (state.sort !== DEFAULT_SORT) params.set('sort', state.sort)
  return params.size ? `?${params}` : ''
}

export const isFiltered = (state: SearchState): boolean => FILTERS.some((filter) => state[filter] !== '')
