import type { Settings } from 'meilisearch'

/**
 * How channels are indexed and ranked: the reader's order if one is chosen, then what fits best, then what is most
 * followed and most alive. `attributeRank`, not `attribute`: where in a name a word stands says less than followers do.
 */
export const SETTINGS = {
  searchableAttributes: ['name', 'handle', 'description'],
  filterableAttributes: ['category', 'country', 'language'],
  sortableAttributes: ['activity', 'createdAt', 'followers'],
  rankingRules: ['sort', 'words', 'typo', 'attributeRank', 'proximity', 'exactness', 'followers:desc', 'activity:desc'],
  typoTolerance: { minWordSizeForTypos: { oneTypo: 4, twoTypos: 8 } },
  faceting: { maxValuesPerFacet: 300 },
  pagination: { maxTotalHits: 1_000_000 },
} satisfies Settings

/** Whether what is wanted is there, whatever else is. */
export function holds(actual: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return actual === wanted
  if (typeof actual !== 'object' || actual === null) return false
  if (Array.isArray(wanted)) return JSON.stringify(actual) === JSON.stringify(wanted)
  return Object.entries(wanted).every(([key, value]) => holds((actual as Record<string, unknown>)[key], value))
}
