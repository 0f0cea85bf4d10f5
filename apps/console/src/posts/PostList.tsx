import type { Post } from '@carillon/contract'
import { Button, EmptyState, PostSkeleton } from '@carillon/ui'
import { createSignal, For, Show } from 'solid-js'
import { api } from '../api.ts'
import { isAtLeast, useChannel } from '../channels/channel.ts'
import { useWords } from '../interface.ts'
import { Loaded } from '../parts/Loaded.tsx'
import { notify } from '../parts/notices.tsx'
import { useMe } from '../queries.ts'
import { draftName, draftOf } from './draft.ts'
import { PostEditor } from './PostEditor.tsx'
import { PostItem } from './PostItem.tsx'
import { keepPost, useLatePosts, usePosts } from './queries.ts'

/** What is live in the channel. */
export function PostList() {
  const ui = useWords()
  const channel = useChannel()
  const posts = usePosts(() => channel().handle)
  const [editing, setEditing] = createSignal<string>()
  const late = useLatePosts(() => (isAtLeast(channel().role, 'editor') ? channel().handle : undefined))
  const mayChange = () => isAtLeast(channel().role, 'editor') && !channel().archived
  return (
    <section class="flex w-full max-w-post flex-col gap-4" aria-label={ui.t.posts.live}>
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
            {(post) => (
              <Show
                when={editing() === post.id}
                fallback={
                  <PostItem
                    post={post}
                    lateMs={late.data?.[post.id]}
                    mayChange={mayChange()}
                    onEdit={() => setEditing(post.id)}
                  />
                }
              >
                <PostChange post={post} onDone={() => setEditing(undefined)} />
              </Show>
            )}
          </For>
        )}
      </Loaded>
      <Show when={posts.hasNextPage}>
        <Button class="self-center" busy={posts.isFetchingNextPage} onClick={() => void posts.fetchNextPage()}>
          {ui.t.state.more}
        </Button>
      </Show>
    </section>
  )
}

function PostChange(props: { post: Post; onDone: () => void }) {
  const ui = useWords()
  const channel = useChannel()
  const me = useMe()
  return (
    <PostEditor
      title={ui.t.posts.editPost}
      channel={channel()}
      name={draftName(me.data!.id, channel().id, props.post.id)}
      initial={draftOf(props.post)}
      action={ui.t.posts.saveEdit}
      onCancel={props.onDone}
      submit={async (content) => {
        keepPost(await api.posts.edit.mutate({ handle: channel().handle, postId: props.post.id, content }))
        notify(ui.t.posts.edited)
        props.onDone()
      }}
    />
  )
}

function PostsSkeleton() {
  return (
    <For each={[1, 2]}>
      {() => (
        <div class="card p-4 sm:p-6">
          <PostSkeleton />
        </div>
      )}
    </For>
  )
}
