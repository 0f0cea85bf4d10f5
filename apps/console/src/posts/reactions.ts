import type { Post, ReactionCounts } from '@carillon/contract'
import { useQuery } from '@tanstack/solid-query'
import { api } from '../api.ts'
import { queries } from '../queries.ts'

/** While somebody looks, readers react. */
const EVERY = 20_000

const key = (postId: string) => ['reactions', postId]

/** What a post was reacted with; who did is nobody's to know. Those of one page are asked for together. */
export function useReactionCounts(post: () => Post, wanted: () => boolean) {
  return useQuery(() => ({
    queryKey: key(post().id),
    enabled: wanted(),
    refetchInterval: EVERY,
    queryFn: async () => {
      const { handle, id } = post()
      return (await api.reactions.list.query({ handle, postIds: [id] })).items[0]?.counts ?? []
    },
  }))
}

/** Of a post that is shown, the counts as they have just arrived. */
export const keepReactions = (postId: string, counts: ReactionCounts) =>
  queries.setQueryData<ReactionCounts>(key(postId), (known) => known && counts)
