import { LOCALES, type Locale } from '@carillon/contract/lists'

export const PREFIX: Record<Locale, string> = { en: '', fr: '/fr', es: '/es' }

/** Where a page is in a language: `link('fr', '/search')` is `/fr/search`, and `link('fr', '/')` is `/fr`. */
export function link(locale: Locale, path: string): string {
  return (PREFIX[locale] + path).replace(/(.)\/$/, '$1') || '/'
}

/** The paths of a page that is there once in each language. */
export const everyLocale = () =>
  LOCALES.map((locale) => ({ params: { locale: locale === 'en' ? undefined : locale }, props: { locale } }))

/** The page of one post. */
export function postPath(locale: Locale, post: { handle: string; id: string }): string {
  return link(locale, `/c/${post.handle}/${post.id}`)
}

/** The same, where it is passed on: who comes by it is counted so. */
export function forwardPath(locale: Locale, post: { handle: string; id: string }): string {
  return `${postPath(locale, post)}?from=forward`
}

/** What the path of a channel's page, or of one of its posts, names. */
export function namesIn(pathname: string): { handle: string | null; postId: string | null } {
  const found = /^(?:\/fr|\/es)?\/c\/([a-z][a-z0-9_]{2,31})(?:\/(pst_[0-9a-z]{26}))?\/?$/.exec(pathname)
  return { handle: found?.[1] ?? null, postId: found?.[2] ?? null }
}
