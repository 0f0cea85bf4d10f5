import { createSignal, untrack } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import type { FollowedChannel, FollowedSettings, LiveEvent, Post } from '@carillon/contract'
import type { Locale, Mute } from '@carillon/contract/lists'
import { visitOf } from '../counting/visit.ts'
import { createLivePosts } from '../live/createLivePosts.ts'
import type { Api } from '../site/api.ts'
import { createPages } from '../site/createPages.ts'
import { inOrder, withEdited, withNewest, withoutPost } from './followed.ts'

type Reader = { locale: Locale; languages: readonly string[] }

/** What this reader follows, with its posts and how much of them is unread. */
export function createUpdates(api: Api, { locale, languages }: Reader) {
  const [store, setStore] = createStore<{ channels: FollowedChannel[] }>({ channels: [] })
  /** Unfollowed here: they stay in the list until the page is left, so that it can be taken back. */
  const [left, setLeft] = createSignal<string[]>([])
  const channels = () => untrack(() => [...store.channels])

  const become = (now: FollowedChannel[]) => setStore('channels', reconcile(now, { key: 'handle' }))

  function take(now: FollowedChannel[]): void {
    const stay = channels().filter(({ handle }) => left().includes(handle) && !now.some((one) => one.handle === handle))
    become(inOrder([...now, ...stay]))
  }

  async function read(cursor?: string) {
    const page = await api.query('updates.list', cursor ? { cursor } : {})
    if (!cursor) take(page.channels)
    return page
  }
  const posts = createPages<Post>(read)
  const live = createLivePosts(posts, {
    holds: ({ handle }) => channels().some((channel) => channel.handle === handle),
    read,
    hear,
  })

  /** Comes after the list of posts has taken notice of it. */
  function hear(event: LiveEvent, before: Post[]): void {
    if (event.type === 'published') become(withNewest(channels(), event.post, languages))
    else if (event.type === 'edited') become(withEdited(channels(), event.post, languages))
    else if (event.type === 'gone') {
      const was = before.find(({ id }) => id === event.postId)
      become(withoutPost(channels(), { ...event, was }, posts.items() ?? [], languages))
    } else if (event.type === 'mine' || event.type === 'channel') void refresh().catch(() => {})
  }

  async function refresh(): Promise<void> {
    const page = await api.query('updates.list', { limit: 1 })
    take(page.channels)
  }

  const set = (handle: string, now: Partial<FollowedChannel>) =>
    become(inOrder(channels().map((one) => (one.handle === handle ? { ...one, ...now } : one))))
  const keep = ({ handle, ...settings }: FollowedSettings) => set(handle, settings)

  async function markRead(handle?: string): Promise<void> {
    const asked = channels().filter((channel) => handle === undefined || channel.handle === handle)
    const readAt = Math.max(0, ...asked.map(({ lastPostAt }) => lastPostAt ?? 0))
    await api.mutate('updates.markRead', { readAt, ...(handle !== undefined && { handle }) })
    for (const channel of asked) set(channel.handle, { unread: 0, readAt: Math.max(channel.readAt, readAt) })
  }

  async function setFollowing(handle: string, wanted: boolean): Promise<void> {
    if (wanted) await api.mutate('follows.follow', { handle, visit: visitOf('updates', locale) })
    else await api.mutate('follows.unfollow', { handle })
    setLeft(wanted ? left().filter((one) => one !== handle) : [...left(), handle])
    if (wanted) await posts.restart()
  }

  const isMuted = ({ mutedUntil }: FollowedChannel) => mutedUntil !== null
  const readAt = (handle: string) => store.channels.find((channel) => channel.handle === handle)?.readAt ?? 0
  return {
    posts,
    live,
    channels: () => store.channels,
    isFollowed: (handle: string) => !left().includes(handle),
    /** Muted channels are quiet: what they posted isn't counted. */
    unread: () => store.channels.reduce((sum, channel) => sum + (isMuted(channel) ? 0 : channel.unread), 0),
    anyUnread: () => store.channels.some(({ unread }) => unread > 0),
    isUnread: (post: Post) => post.publishedAt > readAt(post.handle),
    markRead,
    setFollowing,
    mute: async (handle: string, mute: Mute | null) => keep(await api.mutate('updates.mute', { handle, mute })),
    pin: async (handle: string, pinned: boolean) => keep(await api.mutate('updates.pin', { handle, pinned })),
    notify: async (handle: string, notify: boolean) => keep(await api.mutate('updates.notify', { handle, notify })),
  }
}

export type UpdatesModel = ReturnType<typeof createUpdates>
