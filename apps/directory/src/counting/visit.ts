import type { Visit } from '@carillon/contract'
import { TRAFFIC_SOURCES, type Locale, type TrafficSource } from '@carillon/contract/lists'
import { ownCountry } from './country.ts'

type Place = Pick<URL, 'origin' | 'pathname'>

/** By which way a page of a channel was come to: what its address says, else from which page of this site. */
export function sourceOf(from: string | null, referrer: Place | null, origin: string): TrafficSource {
  const told = TRAFFIC_SOURCES.find((source) => source === from)
  if (told) return told
  if (referrer?.origin !== origin) return 'link'
  const path = referrer.pathname.replace(/^\/(fr|es)(?=\/|$)/, '')
  if (path.startsWith('/search')) return 'search'
  if (path.startsWith('/updates')) return 'updates'
  return /^(\/?$|\/categor|\/countr|\/language)/.test(path) ? 'directory' : 'link'
}

/** How this page was come to. What its address says of it is taken off: a link that is copied tells nothing. */
export function takeSource(): TrafficSource {
  const url = new URL(location.href)
  const source = sourceOf(url.searchParams.get('from'), URL.parse(document.referrer), url.origin)
  if (url.searchParams.has('from')) {
    url.searchParams.delete('from')
    history.replaceState(history.state, '', url)
  }
  return source
}

/** What is told of a reader when something is counted. */
export function visitOf(source: TrafficSource, language: Locale): Visit {
  const country = ownCountry()
  return { source, language, ...(country && { country }) }
}
