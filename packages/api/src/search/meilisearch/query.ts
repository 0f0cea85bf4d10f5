import type { FacetDistribution, MultiSearchQuery, MultiSearchResult } from 'meilisearch'
import type { SearchAnswer, SearchDocument, SearchQuery } from '../../core/ports.ts'
import { toMatches } from './matches.ts'

const FACETS = ['category', 'country', 'language'] as const
type Facet = (typeof FACETS)[number]

const SORT: Record<SearchQuery['sort'], string[]> = {
  relevant: [],
  active: ['activity:desc'],
  followed: ['followers:desc'],
  newest: ['createdAt:desc'],
}

/**
 * What to ask at once: the page; for each facet that is filtered on, its counts as if it weren't; and, last, whether
 * anything at all is found without filters.
 */
export function toQueries(indexUid: string, query: SearchQuery, matchingStrategy: 'all' | 'last'): MultiSearchQuery[] {
  const filtered = FACETS.filter((facet) => query[facet] !== undefined)
  const common = { indexUid, q: plain(query.query), matchingStrategy }
  const filterBut = (left?: Facet) =>
    filtered.filter((facet) => facet !== left).map((facet) => `${facet} = ${quoted(query[facet] ?? '')}`)
  const page: MultiSearchQuery = {
    ...common,
    filter: filterBut(),
    sort: SORT[query.sort],
    offset: query.offset,
    limit: query.limit,
    facets: FACETS.filter((facet) => !filtered.includes(facet)),
    attributesToRetrieve: ['id', 'name', 'handle', 'description'],
    showMatchesPosition: true,
  }
  return [
    page,
    ...filtered.map((facet) => ({ ...common, filter: filterBut(facet), facets: [facet], limit: 0 })),
    { ...common, limit: 0 },
  ]
}

export function toAnswer(results: MultiSearchResult<SearchDocument>[]): SearchAnswer {
  const [page] = results
  const counts: FacetDistribution = Object.assign({}, ...results.map((result) => result.facetDistribution))
  return {
    hits: (page?.hits ?? []).map((hit) => ({ id: hit.id, matches: toMatches(hit, hit._matchesPosition) })),
    total: page?.estimatedTotalHits ?? 0,
    facets: {
      category: counts['category'] ?? {},
      country: counts['country'] ?? {},
      language: counts['language'] ?? {},
    },
  }
}

/** Meilisearch takes mere punctuation for the empty query, which lists everything. */
export function saysNothing(query: string): boolean {
  return query !== '' && !/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(query)
}

/** Quotes and dashes would mean phrases and exclusions, which nobody types into a directory. */
function plain(query: string): string {
  return query.replace(/["-]/g, ' ')
}

function quoted(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
