import type { PostContent, When } from '@carillon/contract'
import { useSearchParams } from '@solidjs/router'
import ExternalLink from 'lucide-solid/icons/external-link'
import { Match, Show, Switch } from 'solid-js'
import { api } from '../api.ts'
import { isAtLeast, keepChannel, mayPublish, useChannel } from '../channels/channel.ts'
import { refreshDrafts } from '../drafts/queries.ts'
import { useWords } from '../interface.ts'
import { notify } from '../parts/notices.tsx'
import { Page } from '../parts/Page.tsx'
import { useMe } from '../queries.ts'
import { draftName } from './draft.ts'
import { createLivePosts } from './live.ts'
import { PostEditor } from './PostEditor.tsx'
import { PostList } from './PostList.tsx'
import { keepNewPost } from './queries.ts'

export function PostsPage() {
  const ui = useWords()
  const channel = useChannel()
  const me = useMe()
  createLivePosts(() => channel().handle)
  const [params] = useSearchParams<{ on?: string }>()
  /** Written where an admin approves it: a draft that waits for that. */
  const submitNew = async (content: PostContent, silent: boolean, schedule?: When) => {
    const { handle } = channel()
    const { id: draftId, revision } = await api.drafts.create.mutate({ handle, content, silent })
    await api.drafts.submit.mutate({ handle, draftId, revision, schedule })
    notify(ui.t.review.submitted)
    await refreshDrafts(handle)
  }
  const day = () => (/^\d{4}-\d{2}-\d{2}$/.test(params.on ?? '') ? new Date(`${params.on}T12:00`).getTime() : NaN)
  return (
    <Page
      wide
      title={channel().name}
      windowTitle={`${ui.t.posts.title} · ${channel().name}`}
      lead={`@${channel().handle} · ${ui.t.channel.followers(channel().followers)}`}
      actions={
        <a href={`/c/${channel().handle}`} rel="external" class="link inline-flex min-h-9 items-center gap-2">
          <ExternalLink size="1.1em" aria-hidden="true" />
          {ui.t.shell.view}
        </a>
      }
    >
      <Show when={isAtLeast(channel().role, 'editor') && !channel().archived}>
        <Show when={!mayPublish(channel())}>
          <Notice>{ui.t.review.notice}</Notice>
        </Show>
        <Show when={!Number.isNaN(day())}>
          <Notice>{ui.t.calendar.forDay(ui.format.date(day()))}</Notice>
        </Show>
      </Show>
      <Switch
        fallback={
          <PostEditor
            title={ui.t.posts.newPost}
            channel={channel()}
            name={draftName(me.data!.id, channel().id)}
            action={mayPublish(channel()) ? ui.t.posts.publish : ui.t.review.submit}
            submit={async (content, silent) => {
              if (!mayPublish(channel())) return submitNew(content, silent)
              const post = await api.posts.publish.mutate({ handle: channel().handle, content, silent })
              keepNewPost(post)
              keepChannel({ ...channel(), lastPostAt: post.publishedAt })
              notify(ui.t.posts.published)
            }}
            save={async (content, silent, schedule) => {
              if (schedule && !mayPublish(channel())) return submitNew(content, silent, schedule)
              const { handle } = channel()
              await api.drafts.create.mutate({ handle, content, silent, schedule })
              notify(schedule ? ui.t.schedule.scheduled : ui.t.drafts.savedNew)
              await refreshDrafts(handle)
            }}
          />
        }
      >
        <Match when={channel().archived}>
          <Notice>{ui.t.channels.archivedNotice}</Notice>
        </Match>
        <Match when={!isAtLeast(channel().role, 'editor')}>
          <Notice>{ui.t.posts.analystNotice}</Notice>
        </Match>
      </Switch>
      <PostList />
    </Page>
  )
}

function Notice(props: { children: string }) {
  return <p class="rounded-md border border-line bg-sunken p-4 text-muted">{props.children}</p>
}
