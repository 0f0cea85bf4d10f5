import { QueryClient, queryOptions, useQuery } from '@tanstack/solid-query'
import { api } from './api.ts'
import { asFailure } from './failure.ts'

/** Whose fault an error is decides whether asking again may help. */
function retry(failures: number, error: unknown): boolean {
  const { code } = asFailure(error)
  return failures < 2 && (code === 'offline' || code === 'server.internal')
}

export const queries = new QueryClient({
  defaultOptions: {
    queries: { retry, staleTime: 15_000, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
})

export const meOptions = queryOptions({ queryKey: ['me'], queryFn: () => api.accounts.me.query(), staleTime: Infinity })
export const instanceOptions = queryOptions({
  queryKey: ['instance'],
  queryFn: () => api.instance.get.query(),
  staleTime: 60_000,
})
export const channelsOptions = queryOptions({
  queryKey: ['channels'],
  queryFn: async () => (await api.channels.mine.query()).items,
  reconcile: 'id',
})

export const useMe = () => useQuery(() => meOptions)
export const useInstance = () => useQuery(() => instanceOptions)
export const useChannels = () => useQuery(() => channelsOptions)
