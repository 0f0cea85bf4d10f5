import type { DirectoryEntry } from '@carillon/contract'
import { CATEGORIES, LOCALES, type Category, type Locale } from '@carillon/contract/lists'
import { createFormat } from '@carillon/ui/format'
import { WORDS } from '../site/catalogue.ts'
import { getChannels } from '../site/content.ts'
import { cutPages, groupBy, mostFollowed } from './lists.ts'

/** What a channel can be filed under. */
export type Filing = 'category' | 'country' | 'language'

export const INDEX: Record<Filing, string> = { category: '/categories', country: '/countries', language: '/languages' }

/** What there is to file under: every category, and the countries and languages that have channels. */
export function fileChannels(channels: DirectoryEntry[], filing: Filing): Map<string, DirectoryEntry[]> {
  const groups = groupBy(channels, filing)
  return filing === 'category' ? new Map(CATEGORIES.map((code) => [code, groups.get(code) ?? []])) : groups
}

export function nameOf(locale: Locale, filing: Filing, code: string): string {
  if (filing === 'category') return WORDS[locale].categories[code as Category]
  return createFormat(locale)[filing](code)
}

/** A page for each part of each list, in each language. */
export async function listPaths(filing: Filing) {
  const groups = fileChannels(mostFollowed(await getChannels()), filing)
  return LOCALES.flatMap((locale) =>
    [...groups].flatMap(([code, channels]) =>
      cutPages(channels).map((page) => ({
        params: {
          locale: locale === 'en' ? undefined : locale,
          code,
          page: page.number === 1 ? undefined : String(page.number),
        },
        props: { locale, code, name: nameOf(locale, filing, code), page },
      })),
    ),
  )
}
