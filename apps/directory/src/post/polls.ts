import { createEffect, on, untrack } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import type { LiveEvent, PollResults, Post } from '@carillon/contract'
import type { PollPart } from '@carillon/ui'
import { ApiError, type Api } from '../site/api.ts'
import { useApi, useWords } from '../site/island.tsx'
import { questionsOf } from './asking.ts'

type Counts = Extract<LiveEvent, { type: 'counts' }>

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
      for (const { items } of await api.queryEach('polls.results', questionsOf(posts))) items.forEach(keep)
      for (const { id } of posts) if (!untrack(() => known[id])) setFailed(id, new ApiError('server.internal', ''))
    } catch (error) {
      for (const { id } of posts) setFailed(id, error instanceof ApiError ? error : new ApiError('server.internal', ''))
    }
  }

  function keep(results: PollResults): void {
    setKnown(results.postId, reconcile(results))
  }

  /** What everybody sees of it came anew; one's own vote stays as it was. */
  function takeTally({ postId, poll }: Counts): void {
    if (poll && known[postId]) setKnown(postId, poll)
  }

  async function vote({ handle, id, editedAt }: Post, options: number[]): Promise<void> {
    keep(await api.mutate('polls.vote', { handle, postId: id, options, seen: editedAt }))
  }

  return { known, failed, want, takeTally, vote }
}

let polls: ReturnType<typeof createPolls> | undefined

/** The poll that a post holds, to be drawn with it; asked for as soon as the post is there. */
export function usePoll(post: () => Post | undefined): () => PollPart | undefined {
  const ui = useWords()
  const all = (polls ??= createPolls(useApi()))
  const poll = () => {
    const there = post()
    return there?.content.kind === 'poll' ? there : undefined
  }
  createEffect(on(poll, (there) => there && all.want(there)))
  return () => {
    const there = poll()
    return (
      there && {
        results: all.known[there.id],
        failure: all.failed[there.id] && ui.t.poll.failed,
        reload: () => all.want(there),
        vote: async (options: number[]) => {
          await all.vote(there, options).catch((error: unknown) => {
            // Why it was refused may be news of the poll.
            all.want(there)
            throw error
          })
        },
      }
    )
  }
}

/** What a poll came to, live, of a post that is perhaps shown. */
export const takeTally = (event: Counts) => polls?.takeTally(event)
