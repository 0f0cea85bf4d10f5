import type { Locale } from '@carillon/contract/lists'
import type { You } from './en.ts'

/** Apart from the others, so that no other page knows of these files. */
const YOU: Record<Locale, () => Promise<You>> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
  es: async () => (await import('./es.ts')).es,
}

export const loadYou = (locale: Locale) => YOU[locale]()
