import { clip, LIMITS } from '@carillon/contract'
import { Parser } from 'htmlparser2'
import { webAddress } from '../core/address.ts'

/** What a page says of itself; what it doesn't say is empty or `null`. */
export type PageFacts = { title: string; site: string; picture: string | null }

/** What is said first counts: a page's own name for itself, then what it says to one network or another. */
const NAMES = {
  title: ['og:title', 'twitter:title'],
  site: ['og:site_name', 'application-name'],
  picture: ['og:image:secure_url', 'og:image', 'og:image:url', 'twitter:image', 'twitter:image:src'],
} as const

/** Reads the head of a page at `url`. */
export function readPage(html: string, url: string): PageFacts {
  const said = new Map<string, string>()
  let base = url
  let title = ''
  let inTitle = false
  const parser = new Parser({
    onopentag(name, { property, name: called, content, href }) {
      if (name === 'body') parser.pause()
      if (name === 'base') base = webAddress(href, url) ?? base
      if (name === 'title') inTitle = title === ''
      const key = (property ?? called)?.toLowerCase()
      if (name === 'meta' && key && content?.trim() && !said.has(key)) said.set(key, content)
    },
    ontext(text) {
      if (inTitle && title.length < LIMITS.linkTitle * 8) title += text
    },
    onclosetag(name) {
      if (name === 'title') inTitle = false
    },
  })
  parser.end(html)
  const first = (names: readonly string[]) => names.map((name) => said.get(name)).find((value) => value) ?? ''
  return {
    title: clip(first(NAMES.title) || title, LIMITS.linkTitle),
    site: clip(first(NAMES.site), LIMITS.linkSite),
    picture: webAddress(first(NAMES.picture), base),
  }
}
