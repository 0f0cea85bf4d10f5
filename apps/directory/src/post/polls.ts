import { createEffect, on, untrack } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import type { PollResults, Post } from '@carillon/contract'
import type { PollPart } from '@carillon/ui'
import { ApiError, type Api } from '../site/api.ts'
import { useApi, useWords } from '../site/island.tsx'

/** Of one request. */
const MOST = 50

/** What the polls on a page have come to. All that are drawn together are asked for together. */
function createPolls(api: Api) {
  const [known, setKnown] = createStore<Record<string, PollResults>>({})
  const [failed, setFailed] = createStore<Record<string, ApiError | undefined>>({})
  let wanted = new Map<string, Post>()

  function want(post: Post): void {
    if (wanted.size === 0) queueMicrotask(() => void ask())
    wanted.set(post.id, post)
  }

  async function ask(): Promise<void> {
    const posts = [...wanted.values()]
    wanted = new Map()
    for (const { id } of posts) setFailed(id, undefined)
    try {
      for (const { items } of await api.queryEach('polls.results', questions(posts))) items.forEach(keep)
      for (const { id } of posts) if (!untrack(() => known[id])) setFailed(id, new ApiError('server.internal', ''))
    } catch (error) {
      for (const { id } of posts) setFailed(id, error instanceof ApiError ? error : new ApiError('server.internal', ''))
    }
  }

  function keep(results: PollResults): void {
    setKnown(results.postId, reconcile(results))
  }

  async function vote({ handle, id, editedAt }: Post, options: number[]): Promise<void> {
    keep(await api.mutate('polls.vote', { handle, postId: id, options, seen: editedAt }))
  }

  return { known, failed, want, vote }
}

/** One for each channel, and one more for every fifty polls of it. */
function questions(posts: Post[]): { handle: string; postIds: string[] }[] {
  const byHandle = Map.groupBy(posts, ({ handle }) => handle)
  return [...byHandle].flatMap(([handle, of]) => {
    const ids = of.map(({ id }) => id)
    return Array.from({ length: Math.ceil(ids.length / MOST) }, (_, at) => ({
      handle,
      postIds: ids.slice(at * MOST, (at + 1) * MOST),
    }))
  })
}

const ALL = new WeakMap<Api, ReturnType<typeof createPolls>>()

/** The poll that a post holds, to be drawn with it; asked for as soon as the post is there. */
export function usePoll(post: () => Post | undefined): () => PollPart | undefined {
  const ui = useWords()
  const api = useApi()
  const polls = ALL.get(api) ?? createPolls(api)
  ALL.set(api, polls)
  const poll = () => {
    const there = post()
    return there?.content.kind === 'poll' ? there : undefined
  }
  createEffect(on(poll, (there) => there && polls.want(there)))
  return () => {
    const there = poll()
    return (
      there && {
        results: polls.known[there.id],
        failure: polls.failed[there.id] && ui.t.poll.failed,
        reload: () => polls.want(there),
        vote: async (options: number[]) => {
          await polls.vote(there, options).catch((error: unknown) => {
            // Why it was refused may be news of the poll.
            polls.want(there)
            throw error
          })
        },
      }
    )
  }
}
