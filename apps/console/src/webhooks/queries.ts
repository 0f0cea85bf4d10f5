import type { WebhookState } from '@carillon/contract/lists'
import { useInfiniteQuery, useQuery } from '@tanstack/solid-query'
import { api } from '../api.ts'
import { queries } from '../queries.ts'

const key = (handle: string) => ['webhooks', handle]
const logKey = (handle: string, webhookId: string) => ['deliveries', handle, webhookId]

/** The webhooks of a channel. */
export function useWebhooks(handle: () => string) {
  return useQuery(() => ({
    queryKey: key(handle()),
    queryFn: async () => (await api.webhooks.list.query({ handle: handle() })).items,
    reconcile: 'id',
  }))
}

export const refreshWebhooks = (handle: string) => queries.invalidateQueries({ queryKey: key(handle) })

type Page = Awaited<ReturnType<typeof api.webhooks.deliveries.query>>

/** While something is on its way, it is looked at every so many milliseconds. */
const LOOK = 3_000
const isLeaving = (page: Page) =>
  page.items.some(({ attempts, nextAt }) => nextAt !== null && nextAt - (attempts.at(-1)?.at ?? nextAt) < 60_000)

/** What a webhook was told, newest first, a page at a time. */
export function useDeliveries(handle: () => string, webhookId: () => string, state: () => WebhookState | undefined) {
  return useInfiniteQuery(() => ({
    queryKey: [...logKey(handle(), webhookId()), state()],
    queryFn: ({ pageParam }: { pageParam: string | undefined }) =>
      api.webhooks.deliveries.query({ handle: handle(), webhookId: webhookId(), state: state(), cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page) => page.nextCursor ?? undefined,
    refetchInterval: (query) => (query.state.data?.pages.some(isLeaving) ? LOOK : false),
    reconcile: 'id',
  }))
}

export const refreshDeliveries = (handle: string, webhookId: string) =>
  queries.invalidateQueries({ queryKey: logKey(handle, webhookId) })
