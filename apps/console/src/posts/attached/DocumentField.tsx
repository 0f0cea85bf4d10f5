import { LIMITS } from '@carillon/contract'
import { Alert, Button, DocumentIcon } from '@carillon/ui'
import X from 'lucide-solid/icons/x'
import { Show } from 'solid-js'
import { useWords } from '../../interface.ts'
import { TextField } from '../../parts/fields.tsx'
import type { DocumentItem } from './attached.ts'
import type { Attaching } from './attaching.ts'
import { JourneyView } from './JourneyView.tsx'

type FieldProps = {
  item: DocumentItem
  attaching: Attaching
  lost: boolean
  error: (path: string) => string | undefined
}

/** A file to take along, and what followers see it called. */
export function DocumentField(props: FieldProps) {
  const ui = useWords()
  return (
    <section aria-label={ui.t.attached.document} class="flex flex-col gap-3 rounded-md border border-line p-3">
      <div class="flex items-start gap-3">
        <span class="flex size-11 shrink-0 items-center justify-center rounded-sm bg-accent-soft text-2xl text-accent">
          <DocumentIcon />
        </span>
        <div class="min-w-0 flex-1">
          <TextField
            label={ui.t.attached.documentName}
            hint={ui.t.attached.documentHint}
            aside={<Show when={props.item.file}>{(file) => <span>{ui.format.size(file().size)}</span>}</Show>}
            maxlength={LIMITS.fileName}
            value={props.item.name}
            error={props.error('content.document.name')}
            onValue={(name) => props.attaching.change(props.item.id, { name })}
          />
        </div>
      </div>
      <JourneyView item={props.item} attaching={props.attaching} lost={props.lost} />
      <Alert>{props.error('content.document.mediaId')}</Alert>
      <Button
        look="quiet"
        class="min-h-9! self-start px-2! text-sm!"
        onClick={() => props.attaching.remove(props.item.id)}
      >
        <X size="1.1em" aria-hidden="true" />
        {ui.t.attached.removeDocument}
      </Button>
    </section>
  )
}
