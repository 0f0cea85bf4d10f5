import { useQuery } from '@tanstack/solid-query'
import { api } from '../api.ts'
import { queries } from '../queries.ts'

const key = (handle: string) => ['keys', handle]

/** The API keys of a channel. */
export function useKeys(handle: () => string) {
  return useQuery(() => ({
    queryKey: key(handle()),
    queryFn: async () => (await api.keys.list.query({ handle: handle() })).items,
  }))
}

export const refreshKeys = (handle: string) => queries.invalidateQueries({ queryKey: key(handle) })
