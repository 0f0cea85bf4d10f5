import type { Post } from '@carillon/contract'

/** Negative where the first was published before the other. */
const compareTimes = (a: Post, b: Post) => a.publishedAt - b.publishedAt || (a.id < b.id ? -1 : 1)

/** With these posts in their places, each once, as it is now. */
export function withPosts(items: Post[], more: Post[]): Post[] {
  const byId = new Map([...items, ...more].map((post) => [post.id, post]))
  return [...byId.values()].sort((a, b) => compareTimes(b, a))
}

/**
 * What becomes of a list of which the first page was read again: what it doesn't hold any more is gone, what is new in
 * it has arrived. `null` where so much has arrived that there is a gap: then the list begins anew.
 */
export function compare(items: Post[], page: { items: Post[]; nextCursor: string | null }) {
  const known = new Set(items.map(({ id }) => id))
  const now = new Set(page.items.map(({ id }) => id))
  const last = page.items.at(-1)
  const isCovered = (post: Post) => page.nextCursor === null || (last !== undefined && compareTimes(post, last) >= 0)
  if (items.length > 0 && page.nextCursor !== null && !page.items.some(({ id }) => known.has(id))) return null
  return {
    gone: items.filter((post) => isCovered(post) && !now.has(post.id)),
    arrived: page.items.filter(({ id }) => !known.has(id)),
    kept: page.items.filter(({ id }) => known.has(id)),
  }
}
