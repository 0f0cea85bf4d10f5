import type { DirectoryEntry } from '@carillon/contract'

type Key = 'category' | 'country' | 'language'

const byName = (a: DirectoryEntry, b: DirectoryEntry) => (a.handle < b.handle ? -1 : 1)

export const mostFollowed = (channels: DirectoryEntry[]) =>
  channels.toSorted((a, b) => b.followers - a.followers || byName(a, b))

export const newest = (channels: DirectoryEntry[]) =>
  channels.toSorted((a, b) => b.createdAt - a.createdAt || byName(a, b))

export const mostActive = (channels: DirectoryEntry[]) =>
  channels.filter((channel) => channel.activity > 0).toSorted((a, b) => b.activity - a.activity || byName(a, b))

/** Channels by what they are filed under; those filed under nothing are left out. */
export function groupBy(channels: DirectoryEntry[], key: Key): Map<string, DirectoryEntry[]> {
  const groups = new Map<string, DirectoryEntry[]>()
  for (const channel of channels) {
    const code = channel[key]
    if (code) groups.set(code, [...(groups.get(code) ?? []), channel])
  }
  return groups
}

export const PAGE_SIZE = 60
/** Further on, a reader searches rather than leafs. */
export const MAX_PAGES = 10

export type Page = { items: DirectoryEntry[]; number: number; pages: number; total: number }

/** A list cut into pages; there is always a first one. */
export function cutPages(channels: DirectoryEntry[]): Page[] {
  const pages = Math.min(MAX_PAGES, Math.max(1, Math.ceil(channels.length / PAGE_SIZE)))
  return Array.from({ length: pages }, (_, index) => ({
    items: channels.slice(index * PAGE_SIZE, (index + 1) * PAGE_SIZE),
    number: index + 1,
    pages,
    total: channels.length,
  }))
}
