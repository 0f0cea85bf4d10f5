import type { Draft } from '@carillon/contract'
import { useInfiniteQuery, useQuery, type InfiniteData } from '@tanstack/solid-query'
import { api } from '../api.ts'
import { queries } from '../queries.ts'

type Page = Awaited<ReturnType<typeof api.drafts.list.query>>
type Pages = InfiniteData<Page, string | undefined>

/** Which drafts stand in a list; one that an admin has to look at is in one of the others too. */
const LISTS = {
  waiting: { asked: { scheduled: false }, holds: (draft: Draft) => draft.schedule === null },
  coming: { asked: { scheduled: true }, holds: (draft: Draft) => draft.schedule !== null },
  review: { asked: { review: 'submitted' as const }, holds: (draft: Draft) => draft.review === 'submitted' },
}
type List = keyof typeof LISTS

/** What is coming goes out by itself: whoever looks on sees it leave. */
const LOOK_AGAIN = 30_000

const key = (handle: string, list: List) => ['drafts', handle, list]

/** Drafts of a channel without a time, last touched first, a page at a time; of none while there is no handle. */
export const useDrafts = (handle: () => string | undefined) => useList(handle, 'waiting')

/** Those that have one, soonest first. */
export const useComing = (handle: () => string | undefined) => useList(handle, 'coming')

/** Those that wait for an admin. */
export const useInReview = (handle: () => string | undefined) => useList(handle, 'review')

/** How many those are. */
export function useReviewCount(handle: () => string | undefined) {
  return useQuery(() => ({
    queryKey: ['drafts', handle() ?? '', 'count'],
    enabled: handle() !== undefined,
    queryFn: async () => (await api.drafts.waiting.query({ handle: handle()! })).count,
    refetchInterval: LOOK_AGAIN,
  }))
}

/** Every one that has a time, for a calendar: a channel has at most some hundreds. */
export function useAllComing(handle: () => string) {
  return useQuery(() => ({
    queryKey: ['drafts', handle(), 'all'],
    refetchInterval: LOOK_AGAIN,
    queryFn: async () => {
      const all: Draft[] = []
      for (let cursor: string | undefined; ;) {
        const page = await api.drafts.list.query({ handle: handle(), scheduled: true, limit: 50, cursor })
        all.push(...page.items)
        if (!page.nextCursor) return all
        cursor = page.nextCursor
      }
    },
  }))
}

function useList(handle: () => string | undefined, list: List) {
  return useInfiniteQuery(() => ({
    queryKey: key(handle() ?? '', list),
    enabled: handle() !== undefined,
    queryFn: ({ pageParam }) => api.drafts.list.query({ handle: handle()!, ...LISTS[list].asked, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page) => page.nextCursor ?? undefined,
    reconcile: 'id',
    ...(list === 'waiting' ? {} : { refetchInterval: LOOK_AGAIN }),
  }))
}

export const refreshDrafts = (handle: string) => queries.invalidateQueries({ queryKey: ['drafts', handle] })

/** What the server answered of a draft takes its place in its list. */
export const keepDraft = (draft: Draft) =>
  change(draft.handle, (items, list) =>
    LISTS[list].holds(draft) ? items.map((other) => (other.id === draft.id ? draft : other)) : without(items, draft),
  )
export const dropDraft = (draft: Draft) => change(draft.handle, (items) => without(items, draft))

const without = (items: Draft[], draft: Draft) => items.filter((other) => other.id !== draft.id)

function change(handle: string, edit: (items: Draft[], list: List) => Draft[]): void {
  for (const list of ['waiting', 'coming', 'review'] as const) {
    queries.setQueryData<Pages>(
      key(handle, list),
      (known) => known && { ...known, pages: known.pages.map((page) => ({ ...page, items: edit(page.items, list) })) },
    )
  }
  void refreshDrafts(handle)
}
