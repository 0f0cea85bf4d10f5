import type { Review } from '@carillon/contract'
import Check from 'lucide-solid/icons/check'
import MessageSquare from 'lucide-solid/icons/message-square'
import Send from 'lucide-solid/icons/send'
import Undo from 'lucide-solid/icons/undo-2'
import type { LucideProps } from 'lucide-solid'
import { For, Show, type Component } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { useWords } from '../interface.ts'

const ICONS: Record<Review['act'], Component<LucideProps>> = {
  submit: Send,
  comment: MessageSquare,
  return: Undo,
  approve: Check,
}

/** What was said and decided in a review, in the order in which it happened. */
export function ReviewLines(props: { items: Review[] }) {
  const ui = useWords()
  return (
    <ol class="flex flex-col gap-3">
      <For each={props.items}>
        {(one) => (
          <li class="flex gap-3 text-sm">
            <Dynamic component={ICONS[one.act]} size="1.2em" aria-hidden="true" class="mt-0.5 shrink-0 text-muted" />
            <div class="min-w-0 flex-1">
              <p>
                <strong class="font-semibold">{ui.t.review.acts[one.act](one.by ?? ui.t.review.somebody)}</strong>{' '}
                <time class="text-muted" dateTime={new Date(one.at).toISOString()} title={ui.format.moment(one.at)}>
                  {ui.format.relative(one.at, ui.now())}
                </time>
              </p>
              <Show when={one.text}>
                <p dir="auto" class="mt-1 wrap-anywhere whitespace-pre-wrap">
                  {one.text}
                </p>
              </Show>
            </div>
          </li>
        )}
      </For>
    </ol>
  )
}
