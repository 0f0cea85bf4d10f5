import { Skeleton } from '@carillon/ui'
import { createSignal, For } from 'solid-js'
import { useWords } from '../interface.ts'
import { SelectField } from '../parts/fields.tsx'
import { Loaded } from '../parts/Loaded.tsx'
import { Section } from '../parts/Section.tsx'
import { analyticsFormat } from './format.ts'
import { useRanking, type Ranking } from './queries.ts'
import type { Span } from './span.ts'

const ORDERS: Ranking[] = ['followers', 'gained', 'reach', 'views']

/** The channels that have most, in the order that is chosen. */
export function RankingSection(props: { span: Span }) {
  const ui = useWords()
  const [by, setBy] = createSignal<Ranking>('followers')
  const ranked = useRanking(() => props.span, by)
  return (
    <Section title={ui.t.analytics.ranking}>
      <div class="max-w-60">
        <SelectField
          label={ui.t.analytics.rankBy}
          value={by()}
          onValue={(value) => setBy(value as Ranking)}
          options={ORDERS.map((code) => ({ code, name: ui.t.analytics.rank[code] }))}
        />
      </div>
      <Loaded query={ranked} skeleton={<Skeleton class="h-60 w-full" />}>
        {(items) => (
          <div
            role="region"
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard has to scroll it
            tabindex="0"
            aria-label={ui.t.analytics.ranking}
            class="relative max-h-120 overflow-auto rounded-md border border-line"
          >
            <table class="w-full text-sm tabular-nums">
              <caption class="sr-only">{ui.t.analytics.ranking}</caption>
              <thead class="sticky top-0 bg-sunken">
                <tr>
                  <th scope="col" class="px-3 py-2 text-start font-semibold">
                    {ui.t.analytics.channel}
                  </th>
                  <For each={ORDERS}>
                    {(order) => (
                      <th
                        scope="col"
                        class="min-w-20 px-3 py-2 text-end font-semibold"
                        aria-sort={order === by() ? 'descending' : undefined}
                      >
                        {ui.t.analytics.rank[order]}
                      </th>
                    )}
                  </For>
                </tr>
              </thead>
              <tbody>
                <For each={items()}>
                  {(channel) => (
                    <tr class="border-t border-line">
                      <th scope="row" class="min-w-40 px-3 py-2 text-start font-normal">
                        <a href={`/c/${channel.handle}`} rel="external" dir="auto" class="link">
                          {channel.name}
                        </a>
                      </th>
                      <td class="px-3 py-2 text-end">{ui.format.number(channel.followers)}</td>
                      <td class="px-3 py-2 text-end">
                        {analyticsFormat(ui.locale).signed(channel.gained)}
                        {channel.lost > 0 ? ` / ${analyticsFormat(ui.locale).signed(-channel.lost)}` : ''}
                      </td>
                      <td class="px-3 py-2 text-end">{ui.format.number(channel.reach)}</td>
                      <td class="px-3 py-2 text-end">{ui.format.number(channel.views)}</td>
                    </tr>
                  )}
                </For>
              </tbody>
            </table>
          </div>
        )}
      </Loaded>
    </Section>
  )
}
