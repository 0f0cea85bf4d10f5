import type { Draft } from '@carillon/contract'
import { Button } from '@carillon/ui'
import { useQuery } from '@tanstack/solid-query'
import CircleCheck from 'lucide-solid/icons/circle-check'
import Eye from 'lucide-solid/icons/eye'
import MessageSquare from 'lucide-solid/icons/message-square'
import Undo from 'lucide-solid/icons/undo-2'
import { createSignal, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { api } from '../api.ts'
import { useChannel } from '../channels/channel.ts'
import { useWords } from '../interface.ts'
import { refreshDrafts } from './queries.ts'
import { ReviewLines } from './ReviewLines.tsx'
import { WordsDialog } from './WordsDialog.tsx'

const LOOKS = {
  submitted: { icon: Eye, class: 'bg-accent-soft text-accent' },
  returned: { icon: Undo, class: 'bg-danger-soft text-danger' },
  approved: { icon: CircleCheck, class: 'bg-sunken text-ink' },
} as const

/** Where a draft stands in its channel's review, and what was said of it. */
export function ReviewPanel(props: { draft: Draft }) {
  const ui = useWords()
  const channel = useChannel()
  const [commenting, setCommenting] = createSignal(false)
  const ref = () => ({ handle: channel().handle, draftId: props.draft.id })
  const query = useQuery(() => ({
    queryKey: ['drafts', channel().handle, 'reviews', props.draft.id],
    queryFn: async () => (await api.drafts.reviews.query(ref())).items,
  }))
  const said = () => query.data ?? []
  /** What needs nobody's approval, and of which nobody has spoken, needs no panel. */
  const shown = () => said().length > 0 || (channel().review && props.draft.review !== 'approved')
  return (
    <Show when={shown()}>
      <section class="flex flex-col gap-3 border-t border-line pt-4" aria-label={ui.t.review.history}>
        <Show when={props.draft.review}>{(state) => <State of={state()} />}</Show>
        <Show when={waitsUnseen(props.draft, channel().review)}>
          <p class="text-sm text-muted">{ui.t.review.unapproved}</p>
        </Show>
        <ReviewLines items={said()} />
        <Show when={!channel().archived}>
          <Button look="quiet" class="-ms-4 self-start" onClick={() => setCommenting(true)}>
            <MessageSquare size="1.1em" aria-hidden="true" />
            {ui.t.review.comment}
          </Button>
        </Show>
        <WordsDialog
          open={commenting()}
          onClose={() => setCommenting(false)}
          title={ui.t.review.comment}
          hint={ui.t.review.commentHint}
          label={ui.t.review.commentLabel}
          action={ui.t.review.comment}
          run={async (text) => {
            await api.drafts.comment.mutate({ ...ref(), text })
            await refreshDrafts(channel().handle)
          }}
        />
      </section>
    </Show>
  )
}

/** It has a time, and will not go out at it. */
const waitsUnseen = ({ schedule, review }: Draft, reviewed: boolean) => reviewed && schedule !== null && review === null

function State(props: { of: NonNullable<Draft['review']> }) {
  const ui = useWords()
  return (
    <p
      class={`inline-flex items-center gap-2 self-start rounded-full px-3 py-1 text-sm font-semibold ${LOOKS[props.of].class}`}
    >
      <Dynamic component={LOOKS[props.of].icon} size="1.1em" aria-hidden="true" />
      {ui.t.review.states[props.of]}
    </p>
  )
}
