import { LIMITS } from '@carillon/contract'
import { createSignal } from 'solid-js'
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx'
import { TextArea } from '../parts/fields.tsx'

type DialogProps = {
  open: boolean
  onClose: () => void
  title: string
  hint: string
  label: string
  labelHint?: string
  action: string
  /** Whether it may be left without a word. */
  optional?: boolean
  run: (text: string) => Promise<unknown>
}

/** Asks for the words that go with a step of a review. */
export function WordsDialog(props: DialogProps) {
  const [text, setText] = createSignal('')
  return (
    <ConfirmDialog
      open={props.open}
      onClose={props.onClose}
      title={props.title}
      hint={props.hint}
      action={props.action}
      look="primary"
      ready={props.optional || text().trim() !== ''}
      run={async () => {
        await props.run(text())
        setText('')
      }}
    >
      <TextArea
        label={props.label}
        hint={props.labelHint}
        value={text()}
        onValue={setText}
        maxlength={LIMITS.reviewText}
      />
    </ConfirmDialog>
  )
}
