import { Alert, Button } from '@carillon/ui'
import { createSignal, Show } from 'solid-js'
import { createForm } from '../forms.ts'
import { useWords } from '../interface.ts'
import { TextField } from '../parts/fields.tsx'

/** Asks for a link by mail. Whether the address is known, nobody learns here. */
export function MailForm(props: { action: string; send: (email: string) => Promise<unknown> }) {
  const ui = useWords()
  const [sentTo, setSentTo] = createSignal<string>()
  const form = createForm({ email: '' }, async ({ email }) => {
    await props.send(email)
    setSentTo(email)
  })
  return (
    <Show
      when={!sentTo()}
      fallback={
        <div role="status" class="flex flex-col gap-1 rounded-md bg-good-soft p-4 text-good">
          <p class="font-semibold">{ui.t.accounts.mailSent}</p>
          <p class="text-sm">{ui.t.accounts.mailSentHint(sentTo()!)}</p>
        </div>
      }
    >
      <form class="flex flex-col gap-4" onSubmit={form.onSubmit} noValidate>
        <TextField
          label={ui.t.accounts.email}
          type="email"
          name="email"
          autocomplete="email"
          autofocus
          value={form.values.email}
          onValue={(value) => form.set('email', value)}
          error={form.error('email')}
        />
        <Alert>{form.message()}</Alert>
        <Button type="submit" look="primary" busy={form.busy()}>
          {props.action}
        </Button>
      </form>
    </Show>
  )
}
