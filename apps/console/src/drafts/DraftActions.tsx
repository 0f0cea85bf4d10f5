import type { Draft, When } from '@carillon/contract'
import { Button, buttonClass } from '@carillon/ui'
import CalendarOff from 'lucide-solid/icons/calendar-off'
import Ellipsis from 'lucide-solid/icons/ellipsis'
import Trash from 'lucide-solid/icons/trash'
import { createSignal, Show } from 'solid-js'
import { api } from '../api.ts'
import { keepChannel, mayPublish, useChannel } from '../channels/channel.ts'
import { asFailure, type Failure } from '../failure.ts'
import { createAction } from '../forms.ts'
import { useWords } from '../interface.ts'
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx'
import { Menu, type MenuItem } from '../parts/Menu.tsx'
import { notify, notifyFailure } from '../parts/notices.tsx'
import { keepNewPost } from '../posts/queries.ts'
import { dropDraft, keepDraft, refreshDrafts } from './queries.ts'
import { DecideActions, SubmitActions } from './ReviewActions.tsx'
import { ScheduleButton } from './ScheduleButton.tsx'

/** What may be done with a draft. */
export function DraftActions(props: { draft: Draft; onEdit: () => void }) {
  const ui = useWords()
  const channel = useChannel()
  const [discarding, setDiscarding] = createSignal(false)
  const [asking, setAsking] = createSignal(false)
  const readable = () => props.draft.content.kind !== 'opaque'
  const seen = () => ({ handle: channel().handle, draftId: props.draft.id, revision: props.draft.revision })
  /** What somebody else did to it is shown. */
  const refresh = ({ code }: Failure) => {
    if (code.startsWith('drafts.')) void refreshDrafts(channel().handle)
  }
  const failed = (failure: Failure) => {
    notifyFailure(failure)
    refresh(failure)
  }
  const schedule = async (when: When) => {
    try {
      const draft = await api.drafts.schedule.mutate({ ...seen(), ...when })
      notify(ui.t.schedule.scheduled)
      keepDraft(draft)
    } catch (error) {
      refresh(asFailure(error))
      throw error
    }
  }
  const unschedule = createAction(async () => {
    const draft = await api.drafts.unschedule.mutate(seen())
    notify(ui.t.schedule.unscheduled)
    keepDraft(draft)
  }, failed)
  const publish = async () => {
    const { draft } = props
    const post = await api.drafts.publish.mutate(seen())
    keepNewPost(post)
    keepChannel({ ...channel(), lastPostAt: post.publishedAt })
    notify(ui.t.posts.published)
    if (draft.schedule?.repeat) void refreshDrafts(draft.handle)
    else dropDraft(draft)
  }
  const publishNow = createAction(publish, failed)
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
  const others = (): MenuItem[] => [
    ...(props.draft.schedule
      ? [{ label: ui.t.schedule.unschedule, icon: <CalendarOff size="1em" />, run: () => void unschedule.act() }]
      : []),
    { label: ui.t.drafts.discard, icon: <Trash size="1em" />, run: () => setDiscarding(true), danger: true },
  ]
  return (
    <div class="flex flex-wrap justify-end gap-2 max-[28rem]:*:grow">
      <Show
        when={props.draft.schedule || !mayPublish(channel())}
        fallback={
          <Button look="quiet" onClick={() => setDiscarding(true)}>
            {ui.t.drafts.discard}
          </Button>
        }
      >
        <Menu label={ui.t.shell.actions} class={buttonClass('quiet')} items={others()}>
          <Ellipsis size="1.25em" aria-hidden="true" />
        </Menu>
      </Show>
      <Show when={readable()}>
        <Button onClick={() => props.onEdit()}>{ui.t.drafts.edit}</Button>
        <Show when={mayPublish(channel())} fallback={<SubmitActions draft={props.draft} />}>
          <ScheduleButton
            label={props.draft.schedule ? ui.t.schedule.reschedule : ui.t.schedule.schedule}
            schedule={props.draft.schedule}
            submit={schedule}
          />
          <Show
            when={props.draft.review !== 'submitted'}
            fallback={<DecideActions draft={props.draft} failed={failed} />}
          >
            <Button
              look={props.draft.schedule ? 'plain' : 'primary'}
              busy={publishNow.busy()}
              onClick={() => (props.draft.schedule?.repeat ? setAsking(true) : void publishNow.act())}
            >
              {props.draft.schedule ? ui.t.schedule.publishNow : ui.t.posts.publish}
            </Button>
          </Show>
        </Show>
      </Show>
      <ConfirmDialog
        open={discarding()}
        onClose={() => setDiscarding(false)}
        title={ui.t.drafts.discardTitle}
        hint={ui.t.drafts.discardHint}
        action={ui.t.drafts.discard}
        run={discard}
      />
      <ConfirmDialog
        open={asking()}
        onClose={() => setAsking(false)}
        title={ui.t.schedule.publishOnceTitle}
        hint={ui.t.schedule.publishOnceHint}
        action={ui.t.schedule.publishNow}
        look="primary"
        run={publish}
      />
    </div>
  )
}
