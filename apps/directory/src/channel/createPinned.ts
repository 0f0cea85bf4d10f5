import { createSignal } from 'solid-js'
import type { LiveEvent, Post } from '@carillon/contract'
import type { Api } from '../site/api.ts'

/** The posts that a channel pinned. */
export function createPinned(api: Api, handle: string) {
  const [posts, setPosts] = createSignal<Post[]>([])

  async function load(): Promise<void> {
    const { items } = await api.query('posts.pinned', { handle }).catch(() => ({ items: posts() }))
    setPosts(items)
  }

  function hear(event: LiveEvent): void {
    if (event.type === 'gone') setPosts(posts().filter(({ id }) => id !== event.postId))
    if (event.type !== 'edited' || event.post.handle !== handle) return
    const { post } = event
    const isThere = posts().some(({ id }) => id === post.id)
    if (isThere !== post.pinned) void load()
    else setPosts(posts().map((one) => (one.id === post.id ? post : one)))
  }

  return { posts, load, hear }
}
