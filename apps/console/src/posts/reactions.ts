import type { Post } from '@carillon/contract'
import { useQuery } from '@tanstack/solid-query'
import { api } from '../api.ts'

/** While somebody looks, readers react. */
const EVERY = 20_000

/** What a post was reacted with; who did is nobody's to know. Those of one page are asked for together. */
export function useReactionCounts(post: () => Post, wanted: () => boolean) {
  return useQuery(() => ({
    queryKey: ['reactions', post().id],
    enabled: wanted(),
    refetchInterval: EVERY,
    queryFn: async () => {
      const { handle, id } = post()
      return (await api.reactions.list.query({ handle, postIds: [id] })).items[0]?.counts ?? []
    },
  }))
}
