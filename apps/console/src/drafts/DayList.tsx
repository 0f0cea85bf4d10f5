import type { Draft } from '@carillon/contract'
import ChevronDown from 'lucide-solid/icons/chevron-down'
import { createSignal, createUniqueId, For, Show } from 'solid-js'
import { useWords } from '../interface.ts'
import type { Outing } from './calendar.ts'
import { DraftList } from './DraftList.tsx'
import { OutingLine } from './Outing.tsx'

type ListProps = { outings: Outing[]; editing: Draft | undefined; onEdit: (draft?: Draft) => void }

/** What goes out on one day: a line each, that opens. */
export function DayList(props: ListProps) {
  const ui = useWords()
  return (
    <ul class="flex flex-col gap-2">
      <For each={props.outings} fallback={<li class="text-muted">{ui.t.calendar.nothing}</li>}>
        {(outing) => <Row outing={outing} editing={props.editing} onEdit={props.onEdit} />}
      </For>
    </ul>
  )
}

function Row(props: { outing: Outing; editing: Draft | undefined; onEdit: (draft?: Draft) => void }) {
  const id = createUniqueId()
  const [open, setOpen] = createSignal(false)
  const shown = () => open() || props.editing?.id === props.outing.draft.id
  return (
    <li class="flex flex-col gap-2">
      <button
        type="button"
        aria-expanded={shown()}
        aria-controls={id}
        class="card flex min-h-11 w-full items-center gap-2 px-4 py-2 text-start text-sm"
        onClick={() => setOpen(!open())}
      >
        <OutingLine outing={props.outing} />
        <ChevronDown
          size="1.1em"
          aria-hidden="true"
          class={`ms-auto shrink-0 text-muted ${shown() ? 'rotate-180' : ''}`}
        />
      </button>
      <div id={id}>
        <Show when={shown()}>
          <DraftList items={[props.outing.draft]} editing={props.editing} onEdit={props.onEdit} />
        </Show>
      </div>
    </li>
  )
}
