import type { Draft } from '@carillon/contract'
import { useInfiniteQuery, type InfiniteData } from '@tanstack/solid-query'
import { api } from '../api.ts'
import { queries } from '../queries.ts'

type Page = Awaited<ReturnType<typeof api.drafts.list.query>>
type Pages = InfiniteData<Page, string | undefined>

const key = (handle: string) => ['drafts', handle]

/** The drafts of a channel, last touched first, a page at a time; of none while there is no handle. */
export function useDrafts(handle: () => string | undefined) {
  return useInfiniteQuery(() => ({
    queryKey: key(handle() ?? ''),
    enabled: handle() !== undefined,
    queryFn: ({ pageParam }) => api.drafts.list.query({ handle: handle()!, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page) => page.nextCursor ?? undefined,
    reconcile: 'id',
  }))
}

export const refreshDrafts = (handle: string) => queries.invalidateQueries({ queryKey: key(handle) })

/** What the server answered of a draft takes its place in the list. */
export const keepDraft = (draft: Draft) =>
  change(draft.handle, (items) => items.map((other) => (other.id === draft.id ? draft : other)))
export const dropDraft = (draft: Draft) =>
  change(draft.handle, (items) => items.filter((other) => other.id !== draft.id))

function change(handle: string, edit: (items: Draft[]) => Draft[]): void {
  queries.setQueryData<Pages>(
    key(handle),
    (known) => known && { ...known, pages: known.pages.map((page) => ({ ...page, items: edit(page.items) })) },
  )
  void refreshDrafts(handle)
}
