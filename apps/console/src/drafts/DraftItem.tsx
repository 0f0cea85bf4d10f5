import type { Draft } from '@carillon/contract'
import { Button, SilentIcon } from '@carillon/ui'
import Rss from 'lucide-solid/icons/rss'
import { createSignal, Show } from 'solid-js'
import { api } from '../api.ts'
import { keepChannel, useChannel } from '../channels/channel.ts'
import { asFailure, type Failure } from '../failure.ts'
import { createAction } from '../forms.ts'
import { useWords } from '../interface.ts'
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx'
import { notify, notifyFailure } from '../parts/notices.tsx'
import { keepNewPost } from '../posts/queries.ts'
import { useSources } from '../sources/queries.ts'
import { DraftContent } from './DraftContent.tsx'
import { dropDraft, refreshDrafts } from './queries.ts'

/** A draft in the list, with what may be done with it. */
export function DraftItem(props: { draft: Draft; onEdit: () => void }) {
  const ui = useWords()
  const channel = useChannel()
  const [discarding, setDiscarding] = createSignal(false)
  const readable = () => props.draft.content.kind !== 'opaque'
  const mayChange = () => !channel().archived
  const seen = () => ({ handle: channel().handle, draftId: props.draft.id, revision: props.draft.revision })
  const failed = (failure: Failure) => {
    notifyFailure(failure)
    // What somebody else did to it is shown.
    if (failure.code.startsWith('drafts.')) void refreshDrafts(channel().handle)
  }
  const publish = createAction(async () => {
    const { draft } = props
    const post = await api.drafts.publish.mutate(seen())
    keepNewPost(post)
    keepChannel({ ...channel(), lastPostAt: post.publishedAt })
    notify(ui.t.posts.published)
    dropDraft(draft)
  }, failed)
  const discard = async () => {
    const { draft } = props
    const { handle, draftId } = seen()
    try {
      await api.drafts.discard.mutate({ handle, draftId })
    } catch (error) {
      if (asFailure(error).code !== 'drafts.not_found') throw error
    }
    notify(ui.t.drafts.discarded)
    dropDraft(draft)
  }
  return (
    <li class="card flex max-w-post flex-col gap-4 p-4 sm:p-6">
      <DraftFacts draft={props.draft} />
      <DraftContent content={props.draft.content} />
      <Show when={mayChange()}>
        <div class="flex flex-wrap justify-end gap-2 max-[28rem]:*:grow">
          <Button look="quiet" onClick={() => setDiscarding(true)}>
            {ui.t.drafts.discard}
          </Button>
          <Show when={readable()}>
            <Button onClick={() => props.onEdit()}>{ui.t.drafts.edit}</Button>
            <Button look="primary" busy={publish.busy()} onClick={publish.act}>
              {ui.t.posts.publish}
            </Button>
          </Show>
        </div>
      </Show>
      <ConfirmDialog
        open={discarding()}
        onClose={() => setDiscarding(false)}
        title={ui.t.drafts.discardTitle}
        hint={ui.t.drafts.discardHint}
        action={ui.t.drafts.discard}
        run={discard}
      />
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
