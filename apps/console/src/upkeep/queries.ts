import type { Vitals as Answer } from '@carillon/contract'
import { queryOptions, useInfiniteQuery, useQuery } from '@tanstack/solid-query'
import { api } from '../api.ts'
import { queries, useMe } from '../queries.ts'

/** What the server said of itself, and what time it was here then. */
export type Vitals = Answer & { device: number }

const ERASURES = ['instance', 'erasures']
/** Milliseconds from one look to the next: while anything runs, on the page itself, and on all others. */
const LOOK = { running: 1_500, page: 10_000, elsewhere: 60_000 }

const vitalsOptions = queryOptions({
  queryKey: ['vitals'],
  queryFn: async (): Promise<Vitals> => ({ ...(await api.instance.vitals.query()), device: Date.now() }),
  reconcile: 'name',
})

/** How the instance does, kept up to date for as long as somebody looks: closely while something was asked for. */
export function useVitals(isErasing: () => boolean) {
  return useQuery(() => {
    const asked = isErasing()
    return {
      ...vitalsOptions,
      refetchInterval: ({ state }: { state: { data: Vitals | undefined } }) =>
        asked || state.data?.erasure.running ? LOOK.running : LOOK.page,
    }
  })
}

/** How many things need an operator, wherever in the console they are; to others it's none of theirs. */
export function useAlarmCount(): () => number {
  const me = useMe()
  const vitals = useQuery(() => ({
    ...vitalsOptions,
    enabled: me.data?.operator === true,
    refetchInterval: LOOK.elsewhere,
  }))
  return () => (vitals.isSuccess ? vitals.data.alarms.length : 0)
}

type Page = Awaited<ReturnType<typeof api.instance.erasures.query>>

/** Every run of the erasure, latest first, a page at a time. */
export function useErasures() {
  return useInfiniteQuery(() => ({
    queryKey: ERASURES,
    queryFn: ({ pageParam }: { pageParam: string | undefined }) => api.instance.erasures.query({ cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page) => page.nextCursor ?? undefined,
    reconcile: 'id',
  }))
}

export const refreshVitals = () => queries.invalidateQueries({ queryKey: vitalsOptions.queryKey })
export const refreshErasures = () => queries.invalidateQueries({ queryKey: ERASURES })
