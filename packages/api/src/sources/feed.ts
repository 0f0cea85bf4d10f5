import { type AnyFeed, parseFeed } from 'feedsmith'
import { webAddress } from '../core/address.ts'
import { type Candidate, pickPicture } from './feed.pictures.ts'

/** A text as its feed holds it. */
export type Words = { text: string; html: boolean }

export type FeedItem = {
  id: string | null
  link: string | null
  title: Words
  /** What it says, shortest first: a summary, then the whole. */
  bodies: Words[]
  /** The picture that the feed names; there may be others in the bodies. */
  picture: { url: string; alt: string } | null
  /** Milliseconds since the epoch. */
  date: number | null
}

export type Feed = {
  title: Words
  /** Minutes for which it asks to be left alone, or `null`. */
  ttl: number | null
  /** Newest first. */
  items: FeedItem[]
}

/** More items than this are not looked at; no more of a text than this is read. */
const MOST_ITEMS = 2_000
const MOST_TEXT = 65_536

/** Reads a feed of any kind that came from `url`; `null` when it isn’t one. */
export function readFeed(text: string, url: string): Feed | null {
  const parsed = tryParse(text)
  if (!parsed) return null
  const { title, ttl, items } = parsed.read(url)
  const whole = items.filter((item) => item.title.text || item.bodies.length > 0 || item.link)
  return { title, ttl, items: newestFirst(whole).slice(0, MOST_ITEMS) }
}

function tryParse(text: string) {
  try {
    const { format, feed } = parseFeed(text)
    if (format === 'atom') return { read: (url: string) => readAtom(feed, url) }
    if (format === 'json') return { read: (url: string) => readJson(feed, url) }
    return { read: (url: string) => readRss(feed, url) }
  } catch {
    return null
  }
}

type Of<Format extends AnyFeed['format']> = Extract<AnyFeed, { format: Format }>['feed']

function readRss(feed: Of<'rss'> | Of<'rdf'>, url: string): Feed {
  const base = webAddress(feed.link, url) ?? url
  const items = (feed.items ?? []).map((item): FeedItem => {
    const guid = 'guid' in item ? item.guid : undefined
    const date = 'pubDate' in item ? item.pubDate : undefined
    const permanent = guid?.isPermaLink === false ? undefined : guid?.value
    const enclosures = 'enclosures' in item ? item.enclosures : undefined
    const about = 'rdf' in item ? item.rdf?.about : undefined
    const itunes = 'itunes' in item ? item.itunes?.image : undefined
    const link = webAddress(item.link, base) ?? (/^https?:/i.test(permanent ?? '') ? webAddress(permanent, base) : null)
    const candidates: Candidate[] = [...(enclosures ?? []), { url: itunes, medium: 'image' }]
    return {
      id: guid?.value ?? about ?? null,
      link,
      title: html(item.title),
      bodies: [html(item.description), html(item.content?.encoded)].filter(({ text }) => text),
      picture: pickPicture(item.media, candidates, base),
      date: instant(date ?? item.dc?.dates?.[0] ?? item.dcterms?.created?.[0]),
    }
  })
  const ttl = 'ttl' in feed && feed.ttl && feed.ttl > 0 ? feed.ttl : null
  return { title: html(feed.title), ttl, items }
}

function readAtom(feed: Of<'atom'>, url: string): Feed {
  const base = webAddress(feed.xml?.base, url) ?? url
  const items = (feed.entries ?? []).map((entry): FeedItem => {
    const here = webAddress(entry.xml?.base, base) ?? base
    const links = entry.links ?? []
    const link = links.find(({ rel }) => rel === 'alternate') ?? links.find(({ rel }) => rel === undefined)
    const enclosures = links.filter(({ rel }) => rel === 'enclosure').map(({ href, type }) => ({ url: href, type }))
    return {
      id: entry.id ?? null,
      link: webAddress(link?.href, here),
      title: atomText(entry.title),
      bodies: [atomText(entry.summary), atomText(entry.content)].filter(({ text }) => text),
      picture: pickPicture(entry.media, enclosures, here),
      date: instant(entry.published ?? entry.updated),
    }
  })
  return { title: atomText(feed.title), ttl: null, items }
}

function readJson(feed: Of<'json'>, url: string): Feed {
  const base = webAddress(feed.home_page_url, url) ?? url
  const items = (feed.items ?? []).map((item): FeedItem => {
    const images = [item.image, item.banner_image].map((image) => ({ url: image, medium: 'image' }))
    const attached = (item.attachments ?? []).map((one) => ({ url: one.url, type: one.mime_type }))
    return {
      id: item.id ?? null,
      link: webAddress(item.url ?? item.external_url, base),
      title: plain(item.title),
      bodies: [plain(item.summary), html(item.content_html), plain(item.content_text)].filter(({ text }) => text),
      picture: pickPicture(undefined, [...images, ...attached], base),
      date: instant(item.date_published ?? item.date_modified),
    }
  })
  return { title: plain(feed.title), ttl: null, items }
}

function html(text: string | undefined): Words {
  return { text: (text ?? '').slice(0, MOST_TEXT), html: true }
}

function plain(text: string | undefined): Words {
  return { text: (text ?? '').slice(0, MOST_TEXT), html: false }
}

function atomText(text: { value?: string; type?: string } | undefined): Words {
  return text?.type === undefined || text.type === 'text' ? plain(text?.value) : html(text.value)
}

function instant(date: string | undefined): number | null {
  const time = Date.parse(date ?? '')
  return Number.isNaN(time) ? null : time
}

/** By their dates where all have one; otherwise as the feed has them, which is newest first by custom. */
function newestFirst(items: FeedItem[]): FeedItem[] {
  if (items.some(({ date }) => date === null)) return items
  return items.toSorted((a, b) => b.date! - a.date!)
}
