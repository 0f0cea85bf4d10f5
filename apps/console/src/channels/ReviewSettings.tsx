import { Alert, Button } from '@carillon/ui'
import { api } from '../api.ts'
import { createForm } from '../forms.ts'
import { useWords } from '../interface.ts'
import { Check } from '../parts/choices.tsx'
import { notify } from '../parts/notices.tsx'
import { Section } from '../parts/Section.tsx'
import { keepChannel, useChannel } from './channel.ts'

export function ReviewSettings() {
  const ui = useWords()
  const channel = useChannel()
  const form = createForm({ review: channel().review }, async (values) => {
    keepChannel(await api.channels.edit.mutate({ handle: channel().handle, ...values }))
    notify(ui.t.shell.saved)
  })
  return (
    <Section title={ui.t.review.setting}>
      <form class="flex flex-col gap-4" onSubmit={form.onSubmit} noValidate>
        <Check
          label={ui.t.review.settingLabel}
          hint={ui.t.review.settingHint}
          checked={form.values.review}
          onChecked={(review) => form.set('review', review)}
        />
        <Alert>{form.message()}</Alert>
        <Button type="submit" look="primary" class="self-start" busy={form.busy()}>
          {ui.t.shell.save}
        </Button>
      </form>
    </Section>
  )
}
