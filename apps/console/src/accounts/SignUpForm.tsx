import { LIMITS, type Invitation, type Me } from '@carillon/contract'
import { Alert, Button } from '@carillon/ui'
import { api } from '../api.ts'
import { createForm } from '../forms.ts'
import { useWords } from '../interface.ts'
import { PasswordField, TextField } from '../parts/fields.tsx'
import { beSignedIn } from './signed-in.ts'

/** Makes the account that an invitation brings. */
export function SignUpForm(props: { token: string; invitation: Invitation; onDone: (me: Me) => void }) {
  const ui = useWords()
  const form = createForm({ name: '', email: props.invitation.email ?? '', password: '' }, async (values) => {
    const me = await api.accounts.signUp.mutate({ token: props.token, ...values })
    beSignedIn(me)
    props.onDone(me)
  })
  return (
    <form class="flex flex-col gap-4" onSubmit={form.onSubmit} noValidate>
      <TextField
        label={ui.t.accounts.name}
        hint={ui.t.accounts.nameHint}
        name="name"
        autocomplete="name"
        autofocus
        value={form.values.name}
        onValue={(value) => form.set('name', value)}
        error={form.error('name')}
      />
      <TextField
        label={ui.t.accounts.email}
        type="email"
        name="email"
        autocomplete="username"
        readOnly={props.invitation.email !== null}
        value={form.values.email}
        onValue={(value) => form.set('email', value)}
        error={form.error('email')}
      />
      <PasswordField
        label={ui.t.accounts.password}
        hint={ui.t.accounts.passwordHint(LIMITS.passwordMin)}
        name="password"
        autocomplete="new-password"
        value={form.values.password}
        onValue={(value) => form.set('password', value)}
        error={form.error('password')}
      />
      <Alert>{form.message()}</Alert>
      <Button type="submit" look="primary" busy={form.busy()}>
        {ui.t.invitation.makeAccount}
      </Button>
    </form>
  )
}
