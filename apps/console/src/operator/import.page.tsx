import { Button } from '@carillon/ui'
import FileUp from 'lucide-solid/icons/file-up'
import { createSignal, For, Show } from 'solid-js'
import { useWords } from '../interface.ts'
import { Page } from '../parts/Page.tsx'
import { ProgressBar } from '../parts/ProgressBar.tsx'
import { importProgress, importResult, type Progress, startImport } from './importing.ts'
import { ImportResult } from './ImportResult.tsx'
import { OperatorsOnly } from './OperatorsOnly.tsx'

const COLUMNS = ['name', 'handle', 'description', 'category', 'country', 'language', 'url']

export function ImportPage() {
  const ui = useWords()
  const [over, setOver] = createSignal(false)
  let picker!: HTMLInputElement
  const choose = () => {
    const files = [...(picker.files ?? [])]
    picker.value = ''
    void startImport(files)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void startImport([...(event.dataTransfer?.files ?? [])])
  }
  const enter = (event: DragEvent) => {
    event.preventDefault()
    setOver(true)
  }
  return (
    <OperatorsOnly>
      <Page title={ui.t.imports.title} lead={ui.t.imports.lead}>
        <div
          class="flex flex-col items-center gap-3 rounded-lg border-2 border-dashed border-edge p-8 text-center"
          classList={{ 'border-accent! bg-accent-soft': over() }}
          onDragOver={enter}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <FileUp size="2.5rem" stroke-width="1.5" aria-hidden="true" class="text-accent" />
          <input
            ref={picker}
            type="file"
            multiple
            accept=".opml,.xml,.csv,.tsv,.txt,text/x-opml,text/xml,application/xml,text/csv"
            class="hidden"
            aria-label={ui.t.imports.choose}
            onChange={choose}
          />
          <Button look="primary" busy={importProgress() !== undefined} onClick={() => picker.click()}>
            {ui.t.imports.choose}
          </Button>
          <p class="text-sm text-muted">{ui.t.imports.drop}</p>
          <p class="max-w-form text-sm text-pretty text-muted">
            {ui.t.imports.columns}{' '}
            <span dir="ltr">
              <For each={COLUMNS}>
                {(column, at) => (
                  <>
                    {at() > 0 && ', '}
                    <code>{column}</code>
                  </>
                )}
              </For>
            </span>
          </p>
          <Show when={importProgress()}>{(progress) => <Running {...progress()} />}</Show>
        </div>
        <Show when={importResult()}>{(result) => <ImportResult {...result()} />}</Show>
      </Page>
    </OperatorsOnly>
  )
}

function Running(props: Progress) {
  const ui = useWords()
  const file = () => ui.t.imports.file(props.at + 1, props.all, props.name)
  const share = () => (props.at + (props.rows ? props.rowsDone / props.rows : 0)) / props.all
  return (
    <div class="flex w-full max-w-form flex-col gap-1">
      <ProgressBar label={ui.t.imports.title} value={share()} />
      <p class="truncate text-sm" role="status">
        <bdi>{file()}</bdi>
      </p>
      <p class="text-sm text-muted tabular-nums">
        {props.rows
          ? ui.t.imports.rows(ui.format.number(props.rowsDone), ui.format.number(props.rows))
          : ui.t.imports.reading}
      </p>
    </div>
  )
}
