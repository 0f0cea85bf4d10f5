import { countOutcomes, type ImportOutcome as Outcome } from '@carillon/contract'
import { For, onMount, Show } from 'solid-js'
import { useWords } from '../interface.ts'
import { Section } from '../parts/Section.tsx'
import type { ImportOutcome } from './importing.ts'
import { ImportNotes } from './ImportNotes.tsx'

const OUTCOMES: Outcome[] = ['repaired', 'left_open', 'left_out', 'known']

/** What came of an import: in a sentence and four numbers, then every note with its file and line. */
export function ImportResult(props: ImportOutcome) {
  const ui = useWords()
  let summary!: HTMLParagraphElement
  onMount(() => summary.focus())
  const totals = () => countOutcomes(props.report.counts)
  const seconds = () => Math.ceil(props.report.milliseconds / 1_000)
  return (
    <Section title={ui.t.imports.report}>
      <p ref={summary} tabindex="-1" class="text-lg outline-none">
        {ui.t.imports.sum(props.report.created, props.report.known, props.report.files)} {ui.t.imports.took(seconds())}
      </p>
      <Show when={props.failed.length > 0}>
        <div class="rounded-md bg-danger-soft p-4 text-danger">
          <h3 class="font-semibold">{ui.t.imports.failed}</h3>
          <ul class="text-sm">
            <For each={props.failed}>
              {({ file, reason }) => (
                <li>
                  <bdi>{file}</bdi>: {reason}
                </li>
              )}
            </For>
          </ul>
        </div>
      </Show>
      <dl class="grid grid-cols-2 gap-4 lg:grid-cols-4">
        <For each={OUTCOMES}>
          {(outcome) => (
            <div class="flex flex-col-reverse">
              <dt class="text-sm text-muted">{ui.t.imports.outcome[outcome]}</dt>
              <dd class="font-serif text-2xl tabular-nums">{ui.format.number(totals()[outcome])}</dd>
            </div>
          )}
        </For>
      </dl>
      <Show
        when={props.report.notes.length > 0}
        fallback={<p class="text-muted">{props.report.files > 0 && ui.t.imports.clean}</p>}
      >
        <ImportNotes report={props.report} />
      </Show>
    </Section>
  )
}
