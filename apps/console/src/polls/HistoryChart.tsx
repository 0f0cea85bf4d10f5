import type { Poll, PollHistory } from '@carillon/contract'
import { For, Index } from 'solid-js'
import { useWords } from '../interface.ts'
import { mostOf, PLOT, stepsOf } from './curve.ts'

type ChartProps = { poll: Poll; from: number; items: PollHistory['items'] }

const COLOURS = [
  'stroke-chart-1',
  'stroke-chart-2',
  'stroke-chart-3',
  'stroke-chart-4',
  'stroke-chart-5',
  'stroke-chart-6',
]
const colour = (option: number) => COLOURS[option % COLOURS.length]!
/** More options than colours: the second round is dashed. */
const dashes = (option: number) => (option < COLOURS.length ? undefined : '6 5')

/** How the votes of each option grew: a line each, and the numbers behind them as a table. */
export function HistoryChart(props: ChartProps) {
  const ui = useWords()
  const t = () => ui.t.polls
  const most = () => mostOf(props.items)
  const ends = () => [ui.format.time(props.from), ui.format.time(props.items.at(-1)!.at)]
  return (
    <figure class="flex flex-col gap-3">
      <div class="flex gap-2 text-xs text-muted tabular-nums" aria-hidden="true">
        <div class="flex flex-col justify-between text-end">
          <span>{ui.format.number(most())}</span>
          <span>0</span>
        </div>
        <svg
          viewBox={`-4 -4 ${PLOT.width + 8} ${PLOT.height + 8}`}
          preserveAspectRatio="none"
          class="h-48 min-w-0 flex-1 border-s border-b border-line"
        >
          <Index each={props.poll.options}>
            {(_, at) => (
              <path
                d={stepsOf(props.items, at, props.from, most())}
                fill="none"
                stroke-width="2.5"
                stroke-dasharray={dashes(at)}
                vector-effect="non-scaling-stroke"
                class={colour(at)}
              />
            )}
          </Index>
        </svg>
      </div>
      <div class="-mt-2 flex justify-between ps-6 text-xs text-muted" aria-hidden="true">
        <For each={ends()}>{(end) => <span>{end}</span>}</For>
      </div>
      <ul class="flex flex-wrap gap-x-4 gap-y-1 text-sm" aria-hidden="true">
        <Index each={props.poll.options}>
          {(option, at) => (
            <li class="flex min-w-0 items-center gap-2">
              <svg viewBox="0 0 24 4" class="h-1 w-6 shrink-0">
                <path d="M0 2H24" stroke-width="4" stroke-dasharray={dashes(at)} class={colour(at)} />
              </svg>
              <bdi class="min-w-0">{option()}</bdi>
            </li>
          )}
        </Index>
      </ul>
      <figcaption class="sr-only">{t().overTimeOf(props.poll.question)}</figcaption>
      <details>
        <summary class="link inline-flex min-h-11 items-center text-sm">{t().asTable}</summary>
        <Table {...props} />
      </details>
    </figure>
  )
}

function Table(props: ChartProps) {
  const ui = useWords()
  return (
    <div class="overflow-x-auto rounded-md border border-line">
      <table class="w-full text-sm tabular-nums">
        <caption class="sr-only">{ui.t.polls.overTimeOf(props.poll.question)}</caption>
        <thead class="bg-sunken">
          <tr>
            <th scope="col" class="px-3 py-2 text-start font-semibold">
              {ui.t.polls.time}
            </th>
            <For each={props.poll.options}>
              {(option) => (
                <th scope="col" dir="auto" class="min-w-24 px-3 py-2 text-end font-semibold">
                  {option}
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <For each={props.items}>
            {({ at, options }) => (
              <tr class="border-t border-line">
                <th scope="row" class="px-3 py-2 text-start font-normal whitespace-nowrap">
                  {ui.format.time(at)}
                </th>
                <For each={options}>{(votes) => <td class="px-3 py-2 text-end">{ui.format.number(votes)}</td>}</For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  )
}
