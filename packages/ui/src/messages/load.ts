import type { Locale } from '@carillon/contract/lists'
import type { Common } from './common/en.ts'
import type { Console } from './console/en.ts'
import type { Directory } from './directory/en.ts'

/** One language of one area at a time, each a file of its own in the browser. */
const COMMON: Record<Locale, () => Promise<Common>> = {
  en: async () => (await import('./common/en.ts')).en,
  fr: async () => (await import('./common/fr.ts')).fr,
  es: async () => (await import('./common/es.ts')).es,
}
const DIRECTORY: Record<Locale, () => Promise<Directory>> = {
  en: async () => (await import('./directory/en.ts')).en,
  fr: async () => (await import('./directory/fr.ts')).fr,
  es: async () => (await import('./directory/es.ts')).es,
}
const CONSOLE: Record<Locale, () => Promise<Console>> = {
  en: async () => (await import('./console/en.ts')).en,
  fr: async () => (await import('./console/fr.ts')).fr,
  es: async () => (await import('./console/es.ts')).es,
}

export const loadCommon = (locale: Locale) => COMMON[locale]()
export const loadDirectory = (locale: Locale) => DIRECTORY[locale]()
export const loadConsole = (locale: Locale) => CONSOLE[locale]()
