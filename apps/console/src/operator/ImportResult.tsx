import type { ImportNote } from '@carillon/contract'
import { For, onMount, Show } from 'solid-js'
import { useWords } from '../interface.ts'
import { Section } from '../parts/Section.tsx'
import type { ImportOutcome } from './importing.ts'

/** What came of an import: in a sentence, then every repair with its file and line. */
export function ImportResult(props: ImportOutcome) {
  const ui = useWords()
  let summary!: HTMLParagraphElement
  onMount(() => summary.focus())
  return (
    <Section title={ui.t.operator.report}>
      <p ref={summary} tabindex="-1" class="text-lg outline-none">
        {ui.t.operator.reportLine(props.report.created, props.report.known, props.report.files)}
      </p>
      <Show when={props.failed.length > 0}>
        <div class="rounded-md bg-danger-soft p-4 text-danger">
          <h3 class="font-semibold">{ui.t.operator.failedFiles}</h3>
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
      <Show when={props.report.notes.length > 0} fallback={<p class="text-muted">{ui.t.operator.noNotes}</p>}>
        <table class="w-full text-start text-sm">
          <caption class="pb-2 text-start text-muted">{ui.t.operator.notes(props.report.notes.length)}</caption>
          <thead>
            <tr class="border-b border-edge">
              <th scope="col" class="w-2/5 py-2 pe-4 text-start sm:w-1/3">
                {ui.t.operator.file}
              </th>
              <th scope="col" class="py-2 text-start">
                {ui.t.operator.what}
              </th>
            </tr>
          </thead>
          <tbody class="divide-y divide-line">
            <For each={props.report.notes}>{(note) => <NoteRow note={note} />}</For>
          </tbody>
        </table>
      </Show>
    </Section>
  )
}

function NoteRow(props: { note: ImportNote }) {
  const ui = useWords()
  return (
    <tr class="align-top">
      <td class="py-2 pe-4">
        <bdi>{props.note.file}</bdi>
        <span class="block text-muted tabular-nums">
          {ui.t.operator.line} {ui.format.number(props.note.line)}
        </span>
      </td>
      <td class="py-2">
        {ui.t.operator.note[props.note.code]}
        <span class="block font-mono text-xs text-muted" dir="auto">
          {props.note.detail}
        </span>
      </td>
    </tr>
  )
}
