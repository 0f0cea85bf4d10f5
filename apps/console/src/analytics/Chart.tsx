import { createSignal, createUniqueId, For, Index, onMount, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { useWords } from '../interface.ts'
import { ChartTable } from './ChartTable.tsx'

export type Line = {
  name: string
  values: number[]
  /** 1 to 6 */
  colour: number
  dashed?: boolean
  /** What it is compared with. */
  pale?: boolean
}

export type Curve = {
  /** Ascending. */
  at: number[]
  lines: Line[]
  /** What is in the first column of the table. */
  axis: string
  /** A place in full, and in short below the plot. */
  label: (at: number) => string
  tick: (at: number) => string
  write: (value: number, short?: boolean) => string
  fromZero?: boolean
}

/** Lines over time: with the pointer or the arrow keys one reads them, and as a table whoever prefers that. */
export function Chart(props: { title: string; curve: Curve }) {
  const ui = useWords()
  const id = createUniqueId()
  const [cursor, setCursor] = createSignal<number | null>(null)
  const [plot, setPlot] = createSignal<typeof import('./Plot.tsx').Plot>()
  // The library comes after the numbers; where it doesn't come at all, the table is there.
  onMount(() => void import('./Plot.tsx').then(({ Plot }) => setPlot(() => Plot)).catch(() => undefined))
  const last = () => props.curve.at.length - 1
  const place = () => Math.min(cursor() ?? last(), last())
  const readOut = (at: number) =>
    `${props.curve.label(props.curve.at[at]!)}: ${props.curve.lines
      .map(({ name, values }) => `${name} ${props.curve.write(values[at] ?? 0)}`)
      .join(', ')}`
  const step = (event: KeyboardEvent) => {
    const to = keyed(event.key, place(), last())
    if (to === undefined) return
    event.preventDefault()
    setCursor(to)
  }
  return (
    <figure class="flex min-w-0 flex-col gap-2" aria-labelledby={id}>
      <figcaption id={id} class="font-semibold">
        {props.title}
      </figcaption>
      <Legend curve={props.curve} cursor={cursor()} />
      <div
        role="slider"
        tabindex="0"
        aria-labelledby={id}
        aria-roledescription={ui.t.analytics.chart}
        aria-valuemin={0}
        aria-valuemax={last()}
        aria-valuenow={place()}
        aria-valuetext={readOut(place())}
        class="relative h-48 rounded-sm"
        onKeyDown={step}
        onBlur={() => setCursor(null)}
      >
        {/* Lines that come or go need another plot. */}
        <Show when={plot() && props.curve.lines.length} keyed>
          <Dynamic component={plot()} curve={props.curve} cursor={cursor()} onCursor={setCursor} />
        </Show>
      </div>
      <details class="-mb-2">
        <summary class="link inline-flex min-h-11 items-center text-sm">
          {ui.t.analytics.asTable}
          <span class="sr-only">: {props.title}</span>
        </summary>
        <ChartTable title={props.title} curve={props.curve} />
      </details>
    </figure>
  )
}

/** Where a key leads to; nowhere for most of them. */
export function keyed(key: string, at: number, last: number): number | undefined {
  const week = 7
  const steps: Record<string, number> = {
    ArrowLeft: at - 1,
    ArrowDown: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at + 1,
    PageDown: at - week,
    PageUp: at + week,
    Home: 0,
    End: last,
  }
  const to = steps[key]
  return to === undefined ? undefined : Math.max(0, Math.min(last, to))
}

const STROKES = [
  'stroke-chart-1',
  'stroke-chart-2',
  'stroke-chart-3',
  'stroke-chart-4',
  'stroke-chart-5',
  'stroke-chart-6',
]

function Legend(props: { curve: Curve; cursor: number | null }) {
  const at = () => (props.cursor !== null && props.cursor < props.curve.at.length ? props.cursor : null)
  return (
    <p class="flex min-h-6 flex-wrap gap-x-4 gap-y-1 text-xs text-muted tabular-nums" aria-hidden="true">
      <Index each={props.curve.lines}>
        {(line) => (
          <span class="inline-flex min-w-0 items-center gap-1.5">
            <svg viewBox="0 0 20 4" class="h-1 w-5 shrink-0">
              <path
                d="M0 2H20"
                stroke-width={line().pale ? 2 : 4}
                stroke-dasharray={line().pale ? '3 4' : line().dashed ? '6 5' : undefined}
                class={line().pale ? 'stroke-edge' : STROKES[line().colour - 1]}
              />
            </svg>
            <bdi class="min-w-0">{line().name}</bdi>
            <Show when={at() !== null}>
              <strong class="text-ink">{props.curve.write(line().values[at()!] ?? 0)}</strong>
            </Show>
          </span>
        )}
      </Index>
      <For each={at() === null ? [] : [at()!]}>
        {(place) => <span>{props.curve.label(props.curve.at[place]!)}</span>}
      </For>
    </p>
  )
}
