import type { Role } from '@carillon/contract'
import { Alert, Button } from '@carillon/ui'
import { createSignal } from 'solid-js'
import { api } from '../api.ts'
import { useChannel } from '../channels/channel.ts'
import { createForm } from '../forms.ts'
import { useWords } from '../interface.ts'
import { SelectField, TextField } from '../parts/fields.tsx'
import { LinkDialog } from '../parts/LinkDialog.tsx'
import { refreshTeam } from './queries.ts'

type GivenRole = Exclude<Role, 'owner'>
const INVITED: GivenRole[] = ['admin', 'editor', 'analyst']

export function InviteForm() {
  const ui = useWords()
  const channel = useChannel()
  const [link, setLink] = createSignal<string>()
  const form = createForm({ role: 'editor' as GivenRole, email: '' }, async ({ role, email }) => {
    const given = email.trim() ? { email } : {}
    const invitation = await api.members.invite.mutate({ handle: channel().handle, role, ...given })
    setLink(invitation.link)
    form.reset({ role, email: '' })
    await refreshTeam(channel().handle)
  })
  return (
    <form class="flex flex-col gap-4" onSubmit={form.onSubmit} noValidate>
      <div class="grid gap-4 sm:grid-cols-2">
        <SelectField
          label={ui.t.team.role}
          hint={ui.t.invitation.roleMeans[form.values.role]}
          options={INVITED.map((code) => ({ code, name: ui.t.roles[code] }))}
          value={form.values.role}
          onValue={(role) => form.set('role', role as GivenRole)}
          error={form.error('role')}
        />
        <TextField
          label={ui.t.team.email}
          hint={ui.t.team.emailHint}
          type="email"
          autocomplete="off"
          value={form.values.email}
          onValue={(email) => form.set('email', email)}
          error={form.error('email')}
        />
      </div>
      <Alert>{form.message()}</Alert>
      <Button type="submit" look="primary" class="self-start" busy={form.busy()}>
        {ui.t.team.makeLink}
      </Button>
      <LinkDialog link={link()} onClose={() => setLink(undefined)} />
    </form>
  )
}
