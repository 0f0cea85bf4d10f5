import { LOCALES, type Locale } from '@carillon/contract/lists'
import { COMMON, DIRECTORY } from '@carillon/ui/messages'
import type { Words } from './words.ts'

/** Every language at once, for pages written at build time and by the server; islands load one (`island.tsx`). */
export const WORDS = Object.fromEntries(
  LOCALES.map((locale) => [locale, { ...COMMON[locale], site: DIRECTORY[locale] }]),
) as Record<Locale, Words>
