import type { Overview, Part } from '@carillon/contract'
import type { TrafficSource } from '@carillon/contract/lists'
import { For, Show } from 'solid-js'
import { useWords, type Words } from '../interface.ts'
import { Section } from '../parts/Section.tsx'
import { Bar } from './Bar.tsx'

type Split = Overview['readersBy']
const WAYS = ['source', 'country', 'language'] as const

/** What a whole is made of: by source, by country, by language. */
export function PartsSection(props: { title: string; lead: string; split: Split }) {
  const ui = useWords()
  const hints = (): Partial<Record<keyof Split, string>> => ui.t.analytics.byHint
  return (
    <Section title={props.title} lead={props.lead}>
      <div class="grid gap-x-8 gap-y-6 lg:grid-cols-3">
        <For each={WAYS}>
          {(way) => (
            <div class="flex min-w-0 flex-col gap-2">
              <h3 class="font-semibold">{ui.t.analytics.by[way]}</h3>
              <Bars parts={props.split[way]} name={nameOf(ui, way)} />
              <Show when={hints()[way]}>
                <p class="text-xs text-pretty text-muted">{hints()[way]}</p>
              </Show>
            </div>
          )}
        </For>
      </div>
    </Section>
  )
}

type Ui = { t: Words; format: { country: (code: string) => string; language: (code: string) => string } }

function nameOf({ t, format }: Ui, way: keyof Split): (key: string) => string {
  if (way === 'country') return format.country
  if (way === 'language') return format.language
  return (key) => t.analytics.sources[key as TrafficSource] ?? key
}

/** The most first; of those that aren't told, that they aren't, and why. */
export function Bars(props: { parts: Part[]; name: (key: string) => string }) {
  const ui = useWords()
  const most = () => Math.max(1, ...props.parts.map(({ count }) => count ?? 0))
  return (
    <Show when={props.parts.length > 0} fallback={<p class="text-sm text-muted">{ui.t.analytics.nothing}</p>}>
      <ul class="flex flex-col gap-2">
        <For each={props.parts}>
          {({ key, count, hidden }) => (
            <Bar
              name={props.name(key)}
              share={count === null ? null : count / most()}
              value={count === null ? ui.t.analytics[hidden ?? 'few'] : ui.format.number(count)}
              note={hidden === 'cover' ? ui.t.analytics.coverHint : undefined}
            />
          )}
        </For>
      </ul>
    </Show>
  )
}
