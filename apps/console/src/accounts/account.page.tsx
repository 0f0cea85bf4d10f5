import { LIMITS } from '@carillon/contract'
import { Alert, Button } from '@carillon/ui'
import { createSignal } from 'solid-js'
import { api } from '../api.ts'
import { createForm } from '../forms.ts'
import { useWords } from '../interface.ts'
import { PasswordField } from '../parts/fields.tsx'
import { Page } from '../parts/Page.tsx'
import { Section } from '../parts/Section.tsx'
import { useMe } from '../queries.ts'

export function AccountPage() {
  const ui = useWords()
  const me = useMe()
  const [done, setDone] = createSignal(false)
  const form = createForm({ password: '', newPassword: '' }, async (values) => {
    setDone(false)
    await api.accounts.changePassword.mutate(values)
    form.reset({ password: '', newPassword: '' })
    setDone(true)
  })
  return (
    <Page title={ui.t.shell.account} lead={`${me.data?.name} · ${me.data?.email}`}>
      <Section title={ui.t.accounts.change}>
        <form class="flex max-w-form flex-col gap-4" onSubmit={form.onSubmit} noValidate>
          <PasswordField
            label={ui.t.accounts.currentPassword}
            autocomplete="current-password"
            value={form.values.password}
            onValue={(value) => form.set('password', value)}
            error={form.error('password')}
          />
          <PasswordField
            label={ui.t.accounts.newPassword}
            hint={ui.t.accounts.passwordHint(LIMITS.passwordMin)}
            autocomplete="new-password"
            value={form.values.newPassword}
            onValue={(value) => form.set('newPassword', value)}
            error={form.error('newPassword')}
          />
          <Alert>{form.message()}</Alert>
          <Alert tone="good">{done() && ui.t.accounts.changed}</Alert>
          <Button type="submit" look="primary" class="self-start" busy={form.busy()}>
            {ui.t.accounts.change}
          </Button>
        </form>
      </Section>
    </Page>
  )
}
