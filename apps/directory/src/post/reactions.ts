import { createEffect, on } from 'solid-js'
import { createStore, reconcile, unwrap } from 'solid-js/store'
import type { LiveEvent, Post, Reactions } from '@carillon/contract'
import type { ReactionPart } from '@carillon/ui'
import type { Api } from '../site/api.ts'
import { useApi } from '../site/island.tsx'
import { questionsOf } from './asking.ts'
import { chosenAnew, inPlace } from './counts.ts'

type Counts = Extract<LiveEvent, { type: 'counts' }>

/** What the posts on a page were reacted with. All that are drawn together are asked for together. */
function createReactions(api: Api) {
  const [known, setKnown] = createStore<Record<string, Reactions>>({})
  const [allowed, setAllowed] = createStore<Record<string, { list: string[] | null }>>({})
  let wanted = new Map<string, Post>()
  // One after the other: the first may bring the cookie that all others come with.
  let last: Promise<unknown> = Promise.resolve()
  const underway = new Map<string, number>()

  function want(post: Post): void {
    if (wanted.size === 0) queueMicrotask(() => void ask())
    wanted.set(post.id, post)
  }

  async function ask(): Promise<void> {
    const posts = questionsOf([...wanted.values()])
    wanted = new Map()
    // Without them, a post is drawn as it is.
    const answers = await api.queryEach('reactions.list', posts).catch(() => [])
    for (const { items, allowed } of answers) items.forEach((one) => keep(one, allowed))
  }

  function keep(reactions: Reactions, list?: string[] | null): void {
    const { postId } = reactions
    if (list !== undefined) setAllowed(postId, { list })
    const counts = inPlace(unwrap(known)[postId]?.counts ?? [], reactions.counts)
    setKnown(postId, reconcile({ ...reactions, counts }, { key: 'emoji' }))
  }

  function take({ postId, reactions }: Counts): void {
    const before = unwrap(known)[postId]
    if (before && !underway.get(postId)) keep({ ...before, counts: reactions })
  }

  /** Shown at once, and taken back if it is refused. */
  async function react(post: Post, emoji: string | null): Promise<void> {
    const { handle, id } = post
    const before = structuredClone(unwrap(known)[id]!)
    const count = (by: number) => underway.set(id, (underway.get(id) ?? 0) + by)
    count(1)
    keep(chosenAnew(before, emoji))
    const sent = last.then(() => api.mutate('reactions.react', { handle, postId: id, emoji }))
    last = sent.catch(() => {})
    try {
      const now = await sent
      if (underway.get(id) === 1) keep(now)
    } catch (error) {
      keep(before)
      want(post)
      throw error
    } finally {
      count(-1)
    }
  }

  return { known, allowed, want, take, react }
}

let reactions: ReturnType<typeof createReactions> | undefined

/** What a post was reacted with and how to, to be drawn with it; asked for as soon as the post is there. */
export function useReactions(post: () => Post | undefined): () => ReactionPart | undefined {
  const all = (reactions ??= createReactions(useApi()))
  createEffect(on(post, (there) => there && all.want(there)))
  return () => {
    const there = post()
    const found = there && all.known[there.id]
    const list = there && all.allowed[there.id]?.list
    if (!there || !found || list?.length === 0) return undefined
    return {
      counts: found.counts,
      mine: found.mine,
      allowed: list ?? null,
      react: (emoji) => all.react(there, emoji),
    }
  }
}

/** Counts that came live, of a post that is perhaps shown. */
export const takeCounts = (event: Counts) => reactions?.take(event)
