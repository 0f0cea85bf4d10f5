import { useQuery } from '@tanstack/solid-query'
import { api } from '../api.ts'
import { queries } from '../queries.ts'

/** Whose packs: a channel's and everybody's, or without one everybody's alone, for operators. */
export function usePacks(handle: () => string | null) {
  return useQuery(() => ({
    queryKey: ['stickers', handle()],
    queryFn: async () => {
      const whose = handle()
      const packs = whose === null ? api.stickers.sharedPacks.query() : api.stickers.packs.query({ handle: whose })
      return (await packs).items
    },
    reconcile: 'id',
  }))
}

export const refreshPacks = () => queries.invalidateQueries({ queryKey: ['stickers'] })
