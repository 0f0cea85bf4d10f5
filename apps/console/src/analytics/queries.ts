import { useInfiniteQuery, useQuery } from '@tanstack/solid-query'
import { api } from '../api.ts'
import { ownZone } from '../drafts/calendar.ts'
import { queries } from '../queries.ts'
import { spanBefore, type Span } from './span.ts'

/** Of the instance it has no handle. */
const key = (handle: string | undefined) => ['analytics', handle ?? null]

export const refreshAnalytics = (handle: string | undefined) => queries.invalidateQueries({ queryKey: key(handle) })

export function useOverview(handle: () => string, span: () => Span) {
  return useQuery(() => ({
    queryKey: [...key(handle()), 'overview', span()],
    queryFn: () => api.analytics.overview.query({ handle: handle(), span: span(), timeZone: ownZone }),
  }))
}

export function useInstanceOverview(span: () => Span) {
  return useQuery(() => ({
    queryKey: [...key(undefined), 'overview', span()],
    queryFn: () => api.analytics.instance.query({ span: span(), timeZone: ownZone }),
  }))
}

/** The days before, for the paler lines: what is past stays as it is. */
export function useDaysBefore(handle: () => string | undefined, span: () => Span) {
  return useQuery(() => ({
    queryKey: ['analytics before', handle() ?? null, span()],
    staleTime: 60 * 60_000,
    queryFn: async () => {
      const asked = { span: spanBefore(span()), timeZone: ownZone }
      const of = handle()
      const { days } =
        of === undefined
          ? await api.analytics.instance.query(asked)
          : await api.analytics.overview.query({ handle: of, ...asked })
      return { span: span(), days }
    },
  }))
}

type PostPage = Awaited<ReturnType<typeof api.analytics.posts.query>>

export function usePostFigures(handle: () => string) {
  return useInfiniteQuery(() => ({
    queryKey: [...key(handle()), 'posts'],
    queryFn: ({ pageParam }: { pageParam: string | undefined }) =>
      api.analytics.posts.query({ handle: handle(), cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: PostPage) => page.nextCursor ?? undefined,
    reconcile: 'postId',
  }))
}

export function usePostAnalytics(handle: () => string, postId: () => string) {
  return useQuery(() => ({
    queryKey: [...key(handle()), 'post', postId()],
    queryFn: () => api.analytics.post.query({ handle: handle(), postId: postId() }),
  }))
}

/** What a poll's options say while it lives. */
export function useOptionTexts(handle: () => string, postId: () => string, wanted: () => boolean) {
  return useQuery(() => ({
    queryKey: ['analytics options', handle(), postId()],
    enabled: wanted(),
    staleTime: Infinity,
    queryFn: async () => {
      const { content } = await api.posts.get.query({ handle: handle(), postId: postId() })
      return content.kind === 'poll' ? content.poll.options : []
    },
  }))
}

export type Ranking = 'followers' | 'gained' | 'reach' | 'views'

export function useRanking(span: () => Span, by: () => Ranking) {
  return useQuery(() => ({
    queryKey: [...key(undefined), 'ranking', span(), by()],
    queryFn: async () => (await api.analytics.ranking.query({ span: span(), by: by(), limit: 50 })).items,
  }))
}

const summaryKey = (handle: string) => ['weekly summary', handle]

export function useWeeklySummary(handle: () => string) {
  return useQuery(() => ({
    queryKey: summaryKey(handle()),
    queryFn: () => api.analytics.summary.query({ handle: handle() }),
  }))
}

export async function setWeeklySummary(handle: string, on: boolean): Promise<void> {
  queries.setQueryData(summaryKey(handle), await api.analytics.setSummary.mutate({ handle, on }))
}
