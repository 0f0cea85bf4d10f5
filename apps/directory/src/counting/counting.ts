import { onCleanup } from 'solid-js'
import type { Post } from '@carillon/contract'
import type { Locale, TrafficSource } from '@carillon/contract/lists'
import { savedAt, serverNow } from '../site/clock.ts'
import { type Counts, createCounts } from './counts.ts'
import { visitOf } from './visit.ts'
import { createWatch } from './watch.ts'

const DAY = 86_400_000
/** Calls that one request may hold. */
const BATCH = 10

let counting: (ReturnType<typeof createCounts> & { watch: ReturnType<typeof createWatch> }) | undefined

/** From now on it is counted which posts of this page are seen; without a connection nothing is. */
export function beginCounting(source: TrafficSource, locale: Locale): void {
  const send = (all: Counts[]) => {
    if (!navigator.onLine || savedAt() !== null) return
    const calls = all.map((counts) => ({ ...counts, visit: visitOf(source, locale) }))
    for (let at = 0; at < calls.length; at += BATCH) post(calls.slice(at, at + BATCH))
  }
  const counts = createCounts({ send, today: () => Math.floor(serverNow() / DAY) })
  counting = { ...counts, watch: createWatch() }
  addEventListener('pagehide', counts.flush)
  document.addEventListener('visibilitychange', () => document.hidden && counts.flush())
}

/** Arrives also when the page is gone by then. */
function post(calls: object[]): void {
  const names = calls.map(() => 'analytics.seen').join(',')
  const headers = { 'Content-Type': 'application/json' }
  const body = JSON.stringify({ ...calls })
  void fetch(`/api/trpc/${names}?batch=1`, { method: 'POST', keepalive: true, headers, body }).catch(() => {})
}

/** Counts a post that is drawn in an element: that it was seen, and which of its links were opened. */
export function countPost(element: Element, post: Post): void {
  const saw = () => counting?.saw(post)
  const press = (event: Event) => {
    const link = pressedLink(element, event as MouseEvent)
    if (link === -1) return
    saw()
    counting?.clicked(post, link)
  }
  element.addEventListener('click', press)
  element.addEventListener('auxclick', press)
  const unwatch = counting?.watch(element, saw)
  if (unwatch) onCleanup(unwatch)
}

/** A post was passed on. */
export const countForward = (post: Post) => counting?.forwarded(post)

const LINKS = 'a[rel~="ugc"]'

/** Its place among the addresses that the post leads to, or -1. A preview leads where a link of the text does. */
function pressedLink(element: Element, { target, button }: MouseEvent): number {
  const pressed = (target as Element).closest<HTMLAnchorElement>(LINKS)
  // The middle button opens it beside; the right one only a menu.
  if (!pressed || button > 1) return -1
  const addresses = Array.from(element.querySelectorAll<HTMLAnchorElement>(LINKS), ({ href }) => href)
  return [...new Set(addresses)].indexOf(pressed.href)
}
