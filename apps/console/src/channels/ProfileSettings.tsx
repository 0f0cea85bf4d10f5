import type { EditChannel } from '@carillon/contract'
import { Alert, Button } from '@carillon/ui'
import { api } from '../api.ts'
import { createForm } from '../forms.ts'
import { useWords } from '../interface.ts'
import { notify } from '../parts/notices.tsx'
import { Section } from '../parts/Section.tsx'
import { keepChannel, useChannel } from './channel.ts'
import type { Profile } from './profile.ts'
import { ProfileFields } from './ProfileFields.tsx'

export function ProfileSettings() {
  const ui = useWords()
  const channel = useChannel()
  const { name, description, category, country, language } = channel()
  const form = createForm<Profile>({ name, description, category, country, language }, async (values) => {
    keepChannel(await api.channels.edit.mutate({ handle: channel().handle, ...values } as EditChannel))
    notify(ui.t.shell.saved)
  })
  return (
    <Section title={ui.t.channels.profile}>
      <form class="flex flex-col gap-4" onSubmit={form.onSubmit} noValidate>
        <ProfileFields form={form} />
        <Alert>{form.message()}</Alert>
        <Button type="submit" look="primary" class="self-start" busy={form.busy()}>
          {ui.t.shell.save}
        </Button>
      </form>
    </Section>
  )
}
