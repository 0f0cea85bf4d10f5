import { DAY, type Post, type TeamChannel } from '@carillon/contract'
import { PostView } from '@carillon/ui'
import { Show } from 'solid-js'
import { useWords } from '../interface.ts'
import { readContentOf } from './content.ts'
import type { Draft } from './draft.ts'
import { Seen } from './Seen.tsx'

/** The draft as its followers will see it, drawn by what draws it for them. */
export function Preview(props: { channel: TeamChannel; draft: Draft; empty: boolean }) {
  const ui = useWords()
  const post = (): Post => ({
    id: 'pst_',
    handle: props.channel.handle,
    content: readContentOf(props.draft),
    language: props.channel.language,
    silent: props.draft.silent,
    pinned: false,
    forwardedFrom: null,
    publishedAt: ui.now(),
    editedAt: null,
    expiresAt: ui.now() + props.channel.retentionDays * DAY,
  })
  return (
    <Seen title={ui.t.posts.followersSee}>
      <Show when={!props.empty} fallback={<p class="py-8 text-center text-muted">{ui.t.posts.previewEmpty}</p>}>
        <PostView post={post()} channel={props.channel} />
      </Show>
    </Seen>
  )
}
