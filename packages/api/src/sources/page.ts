import { Parser } from 'htmlparser2'
import { webAddress } from '../core/address.ts'

const FEED_TYPES = /^application\/((rss|atom|rdf|feed)\+(xml|json)|json)\b/i
/** A page names its feeds in its head. */
const HEAD = 262_144

/** The first feed that a page names, or `null`. */
export function findFeedLink(page: string, url: string): string | null {
  let base = url
  let found: string | null = null
  const parser = new Parser({
    onopentag(name, { rel = '', type = '', href }) {
      if (name === 'base') base = webAddress(href, url) ?? base
      if (name !== 'link' || !/(^|\s)alternate(\s|$)/i.test(rel) || !FEED_TYPES.test(type)) return
      found ??= webAddress(href, base)
    },
  })
  parser.end(page.slice(0, HEAD))
  return found
}
