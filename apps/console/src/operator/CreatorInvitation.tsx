import { Alert, Button } from '@carillon/ui'
import { createSignal } from 'solid-js'
import { api } from '../api.ts'
import { createForm } from '../forms.ts'
import { useWords } from '../interface.ts'
import { TextField } from '../parts/fields.tsx'
import { LinkDialog } from '../parts/LinkDialog.tsx'

export function CreatorInvitation() {
  const ui = useWords()
  const [link, setLink] = createSignal<string>()
  const form = createForm({ email: '' }, async ({ email }) => {
    const invitation = await api.instance.inviteCreator.mutate(email.trim() ? { email } : {})
    setLink(invitation.link)
    form.reset({ email: '' })
  })
  return (
    <form class="flex max-w-form flex-col gap-4" onSubmit={form.onSubmit} noValidate>
      <TextField
        label={ui.t.team.email}
        hint={ui.t.team.emailHint}
        type="email"
        autocomplete="off"
        value={form.values.email}
        onValue={(email) => form.set('email', email)}
        error={form.error('email')}
      />
      <Alert>{form.message()}</Alert>
      <Button type="submit" look="primary" class="self-start" busy={form.busy()}>
        {ui.t.team.makeLink}
      </Button>
      <LinkDialog link={link()} onClose={() => setLink(undefined)} />
    </form>
  )
}
