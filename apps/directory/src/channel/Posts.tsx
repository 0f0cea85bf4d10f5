import { createEffect, For, Match, on, onMount, Show, Switch } from 'solid-js'
import type { Channel, Post } from '@carillon/contract'
import { EmptyState, ErrorState } from '@carillon/ui'
import { createLivePosts } from '../live/createLivePosts.ts'
import { NewPosts } from '../live/NewPosts.tsx'
import { SavedNotice } from '../offline/SavedNotice.tsx'
import { createPages } from '../site/createPages.ts'
import { useApi, useWords } from '../site/island.tsx'
import { namesIn } from '../site/links.ts'
import { More } from '../site/More.tsx'
import type { Following } from './createFollowing.ts'
import { createPinned } from './createPinned.ts'
import { createPostSearch } from './createPostSearch.ts'
import { FoundPosts } from './FoundPosts.tsx'
import { LinkedPost } from './LinkedPost.tsx'
import { LoadingPosts } from './LoadingPosts.tsx'
import { PostItem } from './PostItem.tsx'
import { SearchBox } from './SearchBox.tsx'

/** The post that was asked for, a channel's pinned posts, then all of them, newest first; or what a search found. */
export function Posts(props: { channel: Channel; following: Following }) {
  const ui = useWords()
  const api = useApi()
  const { handle } = props.channel
  const { postId } = namesIn(location.pathname)
  const pinned = createPinned(api, handle)
  const read = (cursor?: string) => api.query('posts.list', { handle, cursor })
  const posts = createPages(read)
  const news = createLivePosts(posts, {
    handles: [handle],
    holds: (post) => post.handle === handle,
    read,
    hear: pinned.hear,
  })
  const search = createPostSearch(api, handle)

  async function load(): Promise<void> {
    await Promise.all([posts.restart(), pinned.load()])
  }
  onMount(load)

  // A channel by invitation opens with the follow.
  createEffect(on(props.following.changed, (changed) => changed && posts.error() && void load()))
  // Whoever follows has read what is shown here.
  createEffect(() => {
    const newest = posts.items()?.[0]
    if (!newest || !props.following.following()) return
    void api.mutate('updates.markRead', { handle, readAt: newest.publishedAt }).catch(() => {})
  })

  const live = (items: Post[]) => items.filter((post) => post.expiresAt > ui.now())
  const others = (items: Post[]) => live(items).filter((post) => post.id !== postId)
  return (
    <Switch
      fallback={
        <>
          <p role="status" class="sr-only">
            {ui.t.state.loading}
          </p>
          <LoadingPosts />
        </>
      }
    >
      <Match when={posts.error()?.code === 'channels.invite_needed'}>
        <EmptyState title={ui.t.site.channel.inviteNeeded} hint={ui.t.site.channel.inviteNeededHint} />
      </Match>
      <Match when={!posts.items() && posts.error()}>
        {(error) => (
          <ErrorState
            title={ui.t.site.channel.failed}
            detail={error().code === 'offline' ? ui.t.state.offline : error().message}
            retry={ui.t.state.retry}
            onRetry={() => void load()}
          />
        )}
      </Match>
      <Match when={posts.items()}>
        {(items) => (
          <>
            <SavedNotice />
            <Show when={!search.query()}>
              <NewPosts live={news} />
            </Show>
            <Show when={live(items()).length || search.query()}>
              <SearchBox search={search} />
            </Show>
            <Show when={!search.query()} fallback={<FoundPosts search={search} sharing={props.channel.sharing} />}>
              <Show when={postId}>
                {(id) => <LinkedPost handle={handle} postId={id()} sharing={props.channel.sharing} />}
              </Show>
              <Show when={others(pinned.posts()).length}>
                <PostList
                  title={ui.t.site.channel.pinned}
                  posts={others(pinned.posts())}
                  sharing={props.channel.sharing}
                />
              </Show>
              <Show when={others(items()).length}>
                <PostList title={ui.t.site.channel.posts} posts={others(items())} sharing={props.channel.sharing} />
              </Show>
              <Show when={live(items()).length === 0}>
                <EmptyState
                  title={ui.t.site.channel.noPosts}
                  hint={ui.t.site.channel.noPostsHint(props.channel.retentionDays)}
                />
              </Show>
              <Show when={posts.hasMore()}>
                <More pages={posts} label={ui.t.site.channel.older} />
              </Show>
            </Show>
          </>
        )}
      </Match>
    </Switch>
  )
}

function PostList(props: { title: string; posts: Post[]; sharing: boolean }) {
  return (
    <section class="not-first:mt-10">
      <h2 class="eyebrow border-b border-line pb-2">{props.title}</h2>
      <ol>
        <For each={props.posts}>{(post) => <PostItem post={post} sharing={props.sharing} />}</For>
      </ol>
    </section>
  )
}
