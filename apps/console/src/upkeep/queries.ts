import type { Vitals as Answer } from '@carillon/contract'
import { useInfiniteQuery, useQuery } from '@tanstack/solid-query'
import { api } from '../api.ts'
import { queries } from '../queries.ts'

/** What the server said of itself, and what time it was here then. */
export type Vitals = Answer & { device: number }

const VITALS = ['vitals']
const ERASURES = ['instance', 'erasures']
/** Milliseconds from one look to the next: while anything runs, and otherwise. */
const LOOK = { running: 1_500, resting: 10_000 }

/** How the instance does, kept up to date for as long as somebody looks: closely while something was asked for. */
export function useVitals(isErasing: () => boolean) {
  return useQuery(() => {
    const asked = isErasing()
    return {
      queryKey: VITALS,
      queryFn: async (): Promise<Vitals> => ({ ...(await api.instance.vitals.query()), device: Date.now() }),
      refetchInterval: ({ state }: { state: { data: Vitals | undefined } }) =>
        asked || state.data?.erasure.running ? LOOK.running : LOOK.resting,
      reconcile: 'name',
    }
  })
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

export const refreshVitals = () => queries.invalidateQueries({ queryKey: VITALS })
export const refreshErasures = () => queries.invalidateQueries({ queryKey: ERASURES })
