import { Alert, Button } from '@carillon/ui'
import { api } from '../api.ts'
import { createForm } from '../forms.ts'
import { useWords } from '../interface.ts'
import { TextField } from '../parts/fields.tsx'
import { notify } from '../parts/notices.tsx'
import { Section } from '../parts/Section.tsx'
import { keepChannel, useChannel } from './channel.ts'

export function HandleSettings() {
  const ui = useWords()
  const channel = useChannel()
  const form = createForm({ newHandle: channel().handle }, async ({ newHandle }) => {
    keepChannel(await api.channels.edit.mutate({ handle: channel().handle, newHandle }))
    notify(ui.t.shell.saved)
  })
  const changed = () => form.values.newHandle.trim() !== channel().handle
  return (
    <Section title={ui.t.channels.address} lead={ui.t.channels.addressHint}>
      <form class="flex max-w-form flex-col gap-4" onSubmit={form.onSubmit} noValidate>
        <TextField
          label={ui.t.channels.handle}
          hint={ui.t.channels.handleHint}
          dir="ltr"
          autocapitalize="none"
          spellcheck={false}
          autocomplete="off"
          value={form.values.newHandle}
          onValue={(value) => form.set('newHandle', value)}
          error={form.error('newHandle')}
        />
        <Alert>{form.message()}</Alert>
        <Button type="submit" class="self-start" busy={form.busy()} disabled={!changed()}>
          {ui.t.channels.changeHandle}
        </Button>
      </form>
    </Section>
  )
}
