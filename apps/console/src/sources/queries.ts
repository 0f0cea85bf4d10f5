import type { Source } from '@carillon/contract'
import { useQuery } from '@tanstack/solid-query'
import { api } from '../api.ts'
import { queries } from '../queries.ts'

const key = (handle: string) => ['sources', handle]

/** The feeds that a channel follows. */
export function useSources(handle: () => string) {
  return useQuery(() => ({
    queryKey: key(handle()),
    queryFn: async () => (await api.sources.list.query({ handle: handle() })).items,
    reconcile: 'id',
  }))
}

/** What the server answered of a feed takes its place in the list, or its end. */
export function keepSource(handle: string, source: Source): void {
  queries.setQueryData<Source[]>(key(handle), (known) =>
    known?.some(({ id }) => id === source.id)
      ? known.map((other) => (other.id === source.id ? source : other))
      : [...(known ?? []), source],
  )
}

export const refreshSources = (handle: string) => queries.invalidateQueries({ queryKey: key(handle) })
