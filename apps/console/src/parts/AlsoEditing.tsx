import Users from 'lucide-solid/icons/users'
import { createSignal, onCleanup, onMount, Show } from 'solid-js'
import { useWords } from '../interface.ts'

/** Milliseconds from one sign of life to the next; whoever gives none for 20 seconds counts as gone. */
const BEAT = 6_000

type Beat = (gone: boolean) => Promise<{ others: string[] }>

/** Says while something is being edited who else is at it, and tells them the same. */
export function AlsoEditing(props: { beat: Beat }) {
  const ui = useWords()
  const [others, setOthers] = createSignal<string[]>([])
  // What can't be known now is no trouble: a lost edit is prevented when it is saved.
  const beat = () =>
    props.beat(false).then(
      ({ others: names }) => setOthers(names),
      () => setOthers([]),
    )
  const leave = () => void props.beat(true).catch(() => undefined)
  onMount(() => {
    void beat()
    const timer = setInterval(beat, BEAT)
    onCleanup(() => {
      clearInterval(timer)
      leave()
    })
  })
  const names = () => new Intl.ListFormat(ui.locale, { type: 'conjunction' }).format(others())
  return (
    <div role="status">
      <Show when={others().length > 0}>
        <p class="flex items-start gap-3 rounded-md border border-accent bg-accent-soft p-3 text-sm">
          <Users size="1.2em" aria-hidden="true" class="mt-0.5 shrink-0 text-accent" />
          <span>
            <strong class="font-semibold">{ui.t.history.alsoEditing(names(), others().length > 1)}</strong>{' '}
            <span class="text-muted">{ui.t.history.alsoEditingHint}</span>
          </span>
        </p>
      </Show>
    </div>
  )
}
