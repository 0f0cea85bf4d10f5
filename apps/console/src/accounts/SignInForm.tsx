import type { Me } from '@carillon/contract'
import { Alert, Button } from '@carillon/ui'
import { api } from '../api.ts'
import { createForm } from '../forms.ts'
import { useWords } from '../interface.ts'
import { PasswordField, TextField } from '../parts/fields.tsx'
import { beSignedIn } from './signed-in.ts'

export function SignInForm(props: { email?: string | undefined; onDone: (me: Me) => void }) {
  const ui = useWords()
  const form = createForm({ email: props.email ?? '', password: '' }, async (values) => {
    const me = await api.accounts.signIn.mutate(values)
    beSignedIn(me)
    props.onDone(me)
  })
  return (
    <form class="flex flex-col gap-4" onSubmit={form.onSubmit} noValidate>
      <TextField
        label={ui.t.accounts.email}
        type="email"
        name="email"
        autocomplete="username"
        autofocus={!props.email}
        value={form.values.email}
        onValue={(value) => form.set('email', value)}
        error={form.error('email')}
      />
      <PasswordField
        label={ui.t.accounts.password}
        name="password"
        autocomplete="current-password"
        autofocus={Boolean(props.email)}
        value={form.values.password}
        onValue={(value) => form.set('password', value)}
        error={form.error('password')}
      />
      <Alert>{form.message()}</Alert>
      <Button type="submit" look="primary" busy={form.busy()}>
        {ui.t.accounts.signIn}
      </Button>
    </form>
  )
}
