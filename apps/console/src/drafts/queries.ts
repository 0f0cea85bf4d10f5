import type { Draft } from '@carillon/contract'
import { useInfiniteQuery, type InfiniteData } from '@tanstack/solid-query'
import { api } from '../api.ts'
import { queries } from '../queries.ts'

type Page = Awaited<ReturnType<typeof api.drafts.list.query>>
type Pages = InfiniteData<Page, string | undefined>

const LISTS = { waiting: false, coming: true }
type List = keyof typeof LISTS

/** What is coming goes out by itself: whoever looks on sees it leave. */
const LOOK_AGAIN = 30_000

const key = (handle: string, list: List) => ['drafts', handle, list]

/** Drafts of a channel without a time, last touched first, a page at a time; of none while there is no handle. */
export const useDrafts = (handle: () => string | undefined) => useList(handle, 'waiting')

/** Those that have one, soonest first. */
export const useComing = (handle: () => string | undefined) => useList(handle, 'coming')

function useList(handle: () => string | undefined, list: List) {
  return useInfiniteQuery(() => ({
    queryKey: key(handle() ?? '', list),
    enabled: handle() !== undefined,
    queryFn: ({ pageParam }) => api.drafts.list.query({ handle: handle()!, scheduled: LISTS[list], cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page) => page.nextCursor ?? undefined,
    reconcile: 'id',
    ...(list === 'coming' ? { refetchInterval: LOOK_AGAIN } : {}),
  }))
}

export const refreshDrafts = (handle: string) => queries.invalidateQueries({ queryKey: ['drafts', handle] })

/** What the server answered of a draft takes its place in its list. */
export const keepDraft = (draft: Draft) =>
  change(draft.handle, (items, list) =>
    (list === 'coming') === (draft.schedule !== null)
      ? items.map((other) => (other.id === draft.id ? draft : other))
      : without(items, draft),
  )
export const dropDraft = (draft: Draft) => change(draft.handle, (items) => without(items, draft))

const without = (items: Draft[], draft: Draft) => items.filter((other) => other.id !== draft.id)

function change(handle: string, edit: (items: Draft[], list: List) => Draft[]): void {
  for (const list of ['waiting', 'coming'] as const) {
    queries.setQueryData<Pages>(
      key(handle, list),
      (known) => known && { ...known, pages: known.pages.map((page) => ({ ...page, items: edit(page.items, list) })) },
    )
  }
  void refreshDrafts(handle)
}
