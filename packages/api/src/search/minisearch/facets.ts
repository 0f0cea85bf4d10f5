import type { SearchAnswer, SearchDocument, SearchQuery } from '../../core/ports.ts'

/** The slots that pass all filters; each facet counts what passes the two others. */
export function filterAndCount(
  documents: (SearchDocument | undefined)[],
  slots: Iterable<number>,
  filters: Pick<SearchQuery, 'category' | 'country' | 'language'>,
): { slots: number[]; facets: SearchAnswer['facets'] } {
  const passed: number[] = []
  const categories = new Map<string, number>()
  const countries = new Map<string, number>()
  const languages = new Map<string, number>()
  for (const slot of slots) {
    const { category, country, language } = documents[slot]!
    const inCategory = filters.category === undefined || filters.category === category
    const inCountry = filters.country === undefined || filters.country === country
    const inLanguage = filters.language === undefined || filters.language === language
    if (inCountry && inLanguage) add(categories, category)
    if (inCategory && inLanguage) add(countries, country)
    if (inCategory && inCountry) add(languages, language)
    if (inCategory && inCountry && inLanguage) passed.push(slot)
  }
  return {
    slots: passed,
    facets: {
      category: Object.fromEntries(categories),
      country: Object.fromEntries(countries),
      language: Object.fromEntries(languages),
    },
  }
}

function add(counts: Map<string, number>, value: string | null): void {
  if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1)
}
