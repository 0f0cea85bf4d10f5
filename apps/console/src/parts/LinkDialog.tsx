import { Button } from '@carillon/ui'
import { useWords } from '../interface.ts'
import { CopyField } from './CopyField.tsx'
import { Dialog } from './Dialog.tsx'

/** Shows the link of a new invitation, which nobody can see again. */
export function LinkDialog(props: { link: string | undefined; onClose: () => void }) {
  const ui = useWords()
  return (
    <Dialog
      open={props.link !== undefined}
      onClose={props.onClose}
      title={ui.t.team.linkTitle}
      hint={ui.t.team.linkHint}
      firm
    >
      <CopyField label={ui.t.team.link} value={props.link ?? ''} />
      <Button look="primary" class="self-end" onClick={() => props.onClose()}>
        {ui.t.team.done}
      </Button>
    </Dialog>
  )
}
