import { IMPORT_NOTES, type ImportNote, type ImportNoteCode, type ImportReport } from '@carillon/contract'
import { Button } from '@carillon/ui'
import Download from 'lucide-solid/icons/download'
import { createMemo, createSignal, For, Show } from 'solid-js'
import { useWords } from '../interface.ts'
import { SelectField } from '../parts/fields.tsx'
import { saveFile } from '../parts/files.ts'
import { reportAsCsv, reportAsText } from './report.ts'

/** More at once would make the page heavy. */
const PAGE = 100

/** The notes of a report, all or of one kind, to be read here or taken away. */
export function ImportNotes(props: { report: ImportReport }) {
  const ui = useWords()
  const [kind, setKind] = createSignal('')
  const [shown, setShown] = createSignal(PAGE)
  const choose = (code: string) => {
    setKind(code)
    setShown(PAGE)
  }
  const found = createMemo(() => inOrder(props.report.notes.filter(({ code }) => !kind() || code === kind())))
  const total = () => Object.values(props.report.counts).reduce((sum, count) => sum + count, 0)
  const kinds = () =>
    (Object.entries(props.report.counts) as [ImportNoteCode, number][])
      .toSorted(([, a], [, b]) => b - a)
      .map(([code, count]) => ({ code, name: ui.t.imports.kind(ui.t.imports.note[code], ui.format.number(count)) }))
  return (
    <>
      <div class="flex flex-wrap items-end gap-x-4 gap-y-3">
        <div class="min-w-0 flex-1 basis-72">
          <SelectField
            label={ui.t.imports.show}
            none={ui.t.imports.all(ui.format.number(total()))}
            options={kinds()}
            value={kind()}
            onValue={choose}
          />
        </div>
        <div class="flex flex-wrap gap-2" role="group" aria-label={ui.t.imports.download}>
          <Button onClick={() => saveFile('report.csv', 'text/csv', reportAsCsv(found(), ui.t.imports))}>
            <Download size="1.125em" aria-hidden="true" />
            {ui.t.imports.csv}
          </Button>
          <Button onClick={() => saveFile('report.txt', 'text/plain', reportAsText(found(), ui.t.imports))}>
            <Download size="1.125em" aria-hidden="true" />
            {ui.t.imports.text}
          </Button>
        </div>
      </div>
      <table class="w-full text-start text-sm">
        <thead>
          <tr class="border-b border-edge">
            <th scope="col" class="w-2/5 py-2 pe-4 text-start sm:w-1/3">
              {ui.t.imports.fileColumn}
            </th>
            <th scope="col" class="py-2 text-start">
              {ui.t.imports.what}
            </th>
          </tr>
        </thead>
        <tbody class="divide-y divide-line">
          <For each={found().slice(0, shown())}>{(note) => <NoteRow note={note} />}</For>
        </tbody>
      </table>
      <Show when={found().length > shown()}>
        <Button class="self-center" onClick={() => setShown(shown() + PAGE)}>
          {ui.t.imports.more}
        </Button>
      </Show>
      <Show when={total() > props.report.notes.length}>
        <p class="text-sm text-muted">{ui.t.imports.unlisted(total() - props.report.notes.length)}</p>
      </Show>
    </>
  )
}

/** What is known already may be most of it, and asks for nothing: it comes last. */
function inOrder(notes: ImportNote[]): ImportNote[] {
  const isKnown = ({ code }: ImportNote) => IMPORT_NOTES[code] === 'known'
  return [...notes.filter((note) => !isKnown(note)), ...notes.filter(isKnown)]
}

function NoteRow(props: { note: ImportNote }) {
  const ui = useWords()
  return (
    <tr class="align-top">
      <td class="py-2 pe-4 wrap-anywhere">
        <bdi class="line-clamp-2" title={props.note.file}>
          {props.note.file}
        </bdi>
        <span class="block text-muted tabular-nums">
          {ui.t.imports.line} {ui.format.number(props.note.line)}
        </span>
      </td>
      <td class="py-2">
        {ui.t.imports.note[props.note.code]}
        <span class="block font-mono text-xs wrap-anywhere text-muted" dir="auto">
          {props.note.detail}
        </span>
      </td>
    </tr>
  )
}
