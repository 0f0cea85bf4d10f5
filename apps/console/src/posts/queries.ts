import type { Post } from '@carillon/contract'
import { useInfiniteQuery, useQuery, type InfiniteData } from '@tanstack/solid-query'
import { api } from '../api.ts'
import { queries } from '../queries.ts'

type Page = Awaited<ReturnType<typeof api.posts.list.query>>
type Pages = InfiniteData<Page, string | undefined>

const key = (handle: string) => ['posts', handle]

/** The live posts of a channel, newest first, a page at a time. */
export function usePosts(handle: () => string) {
  return useInfiniteQuery(() => ({
    queryKey: key(handle()),
    queryFn: ({ pageParam }) => api.posts.list.query({ handle: handle(), cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page) => page.nextCursor ?? undefined,
    reconcile: 'id',
  }))
}

/** Those that hold the words; asked anew with the list when a post is changed. */
export function useFoundPosts(handle: () => string, query: () => string) {
  return useInfiniteQuery(() => ({
    queryKey: [...key(handle()), 'search', query()],
    queryFn: ({ pageParam }) => api.posts.search.query({ handle: handle(), query: query(), cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Awaited<ReturnType<typeof api.posts.search.query>>) => page.nextCursor ?? undefined,
    reconcile: 'id',
  }))
}

export const refreshPosts = (handle: string) => queries.invalidateQueries({ queryKey: key(handle) })

/** How late, by the id of their post, scheduled ones went out; for those who may publish. */
export function useLatePosts(handle: () => string | undefined) {
  return useQuery(() => ({
    queryKey: [...key(handle() ?? ''), 'late'],
    enabled: handle() !== undefined,
    queryFn: async () => {
      const { items } = await api.posts.late.query({ handle: handle()! })
      return Object.fromEntries(items.map(({ postId, lateMs }) => [postId, lateMs]))
    },
  }))
}

/** Shown at once; then asked for anew, as an answer that was under way may know nothing of it yet. */
function change(handle: string, edit: (items: Post[], page: number) => Post[]): void {
  queries.setQueryData<Pages>(
    key(handle),
    (known) => known && { ...known, pages: known.pages.map((page, at) => ({ ...page, items: edit(page.items, at) })) },
  )
  void refreshPosts(handle)
}

/** What the server answered of a post takes its place in the list; a new one stands first. */
export const keepNewPost = (post: Post) => change(post.handle, (items, page) => (page === 0 ? [post, ...items] : items))
export const keepPost = (post: Post) =>
  change(post.handle, (items) => items.map((other) => (other.id === post.id ? post : other)))
export const dropPost = (post: Post) => change(post.handle, (items) => items.filter((other) => other.id !== post.id))
