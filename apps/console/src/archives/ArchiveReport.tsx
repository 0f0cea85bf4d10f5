import type { ArchiveJob } from '@carillon/contract'
import { For, Show } from 'solid-js'
import { useWords } from '../interface.ts'

/** What came of an import, and each post that stayed out with its reason. */
export function ArchiveReport(props: { report: NonNullable<ArchiveJob['report']> }) {
  const ui = useWords()
  const left = () => props.report.notes
  return (
    <div class="flex flex-col gap-2 text-sm">
      <p role="status">
        {ui.t.archives.created(props.report.created)}{' '}
        {props.report.known > 0 && ui.t.archives.known(props.report.known)}{' '}
        {left().length > 0 && ui.t.archives.left(left().length)}
      </p>
      <Show when={left().length > 0}>
        <ul class="max-h-60 overflow-y-auto rounded-md border border-line px-3 py-2">
          <For each={left()}>
            {(note) => (
              <li>
                {ui.t.archives.post(note.post)}: {ui.t.archives.notes[note.code]}
                <Show when={note.detail}>
                  {' '}
                  <code class="font-mono text-xs text-muted">{note.detail}</code>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </div>
  )
}
