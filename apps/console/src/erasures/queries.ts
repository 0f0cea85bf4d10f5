import { useInfiniteQuery } from '@tanstack/solid-query'
import { api } from '../api.ts'

type Page = Awaited<ReturnType<typeof api.channels.erasures.query>>

/** What was erased of a channel, latest first, a page at a time. */
export function useChannelErasures(handle: () => string) {
  return useInfiniteQuery(() => ({
    queryKey: ['erasures', handle()],
    queryFn: ({ pageParam }: { pageParam: string | undefined }) =>
      api.channels.erasures.query({ handle: handle(), cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page) => page.nextCursor ?? undefined,
    reconcile: 'id',
  }))
}
