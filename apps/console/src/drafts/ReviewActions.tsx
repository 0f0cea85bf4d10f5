import type { Draft, When } from '@carillon/contract'
import { Button } from '@carillon/ui'
import { createSignal, Show } from 'solid-js'
import { api } from '../api.ts'
import { keepChannel, useChannel } from '../channels/channel.ts'
import { asFailure, type Failure } from '../failure.ts'
import { createAction } from '../forms.ts'
import { useWords } from '../interface.ts'
import { notify } from '../parts/notices.tsx'
import { keepNewPost } from '../posts/queries.ts'
import { dropDraft, keepDraft, refreshDrafts } from './queries.ts'
import { ScheduleButton } from './ScheduleButton.tsx'
import { WordsDialog } from './WordsDialog.tsx'

const seen = ({ handle, id: draftId, revision }: Draft) => ({ handle, draftId, revision })

/** For whoever needs an admin's approval: submits a draft, with a time if they wish for one. */
export function SubmitActions(props: { draft: Draft }) {
  const ui = useWords()
  const [asking, setAsking] = createSignal(false)
  const submit = async (rest: { note?: string; schedule?: When }) => {
    try {
      keepDraft(await api.drafts.submit.mutate({ ...seen(props.draft), ...rest }))
    } catch (error) {
      if (asFailure(error).code.startsWith('drafts.')) void refreshDrafts(props.draft.handle)
      throw error
    }
    notify(ui.t.review.submitted)
  }
  return (
    <>
      <Show when={props.draft.review !== 'approved'}>
        <ScheduleButton
          label={ui.t.review.wish}
          schedule={props.draft.schedule}
          submit={(schedule) => submit({ schedule })}
        />
      </Show>
      <Show when={props.draft.review !== 'submitted' && props.draft.review !== 'approved'}>
        <Button look="primary" onClick={() => setAsking(true)}>
          {ui.t.review.submit}
        </Button>
      </Show>
      <WordsDialog
        open={asking()}
        onClose={() => setAsking(false)}
        title={ui.t.review.submitTitle}
        hint={ui.t.review.submitHint}
        label={ui.t.review.note}
        labelHint={ui.t.review.noteOptional}
        action={ui.t.review.submit}
        optional
        run={(note) => submit({ note })}
      />
    </>
  )
}

/** For an admin: decides on a draft that waits for that. */
export function DecideActions(props: { draft: Draft; failed: (failure: Failure) => void }) {
  const ui = useWords()
  const channel = useChannel()
  const [returning, setReturning] = createSignal(false)
  const timed = () => props.draft.schedule !== null && props.draft.schedule.at > ui.now()
  const approve = async (keepSchedule: boolean) => {
    const { draft } = props
    const answer = await api.drafts.approve.mutate({ ...seen(draft), keepSchedule })
    if (answer.draft) {
      keepDraft(answer.draft)
      return notify(ui.t.review.approvedTime)
    }
    if (answer.post) {
      keepNewPost(answer.post)
      keepChannel({ ...channel(), lastPostAt: answer.post.publishedAt })
    }
    notify(ui.t.review.approvedNow)
    if (draft.schedule?.repeat) void refreshDrafts(draft.handle)
    else dropDraft(draft)
  }
  const now = createAction(
    () => approve(false),
    (failure) => props.failed(failure),
  )
  const atItsTime = createAction(
    () => approve(true),
    (failure) => props.failed(failure),
  )
  return (
    <>
      <Button onClick={() => setReturning(true)}>{ui.t.review.sendBack}</Button>
      <Button look={timed() ? 'plain' : 'primary'} busy={now.busy()} onClick={() => void now.act()}>
        {ui.t.review.approve}
      </Button>
      <Show when={timed()}>
        <Button look="primary" busy={atItsTime.busy()} onClick={() => void atItsTime.act()}>
          {ui.t.review.approveTime}
        </Button>
      </Show>
      <WordsDialog
        open={returning()}
        onClose={() => setReturning(false)}
        title={ui.t.review.sendBackTitle}
        hint={ui.t.review.sendBackHint}
        label={ui.t.review.sendBackText}
        action={ui.t.review.sendBack}
        run={async (text) => {
          keepDraft(await api.drafts.sendBack.mutate({ ...seen(props.draft), text }))
          notify(ui.t.review.sentBack)
        }}
      />
    </>
  )
}
