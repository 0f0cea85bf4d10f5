import type { Post, PostHit } from '@carillon/contract'
import { Button, EmptyState } from '@carillon/ui'
import { useSearchParams } from '@solidjs/router'
import { createSignal, For, Show, untrack } from 'solid-js'
import { api } from '../api.ts'
import { isAtLeast, mayPublish, useChannel } from '../channels/channel.ts'
import { useWords } from '../interface.ts'
import { Loaded } from '../parts/Loaded.tsx'
import { AlsoEditing } from '../parts/AlsoEditing.tsx'
import { notify } from '../parts/notices.tsx'
import { refreshPoll, usePollResults, withQuiz } from '../polls/queries.ts'
import { usePublishable } from '../channels/publishable.ts'
import { useMe } from '../queries.ts'
import { draftOf } from './content.ts'
import { draftName } from './draft.ts'
import { FoundPosts } from './FoundPosts.tsx'
import { PostEditor } from './PostEditor.tsx'
import { PostItem } from './PostItem.tsx'
import { PostsSkeleton } from './PostsSkeleton.tsx'
import { keepPost, useLatePosts, usePosts } from './queries.ts'
import { SearchBox } from './SearchBox.tsx'

/** What is live in the channel, or what of it a search found. What is searched for is in the address. */
export function PostList() {
  const ui = useWords()
  const channel = useChannel()
  const posts = usePosts(() => channel().handle)
  const [params, setParams] = useSearchParams<{ q?: string }>()
  const [editing, setEditing] = createSignal<string>()
  const query = () => params.q?.trim().slice(0, 200) ?? ''
  const late = useLatePosts(() => (isAtLeast(channel().role, 'editor') ? channel().handle : undefined))
  const mayChange = () => isAtLeast(channel().role, 'editor') && !channel().archived
  const others = usePublishable(() => channel().id)
  const isEmpty = () => posts.data?.pages[0]?.items.length === 0
  const item = (post: Post, matches?: PostHit['matches']) => (
    <Show
      when={editing() === post.id}
      fallback={
        <PostItem
          post={post}
          matches={matches}
          lateMs={late.data?.[post.id]}
          mayChange={mayChange()}
          mayEdit={mayPublish(channel())}
          mayForward={isAtLeast(channel().role, 'editor') && channel().access === 'open' && others().length > 0}
          mayLook={isAtLeast(channel().role, 'editor')}
          onEdit={() => setEditing(post.id)}
        />
      }
    >
      <PostChange post={post} onDone={() => setEditing(undefined)} />
    </Show>
  )
  return (
    <section class="flex w-full max-w-post flex-col gap-4" aria-label={ui.t.posts.live}>
      <Show when={!isEmpty() || query()}>
        <SearchBox query={query()} onChange={(q) => setParams({ q }, { replace: true, scroll: false })} />
      </Show>
      <Show when={!query()} fallback={<FoundPosts query={query()}>{(hit) => item(hit, hit.matches)}</FoundPosts>}>
        <Loaded query={posts} skeleton={<PostsSkeleton />}>
          {(data) => (
            <For
              each={data().pages.flatMap((page) => page.items)}
              fallback={
                <EmptyState
                  title={ui.t.posts.empty}
                  hint={mayChange() ? ui.t.posts.emptyHint : ui.t.posts.emptyAnalyst}
                />
              }
            >
              {(post) => item(post)}
            </For>
          )}
        </Loaded>
        <Show when={posts.hasNextPage}>
          <Button class="self-center" busy={posts.isFetchingNextPage} onClick={() => void posts.fetchNextPage()}>
            {ui.t.state.more}
          </Button>
        </Show>
      </Show>
    </section>
  )
}

function PostChange(props: { post: Post; onDone: () => void }) {
  const ui = useWords()
  const channel = useChannel()
  const me = useMe()
  // Taken now: when one leaves, what one was at may be gone.
  const place = { handle: props.post.handle, postId: props.post.id }
  const results = usePollResults(() => props.post)
  /** With the answer of its quiz, which is in no post that readers get. */
  const initial = () => {
    const { content } = props.post
    const quiz = results.data?.quiz
    return draftOf(content.kind === 'poll' && quiz ? { ...props.post, content: withQuiz(content, quiz) } : props.post)
  }
  const isThere = () => props.post.content.kind !== 'poll' || results.data !== undefined
  return (
    <Show when={isThere()} fallback={<PostsSkeleton />}>
      <div class="flex flex-col gap-4">
        <AlsoEditing beat={(gone) => api.posts.editing.mutate({ ...place, gone })} />
        <PostEditor
          title={ui.t.posts.editPost}
          channel={channel()}
          name={draftName(me.data!.id, channel().id, props.post.id)}
          initial={untrack(initial)}
          action={ui.t.posts.saveEdit}
          onCancel={props.onDone}
          submit={async (content) => {
            keepPost(await api.posts.edit.mutate({ handle: channel().handle, postId: props.post.id, content }))
            void refreshPoll(props.post.id)
            notify(ui.t.posts.edited)
            props.onDone()
          }}
        />
      </div>
    </Show>
  )
}
