import { createSignal, onCleanup, untrack } from 'solid-js'
import type { LiveEvent, Post } from '@carillon/contract'
import { takeTally } from '../post/polls.ts'
import { takeCounts } from '../post/reactions.ts'
import type { Pages } from '../site/createPages.ts'
import { compare, withPosts } from './arrivals.ts'
import { onLive } from './live.ts'

type Page = { items: Post[]; nextCursor: string | null }
type Options = {
  /** Channels to hear of besides those that are followed. */
  handles?: string[]
  /** Whether a post belongs into the list. */
  holds: (post: Post) => boolean
  /** The list's first page, as it is now. */
  read: () => Promise<Page>
  /** Hears it too, with the posts that there were before. */
  hear?: (event: LiveEvent, before: Post[]) => void
}

/** From so far down on a page, in pixels, somebody reads: nothing may move then. */
const READING = 200

/**
 * Keeps a list of posts as it is at the server. Edited posts change where they stand and deleted ones go; new ones are
 * shown at once to whoever is at the top of the page and looks, and else wait until they are asked for.
 */
export function createLivePosts(pages: Pages<Post>, { handles, holds, read, hear }: Options) {
  const [waiting, setWaiting] = createSignal<Post[]>([])
  /** What has just happened, for those who don't see it. */
  const [said, say] = createSignal<{ arrived: number; gone: number }>({ arrived: 0, gone: 0 })
  const items = () => untrack(() => pages.items() ?? [])

  function arrive(posts: Post[]): void {
    if (posts.length === 0) return
    if (document.hidden || scrollY > READING) setWaiting(withPosts(waiting(), posts))
    else pages.become(withPosts(items(), posts))
    say({ arrived: posts.length, gone: 0 })
  }

  function leave(postIds: string[]): void {
    const stay = (post: Post) => !postIds.includes(post.id)
    setWaiting(waiting().filter(stay))
    const left = items().filter(stay)
    if (left.length === items().length) return
    say({ arrived: 0, gone: items().length - left.length })
    pages.become(left)
  }

  const isKnown = ({ id }: Post) => [...items(), ...waiting()].some((post) => post.id === id)

  function change(posts: Post[]): void {
    const newest = new Map(posts.map((post) => [post.id, post]))
    pages.become(items().map((post) => newest.get(post.id) ?? post))
    setWaiting(waiting().map((post) => newest.get(post.id) ?? post))
  }

  async function catchUp(): Promise<void> {
    if (!untrack(pages.items)) return
    const now = await read()
    const news = compare(withPosts(items(), waiting()), now)
    if (!news) return pages.restart()
    leave(news.gone.map(({ id }) => id))
    change(news.kept)
    arrive(news.arrived)
  }

  onCleanup(
    onLive((event) => {
      const before = items()
      if (event.type === 'published' && holds(event.post) && untrack(pages.items)) {
        if (isKnown(event.post)) change([event.post])
        else arrive([event.post])
      } else if (event.type === 'edited') change([event.post])
      else if (event.type === 'gone') leave([event.postId])
      else if (event.type === 'reset') void catchUp().catch(() => {})
      else if (event.type === 'counts') {
        takeCounts(event)
        takeTally(event)
      }
      hear?.(event, before)
    }, handles),
  )

  return {
    waiting,
    said,
    show(): void {
      pages.become(withPosts(items(), waiting()))
      setWaiting([])
    },
  }
}

export type LivePosts = ReturnType<typeof createLivePosts>
