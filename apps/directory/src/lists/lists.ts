import type { DirectoryEntry } from '@carillon/contract'
import type * as z from 'zod'

/** A channel as the static pages list it. */
export type Listed = z.infer<typeof DirectoryEntry>

type Key = 'category' | 'country' | 'language'

const byName = (a: Listed, b: Listed) => (a.handle < b.handle ? -1 : 1)

export const mostFollowed = (channels: Listed[]) =>
  channels.toSorted((a, b) => b.followers - a.followers || byName(a, b))

export const newest = (channels: Listed[]) => channels.toSorted((a, b) => b.createdAt - a.createdAt || byName(a, b))

export const mostActive = (channels: Listed[]) =>
  channels.filter((channel) => channel.activity > 0).toSorted((a, b) => b.activity - a.activity || byName(a, b))

/** Channels by what they are filed under; those filed under nothing are left out. */
export function groupBy(channels: Listed[], key: Key): Map<string, Listed[]> {
  const groups = new Map<string, Listed[]>()
  for (const channel of channels) {
    const code = channel[key]
    if (code) groups.set(code, [...(groups.get(code) ?? []), channel])
  }
  return groups
}

export const PAGE_SIZE = 60
/** Further on, a reader searches rather than leafs. */
export const MAX_PAGES = 10

export type Page = { items: Listed[]; number: number; pages: number; total: number }

/** A list cut into pages; there is always a first one. */
export function cutPages(channels: Listed[]): Page[] {
  const pages = Math.min(MAX_PAGES, Math.max(1, Math.ceil(channels.length / PAGE_SIZE)))
  return Array.from({ length: pages }, (_, index) => ({
    items: channels.slice(index * PAGE_SIZE, (index + 1) * PAGE_SIZE),
    number: index + 1,
    pages,
    total: channels.length,
  }))
}
