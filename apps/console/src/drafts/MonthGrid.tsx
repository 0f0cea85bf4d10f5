import { addDays } from '@carillon/contract/wallclock'
import { createSignal, For } from 'solid-js'
import { useWords } from '../interface.ts'
import { middleOf, monthFrom, type Outing, weeksOf } from './calendar.ts'
import { MonthDay } from './MonthDay.tsx'

type GridProps = {
  label: string
  /** Its first day. */
  month: string
  firstDay: number
  day: string
  today: string
  outings: Map<string, Outing[]>
  onDay: (day: string) => void
  /** Something was dragged to another day. */
  onMove: ((outing: Outing, day: string) => void) | undefined
}

/** A month as a grid: arrow keys go from day to day, Page Up and Page Down from month to month. */
export function MonthGrid(props: GridProps) {
  const ui = useWords()
  let grid!: HTMLDivElement
  const [dragged, setDragged] = createSignal<Outing>()
  const weeks = () => weeksOf(props.month, props.firstDay)
  const weekday = (date: string, width: 'short' | 'long') =>
    new Intl.DateTimeFormat(ui.locale, { weekday: width }).format(middleOf(date))

  const goTo = (day: string) => {
    props.onDay(day)
    // Its cell may have come with another month.
    queueMicrotask(() => grid.querySelector<HTMLElement>(`[data-day="${day}"]`)?.focus())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const week = weeks().find((days) => days.includes(props.day))
    const turned = (months: number) => {
      const first = monthFrom(props.day, months)
      const last = addDays(monthFrom(first, 1), -1)
      const same = `${first.slice(0, 8)}${props.day.slice(8)}`
      return same > last ? last : same
    }
    const ahead = getComputedStyle(grid).direction === 'rtl' ? -1 : 1
    const targets: Record<string, () => string | undefined> = {
      ArrowRight: () => addDays(props.day, ahead),
      ArrowLeft: () => addDays(props.day, -ahead),
      ArrowDown: () => addDays(props.day, 7),
      ArrowUp: () => addDays(props.day, -7),
      Home: () => week?.[0],
      End: () => week?.[6],
      PageDown: () => turned(1),
      PageUp: () => turned(-1),
    }
    const target = targets[event.key]?.()
    if (!target) return
    event.preventDefault()
    goTo(target)
  }
  const cellAt = (event: Event) => (event.target as Element).closest<HTMLElement>('[data-cell]')?.dataset['cell']
  const onClick = (event: MouseEvent) => {
    const day = cellAt(event)
    if (day) props.onDay(day)
  }
  const onDragStart = (event: DragEvent) => {
    const place = (event.target as Element).closest<HTMLElement>('[data-outing]')?.dataset['outing']
    setDragged(props.outings.get(cellAt(event) ?? '')?.[Number(place)])
  }
  const onDragOver = (event: DragEvent) => dragged() && cellAt(event) && event.preventDefault()
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    const [outing, day] = [dragged(), cellAt(event)]
    setDragged(undefined)
    if (outing && day) props.onMove?.(outing, day)
  }

  return (
    <div
      ref={grid}
      role="grid"
      tabindex="-1"
      aria-label={props.label}
      class="overflow-hidden rounded-md border border-line outline-none"
      onKeyDown={onKeyDown}
      onClick={onClick}
      onDragStart={onDragStart}
      onDragOver={onDragOver}
      onDrop={onDrop}
      onDragEnd={() => setDragged(undefined)}
    >
      <div role="row" class="grid grid-cols-7">
        <For each={weeks()[0]}>
          {(day) => (
            <span
              role="columnheader"
              aria-label={weekday(day, 'long')}
              class="truncate py-2 text-center text-xs font-semibold text-muted"
            >
              {weekday(day, 'short')}
            </span>
          )}
        </For>
      </div>
      <For each={weeks()}>
        {(week) => (
          <div role="row" class="grid grid-cols-7">
            <For each={week}>
              {(day) => (
                <div
                  role="gridcell"
                  data-cell={day}
                  aria-selected={day === props.day}
                  class="min-w-0 border-s border-t border-line first:border-s-0"
                  classList={{ 'bg-sunken text-muted': !day.startsWith(props.month.slice(0, 7)) }}
                >
                  <MonthDay
                    day={day}
                    chosen={day === props.day}
                    today={day === props.today}
                    outings={props.outings.get(day) ?? []}
                    movable={props.onMove !== undefined}
                  />
                </div>
              )}
            </For>
          </div>
        )}
      </For>
    </div>
  )
}
