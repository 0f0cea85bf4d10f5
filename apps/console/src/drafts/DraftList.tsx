import type { Draft } from '@carillon/contract'
import { For, Show } from 'solid-js'
import { useWords } from '../interface.ts'
import { DraftChange } from './DraftChange.tsx'
import { DraftItem } from './DraftItem.tsx'

type ListProps = {
  items: Draft[]
  /** Whether they stand under the days that they go out on. */
  days?: boolean
  editing: Draft | undefined
  onEdit: (draft?: Draft) => void
}

export function DraftList(props: ListProps) {
  const ui = useWords()
  const dayOf = (draft: Draft | undefined) => draft?.schedule && ui.format.date(draft.schedule.at)
  /** Named at the first draft of each day. */
  const newDay = (at: number) => {
    const day = props.days ? dayOf(props.items[at]) : undefined
    return day === dayOf(props.items[at - 1]) ? undefined : day
  }
  return (
    <ul class="flex w-full flex-col gap-4">
      <For each={props.items}>
        {(draft, at) => (
          <>
            <Show when={newDay(at())}>
              {(day) => (
                <li class="mt-2">
                  <h3 class="font-semibold first-letter:uppercase">{day()}</h3>
                </li>
              )}
            </Show>
            <Show
              when={props.editing?.id === draft.id && props.editing}
              fallback={<DraftItem draft={draft} onEdit={() => props.onEdit(draft)} />}
            >
              {(open) => <DraftChange draft={open()} onDone={() => props.onEdit()} />}
            </Show>
          </>
        )}
      </For>
    </ul>
  )
}
