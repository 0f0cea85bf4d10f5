import { Button } from '@carillon/ui'
import FileUp from 'lucide-solid/icons/file-up'
import { createSignal, Show } from 'solid-js'
import { useWords } from '../interface.ts'
import { Page } from '../parts/Page.tsx'
import { createImport } from './importing.ts'
import { ImportResult } from './ImportResult.tsx'
import { OperatorsOnly } from './OperatorsOnly.tsx'

export function ImportPage() {
  const ui = useWords()
  const [over, setOver] = createSignal(false)
  const running = createImport()
  let picker!: HTMLInputElement
  const choose = () => {
    const files = [...(picker.files ?? [])]
    picker.value = ''
    void running.start(files)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void running.start([...(event.dataTransfer?.files ?? [])])
  }
  const enter = (event: DragEvent) => {
    event.preventDefault()
    setOver(true)
  }
  return (
    <OperatorsOnly>
      <Page title={ui.t.operator.import} lead={ui.t.operator.importLead}>
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
            accept=".opml,.xml,text/x-opml,text/xml,application/xml"
            class="hidden"
            aria-label={ui.t.operator.chooseFiles}
            onChange={choose}
          />
          <Button look="primary" busy={running.progress() !== undefined} onClick={() => picker.click()}>
            {ui.t.operator.chooseFiles}
          </Button>
          <p class="text-sm text-muted">{ui.t.operator.dropFiles}</p>
          <div role="status" class="w-full max-w-form">
            <Show when={running.progress()}>
              {(progress) => (
                <div class="flex flex-col gap-1">
                  <progress class="w-full" value={progress().done} max={progress().all} />
                  <p class="text-sm">
                    {ui.t.operator.importing(Math.min(progress().done + 1, progress().all), progress().all)}
                  </p>
                </div>
              )}
            </Show>
          </div>
        </div>
        <Show when={running.result()}>{(result) => <ImportResult {...result()} />}</Show>
      </Page>
    </OperatorsOnly>
  )
}
