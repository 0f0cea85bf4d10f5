import { For, Show } from 'solid-js'
import { useWords } from '../interface.ts'
import { middleOf, type Outing } from './calendar.ts'
import { OutingLine } from './Outing.tsx'

/** Posts that have room in a day's cell. */
const ROOM = 3

type DayProps = {
  day: string
  chosen: boolean
  today: boolean
  outings: Outing[]
  movable: boolean
}

/** A day's number and what goes out on it; what it has no room for is counted. */
export function MonthDay(props: DayProps) {
  const ui = useWords()
  const count = () => props.outings.length
  const shown = () => props.outings.slice(0, count() > ROOM ? ROOM - 1 : ROOM)
  return (
    <div class="relative flex h-full min-h-16 flex-col gap-1 p-1 sm:min-h-28">
      <button
        type="button"
        data-day={props.day}
        tabindex={props.chosen ? 0 : -1}
        aria-current={props.today ? 'date' : undefined}
        aria-label={`${ui.format.date(middleOf(props.day))}, ${ui.t.calendar.posts(count())}`}
        class="absolute inset-0 rounded-sm outline-offset-[-2px] hover:bg-accent-soft/40"
        classList={{ 'ring-2 ring-inset ring-accent': props.chosen }}
      />
      <span
        aria-hidden="true"
        class="pointer-events-none relative inline-flex size-7 items-center justify-center self-center rounded-full text-sm tabular-nums sm:self-start"
        classList={{ 'bg-accent font-semibold text-on-accent': props.today }}
      >
        {Number(props.day.slice(8))}
      </span>
      <Show when={count() > 0}>
        <Dots count={count()} />
        <ul aria-hidden="true" class="relative hidden flex-col gap-0.5 sm:flex">
          <For each={shown()}>
            {(outing, at) => (
              <li
                data-outing={at()}
                class="flex cursor-pointer items-center gap-1 rounded-sm bg-accent-soft px-1 text-xs leading-5"
                draggable={props.movable && outing.first}
              >
                <OutingLine outing={outing} />
              </li>
            )}
          </For>
          <Show when={count() > shown().length}>
            <li class="pointer-events-none px-1 text-xs leading-5 font-semibold text-muted">
              {ui.t.calendar.more(count() - shown().length)}
            </li>
          </Show>
        </ul>
      </Show>
    </div>
  )
}

/** On a phone: a dot a post, or how many there are. */
function Dots(props: { count: number }) {
  return (
    <span aria-hidden="true" class="pointer-events-none relative flex h-4 items-center justify-center gap-1 sm:hidden">
      <Show when={props.count <= ROOM} fallback={<span class="text-xs font-semibold text-accent">{props.count}</span>}>
        <For each={Array.from({ length: props.count })}>{() => <span class="size-1.5 rounded-full bg-accent" />}</For>
      </Show>
    </span>
  )
}
