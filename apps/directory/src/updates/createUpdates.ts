import { createSignal, onCleanup } from 'solid-js'
import { createStore } from 'solid-js/store'
import type { FollowedChannel, Post } from '@carillon/contract'
import type { Api } from '../site/api.ts'
import { createPages } from '../site/createPages.ts'

const MINUTE = 60_000

/** What this reader follows, with its posts and how much of them is unread. */
export function createUpdates(api: Api) {
  const [store, setStore] = createStore<{ channels: FollowedChannel[] }>({ channels: [] })
  const [waiting, setWaiting] = createSignal(false)
  /** How far each channel was read when the page was opened: what the divider and the dots go by. */
  const [readAt, setReadAt] = createSignal<Record<string, number>>({})

  const posts = createPages<Post>(async (cursor) => {
    const page = await api.query('updates.list', cursor ? { cursor } : {})
    if (!cursor) {
      setStore('channels', page.channels)
      setReadAt(Object.fromEntries(page.channels.map((channel) => [channel.handle, channel.readAt])))
      setWaiting(false)
    }
    return page
  })

  async function look(): Promise<void> {
    if (document.hidden || !posts.items()) return
    const { items } = await api.query('updates.list', { limit: 1 })
    const newest = posts.items()?.[0]?.publishedAt ?? 0
    if (items[0] && items[0].publishedAt > newest) setWaiting(true)
  }
  const timer = setInterval(() => void look().catch(() => {}), MINUTE)
  onCleanup(() => clearInterval(timer))

  async function markAllRead(): Promise<void> {
    const newest = posts.items()?.[0]
    if (!newest) return
    await api.mutate('updates.markRead', { readAt: newest.publishedAt })
    setStore('channels', () => true, 'unread', 0)
    setReadAt(Object.fromEntries(store.channels.map((channel) => [channel.handle, newest.publishedAt])))
  }

  async function setFollowing(handle: string, wanted: boolean): Promise<void> {
    await api.mutate(wanted ? 'follows.follow' : 'follows.unfollow', { handle })
  }

  return {
    posts,
    channels: () => store.channels,
    unread: () => store.channels.reduce((sum, channel) => sum + channel.unread, 0),
    isUnread: (post: Post) => post.publishedAt > (readAt()[post.handle] ?? 0),
    waiting,
    markAllRead,
    setFollowing,
  }
}

export type UpdatesModel = ReturnType<typeof createUpdates>
