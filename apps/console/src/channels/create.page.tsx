import { Alert, Button } from '@carillon/ui'
import { useNavigate } from '@solidjs/router'
import { createEffect } from 'solid-js'
import type { CreateChannel } from '@carillon/contract'
import { api } from '../api.ts'
import { createForm } from '../forms.ts'
import { useWords } from '../interface.ts'
import { TextField } from '../parts/fields.tsx'
import { notify } from '../parts/notices.tsx'
import { Page } from '../parts/Page.tsx'
import { Section } from '../parts/Section.tsx'
import { forget, recall, remember } from '../storage.ts'
import { keepChannel } from './channel.ts'
import { ProfileFields } from './ProfileFields.tsx'
import type { Profile } from './profile.ts'

type NewChannel = Profile & { handle: string }
const EMPTY: NewChannel = { name: '', handle: '', description: '', category: '', country: null, language: null }
/** Where what is typed here waits for another visit. */
const KEPT = 'new-channel'

export function CreatePage() {
  const ui = useWords()
  const navigate = useNavigate()
  const form = createForm<NewChannel>({ ...EMPTY, ...recallNewChannel() }, async (values) => {
    const channel = await api.channels.create.mutate(values as CreateChannel)
    forget(KEPT)
    keepChannel(channel)
    notify(ui.t.channels.created(channel.name))
    navigate(`/c/${channel.handle}`)
  })
  createEffect(() => remember(KEPT, JSON.stringify(form.values)))
  const address = () => `${location.host}/c/${form.values.handle.trim().toLowerCase().replace(/^@/, '')}`
  return (
    <Page title={ui.t.channels.create} lead={ui.t.channels.createLead}>
      <Section title={ui.t.channels.profile}>
        <form class="flex flex-col gap-4" onSubmit={form.onSubmit} noValidate>
          <ProfileFields form={form} />
          <TextField
            label={ui.t.channels.handle}
            hint={[ui.t.channels.handleHint, form.values.handle && ui.t.channels.handleAddress(address())]
              .filter(Boolean)
              .join(' ')}
            dir="ltr"
            autocapitalize="none"
            spellcheck={false}
            autocomplete="off"
            value={form.values.handle}
            onValue={(value) => form.set('handle', value)}
            error={form.error('handle')}
          />
          <Alert>{form.message()}</Alert>
          <Button type="submit" look="primary" class="self-start" busy={form.busy()}>
            {ui.t.channels.create}
          </Button>
        </form>
      </Section>
    </Page>
  )
}

function recallNewChannel(): Partial<NewChannel> {
  try {
    return JSON.parse(recall(KEPT) ?? '{}')
  } catch {
    return {}
  }
}
