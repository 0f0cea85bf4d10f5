import type { Poll, PollResults, Post } from '@carillon/contract'
import { useQuery } from '@tanstack/solid-query'
import { api } from '../api.ts'
import { queries } from '../queries.ts'

/** While somebody looks, votes come in. */
const EVERY = 20_000

const key = (postId: string) => ['poll', postId]

/** The poll that a post holds. */
export function pollIn(post: Post): Poll | undefined {
  return post.content.kind === 'poll' ? post.content.poll : undefined
}

type PollPost = Extract<Post['content'], { kind: 'poll' }>

export function withQuiz(content: PollPost, quiz: NonNullable<PollResults['quiz']>): PollPost {
  const explained = new Map(quiz.translations.map(({ language, explanation }) => [language, explanation]))
  const variants = content.variants?.map(({ poll, ...variant }) => ({
    ...variant,
    poll: poll && { ...poll, explanation: explained.get(variant.language) ?? '' },
  }))
  return { ...content, poll: { ...content.poll, quiz }, ...(variants ? { variants } : {}) }
}

/** What a poll has come to. Those of one page are asked for in one request. */
export function usePollResults(post: () => Post) {
  return useQuery(() => ({
    queryKey: key(post().id),
    enabled: pollIn(post()) !== undefined,
    refetchInterval: EVERY,
    queryFn: async () => {
      const { handle, id } = post()
      const { items } = await api.polls.results.query({ handle, postIds: [id] })
      return items[0] ? asTeam(items[0]) : null
    },
  }))
}

/** Whoever is in the team may follow in the same browser: what they chose there is no matter of the console's. */
function asTeam(results: PollResults): PollResults {
  return { ...results, mine: [] }
}

export function usePollHistory(post: () => Post, wanted: () => boolean) {
  return useQuery(() => ({
    queryKey: [...key(post().id), 'history'],
    enabled: wanted(),
    queryFn: async () => (await api.polls.history.query({ handle: post().handle, postId: post().id })).items,
  }))
}

export const refreshPoll = (postId: string) => queries.invalidateQueries({ queryKey: key(postId) })

export async function closePoll({ handle, id }: Post): Promise<void> {
  queries.setQueryData(key(id), asTeam(await api.polls.close.mutate({ handle, postId: id })))
}
