import { createEffect, createSignal, For, Match, on, onMount, Show, Switch } from 'solid-js'
import type { Channel, Post } from '@carillon/contract'
import { EmptyState, ErrorState, PostSkeleton, PostView } from '@carillon/ui'
import { createPages } from '../site/createPages.ts'
import { useApi, useWords } from '../site/island.tsx'
import { link } from '../site/links.ts'
import { More } from '../site/More.tsx'
import type { Following } from './createFollowing.ts'

/** A channel's pinned posts, then all of them, newest first. */
export function Posts(props: { channel: Channel; following: Following }) {
  const ui = useWords()
  const api = useApi()
  const { handle } = props.channel
  const [pinned, setPinned] = createSignal<Post[]>([])
  const posts = createPages((cursor) => api.query('posts.list', { handle, cursor }))

  async function load(): Promise<void> {
    const pins = api.query('posts.pinned', { handle }).catch(() => ({ items: [] }))
    await posts.restart()
    setPinned((await pins).items)
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
  return (
    <Switch fallback={<LoadingPosts />}>
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
            <Show when={live(pinned()).length}>
              <PostList title={ui.t.site.channel.pinned} posts={live(pinned())} />
            </Show>
            <Show
              when={live(items()).length}
              fallback={
                <EmptyState
                  title={ui.t.site.channel.noPosts}
                  hint={ui.t.site.channel.noPostsHint(props.channel.retentionDays)}
                />
              }
            >
              <PostList title={ui.t.site.channel.posts} posts={live(items())} />
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

function PostList(props: { title: string; posts: Post[] }) {
  const ui = useWords()
  return (
    <section class="not-first:mt-10">
      <h2 class="eyebrow border-b border-line pb-2">{props.title}</h2>
      <ol>
        <For each={props.posts}>
          {(post) => (
            <li class="border-b border-line py-6">
              <PostView post={post} mentionHref={(handle) => link(ui.locale, `/c/${handle}`)} />
            </li>
          )}
        </For>
      </ol>
    </section>
  )
}

function LoadingPosts() {
  const ui = useWords()
  return (
    <div class="flex flex-col gap-10" aria-busy="true">
      <p role="status" class="sr-only">
        {ui.t.state.loading}
      </p>
      <PostSkeleton />
      <PostSkeleton />
      <PostSkeleton />
    </div>
  )
}
