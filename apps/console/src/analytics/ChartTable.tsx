import { For } from 'solid-js'
import type { Curve } from './Chart.tsx'

/** The numbers behind a chart. */
export function ChartTable(props: { title: string; curve: Curve }) {
  return (
    <div
      role="region"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard has to scroll it
      tabindex="0"
      aria-label={props.title}
      class="relative max-h-96 overflow-auto rounded-md border border-line"
    >
      <table class="w-full text-sm tabular-nums">
        <caption class="sr-only">{props.title}</caption>
        <thead class="sticky top-0 bg-sunken">
          <tr>
            <th scope="col" class="px-3 py-2 text-start font-semibold">
              {props.curve.axis}
            </th>
            <For each={props.curve.lines}>
              {({ name }) => (
                <th scope="col" dir="auto" class="min-w-20 px-3 py-2 text-end font-semibold">
                  {name}
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <For each={props.curve.at}>
            {(place, row) => (
              <tr class="border-t border-line">
                <th scope="row" class="px-3 py-2 text-start font-normal">
                  {props.curve.label(place)}
                </th>
                <For each={props.curve.lines}>
                  {({ values }) => <td class="px-3 py-2 text-end">{props.curve.write(values[row()] ?? 0)}</td>}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  )
}
