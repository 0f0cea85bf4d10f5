import { Button } from '@carillon/ui'
import { useWords } from '../interface.ts'
import { CopyField } from '../parts/CopyField.tsx'
import { Dialog } from '../parts/Dialog.tsx'

/** The one time that a secret is shown. */
export function SecretDialog(props: { secret: string | undefined; onClose: () => void }) {
  const ui = useWords()
  return (
    <Dialog
      open={props.secret !== undefined}
      onClose={props.onClose}
      title={ui.t.webhooks.createdTitle}
      hint={ui.t.webhooks.createdHint}
      firm
    >
      <CopyField label={ui.t.webhooks.secret} value={props.secret ?? ''} />
      <p class="text-sm text-pretty text-muted">{ui.t.webhooks.secretUsage}</p>
      <Button look="primary" class="self-end" onClick={() => props.onClose()}>
        {ui.t.team.done}
      </Button>
    </Dialog>
  )
}
