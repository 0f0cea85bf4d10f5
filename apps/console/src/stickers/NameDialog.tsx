import { Alert, Button } from '@carillon/ui'
import { createEffect, on } from 'solid-js'
import { createForm } from '../forms.ts'
import { useWords } from '../interface.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { TextField } from '../parts/fields.tsx'

type NameProps = {
  open: boolean
  title: string
  name: string
  action: string
  onClose: () => void
  onSave: (name: string) => Promise<unknown>
}

/** Asks what a pack is called. */
export function NameDialog(props: NameProps) {
  const ui = useWords()
  const form = createForm({ name: '' }, async ({ name }) => {
    await props.onSave(name)
    props.onClose()
  })
  createEffect(
    on(
      () => props.open,
      (open) => open && form.reset({ name: props.name }),
    ),
  )
  return (
    <Dialog open={props.open} onClose={props.onClose} title={props.title}>
      <form class="flex flex-col gap-4" onSubmit={form.onSubmit} noValidate>
        <TextField
          label={ui.t.stickers.name}
          placeholder={ui.t.stickers.namePlaceholder}
          autocomplete="off"
          value={form.values.name}
          onValue={(name) => form.set('name', name)}
          error={form.error('name')}
        />
        <Alert>{form.message()}</Alert>
        <Button type="submit" look="primary" class="self-end" busy={form.busy()}>
          {props.action}
        </Button>
      </form>
    </Dialog>
  )
}
