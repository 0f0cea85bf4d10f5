import type { Draft } from '@carillon/contract'
import { SilentIcon } from '@carillon/ui'
import Rss from 'lucide-solid/icons/rss'
import { Show } from 'solid-js'
import { useChannel } from '../channels/channel.ts'
import { useWords } from '../interface.ts'
import { useSources } from '../sources/queries.ts'
import { DraftActions } from './DraftActions.tsx'
import { DraftContent } from './DraftContent.tsx'
import { ReviewPanel } from './ReviewPanel.tsx'
import { ScheduleFacts } from './ScheduleFacts.tsx'

/** A draft in the list, with what may be done with it. */
export function DraftItem(props: { draft: Draft; onEdit: () => void }) {
  const channel = useChannel()
  return (
    <li class="card flex max-w-post flex-col gap-4 p-4 sm:p-6">
      <Show when={props.draft.schedule}>{(schedule) => <ScheduleFacts schedule={schedule()} />}</Show>
      <DraftFacts draft={props.draft} />
      <DraftContent content={props.draft.content} />
      <ReviewPanel draft={props.draft} />
      <Show when={!channel().archived}>
        <DraftActions draft={props.draft} onEdit={props.onEdit} />
      </Show>
    </li>
  )
}

function DraftFacts(props: { draft: Draft }) {
  const ui = useWords()
  const channel = useChannel()
  const sources = useSources(() => channel().handle)
  const times = () => {
    const { updatedAt, discardAt } = props.draft
    const saved = ui.t.drafts.saved(ui.format.relative(updatedAt, ui.now()))
    return discardAt === null ? [saved] : [saved, ui.t.drafts.goes(ui.format.until(discardAt, ui.now()))]
  }
  const feed = () => sources.isSuccess && sources.data.find(({ id }) => id === props.draft.sourceId)
  return (
    <p class="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-muted">
      <Show when={props.draft.sourceId} fallback={<span>{ui.t.drafts.byProgram}</span>}>
        <span class="inline-flex min-w-0 items-center gap-1 font-semibold text-ink">
          <Rss size="1.1em" aria-hidden="true" class="shrink-0" />
          <bdi class="min-w-0 truncate">
            <Show when={feed()} fallback={ui.t.drafts.fromFeed}>
              {(known) => ui.t.drafts.from(known().title)}
            </Show>
          </bdi>
        </span>
      </Show>
      <span>{times().join(' · ')}</span>
      <Show when={props.draft.silent}>
        <span title={ui.t.posts.silent}>
          <SilentIcon />
          <span class="sr-only">{ui.t.posts.silent}</span>
        </span>
      </Show>
    </p>
  )
}
