import { RETENTION_DAYS } from '@carillon/contract'
import { Alert, Button } from '@carillon/ui'
import { api } from '../api.ts'
import { createForm } from '../forms.ts'
import { useWords } from '../interface.ts'
import { TextField } from '../parts/fields.tsx'
import { notify } from '../parts/notices.tsx'
import { Section } from '../parts/Section.tsx'
import { keepChannel, useChannel } from './channel.ts'

export function RetentionSettings() {
  const ui = useWords()
  const channel = useChannel()
  const form = createForm({ retentionDays: String(channel().retentionDays) }, async ({ retentionDays }) => {
    const handle = channel().handle
    keepChannel(await api.channels.edit.mutate({ handle, retentionDays: Number(retentionDays) }))
    notify(ui.t.shell.saved)
  })
  return (
    <Section title={ui.t.channels.retention}>
      <form class="flex flex-col gap-4" onSubmit={form.onSubmit} noValidate>
        <TextField
          label={ui.t.channels.retentionLabel}
          hint={ui.t.channels.retentionHint}
          type="number"
          min="1"
          max={RETENTION_DAYS}
          class="max-w-32"
          value={form.values.retentionDays}
          onValue={(value) => form.set('retentionDays', value)}
          error={form.error('retentionDays')}
        />
        <Alert>{form.message()}</Alert>
        <Button type="submit" look="primary" class="self-start" busy={form.busy()}>
          {ui.t.shell.save}
        </Button>
      </form>
    </Section>
  )
}
