import { LIMITS } from '@carillon/contract'
import { Alert, Button } from '@carillon/ui'
import { useNavigate, useParams } from '@solidjs/router'
import { api } from '../api.ts'
import { createForm } from '../forms.ts'
import { useWords } from '../interface.ts'
import { PasswordField } from '../parts/fields.tsx'
import { Doorway } from '../shell/Doorway.tsx'
import { BackToSignIn } from './BackToSignIn.tsx'

export function NewPasswordPage() {
  const ui = useWords()
  const params = useParams<{ token: string }>()
  const navigate = useNavigate()
  const form = createForm({ password: '' }, async ({ password }) => {
    await api.accounts.resetPassword.mutate({ token: params.token, password })
    navigate('/sign-in?reset=1', { replace: true })
  })
  return (
    <Doorway title={ui.t.accounts.reset} after={<BackToSignIn />}>
      <form class="flex flex-col gap-4" onSubmit={form.onSubmit} noValidate>
        <PasswordField
          label={ui.t.accounts.newPassword}
          hint={ui.t.accounts.passwordHint(LIMITS.passwordMin)}
          autocomplete="new-password"
          autofocus
          value={form.values.password}
          onValue={(value) => form.set('password', value)}
          error={form.error('password')}
        />
        <Alert>{form.message()}</Alert>
        <Button type="submit" look="primary" busy={form.busy()}>
          {ui.t.accounts.reset}
        </Button>
      </form>
    </Doorway>
  )
}
