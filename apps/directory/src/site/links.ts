import { LOCALES, type Locale } from '@carillon/contract/lists'

export const PREFIX: Record<Locale, string> = { en: '', fr: '/fr', es: '/es' }

/** Where a page is in a language: `link('fr', '/search')` is `/fr/search`, and `link('fr', '/')` is `/fr`. */
export function link(locale: Locale, path: string): string {
  return (PREFIX[locale] + path).replace(/(.)\/$/, '$1') || '/'
}

/** The paths of a page that is there once in each language. */
export const everyLocale = () =>
  LOCALES.map((locale) => ({ params: { locale: locale === 'en' ? undefined : locale }, props: { locale } }))

/** The handle in the path of a channel's page. */
export function handleOf(pathname: string): string | null {
  return /^(?:\/fr|\/es)?\/c\/([a-z][a-z0-9_]{2,31})\/?$/.exec(pathname)?.[1] ?? null
}
