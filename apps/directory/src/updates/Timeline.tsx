import { createMemo, For, Show } from 'solid-js'
import type { Post } from '@carillon/contract'
import { Alert, Button, EmptyState, PostView } from '@carillon/ui'
import { countPost } from '../counting/counting.ts'
import { NewPosts } from '../live/NewPosts.tsx'
import { PostMenu } from '../post/PostMenu.tsx'
import { usePoll } from '../post/polls.ts'
import { useReactions } from '../post/reactions.ts'
import { createAct } from '../site/createAct.ts'
import { useWords } from '../site/island.tsx'
import { forwardPath, link, postPath } from '../site/links.ts'
import { More } from '../site/More.tsx'
import type { UpdatesModel } from './createUpdates.ts'

/** The posts of all followed channels together, newest first, with a line where the unread ones end. */
export function Timeline(props: { updates: UpdatesModel }) {
  const ui = useWords()
  const t = () => ui.t.site.updates
  const { act, problem } = createAct()
  const live = createMemo(() => (props.updates.posts.items() ?? []).filter((post) => post.expiresAt > ui.now()))
  /** Everything from here on is read. */
  const divide = createMemo(() => live().findLastIndex((post) => props.updates.isUnread(post)) + 1)

  return (
    <section aria-label={t().title}>
      <div class="flex min-h-11 flex-wrap items-center justify-between gap-2">
        <p role="status" class="text-sm text-muted">
          {props.updates.unread() ? t().unread(props.updates.unread()) : !props.updates.anyUnread() && t().markedRead}
        </p>
        <Show when={props.updates.anyUnread()}>
          <Button onClick={() => act(() => props.updates.markRead())}>{t().markRead}</Button>
        </Show>
      </div>
      <Alert>{problem()}</Alert>
      <NewPosts live={props.updates.live} />
      <Show when={live().length} fallback={<EmptyState title={t().quiet} hint={t().quietHint} />}>
        <ol class="mt-2 border-t border-line">
          <For each={live()}>
            {(post, index) => (
              <>
                <Show when={divide() > 0 && index() === divide()}>
                  <Divider />
                </Show>
                <Entry post={post} updates={props.updates} />
              </>
            )}
          </For>
        </ol>
        <Show
          when={props.updates.posts.hasMore()}
          fallback={<p class="py-8 text-center text-sm text-muted">{t().end}</p>}
        >
          <More pages={props.updates.posts} label={ui.t.site.channel.older} />
        </Show>
      </Show>
    </section>
  )
}

function Divider() {
  const ui = useWords()
  return (
    <li class="flex items-center gap-4 py-3 text-accent">
      <span aria-hidden="true" class="h-px flex-1 bg-accent" />
      <span class="text-xs font-semibold">{ui.t.site.updates.readBefore}</span>
      <span aria-hidden="true" class="h-px flex-1 bg-accent" />
    </li>
  )
}

function Entry(props: { post: Post; updates: UpdatesModel }) {
  const ui = useWords()
  const poll = usePoll(() => props.post)
  const reactions = useReactions(() => props.post)
  const channel = () => props.updates.channels().find((followed) => followed.handle === props.post.handle)
  return (
    <li class="border-b border-line py-6" ref={(item) => countPost(item, props.post)}>
      <PostView
        post={props.post}
        channel={channel()}
        channelHref={link(ui.locale, `/c/${props.post.handle}`)}
        href={postPath(ui.locale, props.post)}
        poll={poll()}
        sharing={channel()?.sharing}
        reactions={reactions()}
        mentionHref={(handle) => link(ui.locale, `/c/${handle}`)}
        originHref={({ handle, postId }) => forwardPath(ui.locale, { handle, id: postId })}
        actions={
          <>
            <Show when={props.updates.isUnread(props.post)}>
              <span class="size-2.5 shrink-0 rounded-full bg-accent">
                <span class="sr-only">{ui.t.site.updates.unread(1)}</span>
              </span>
            </Show>
            <PostMenu post={props.post} sharing={channel()?.sharing ?? true} />
          </>
        }
      />
    </li>
  )
}
