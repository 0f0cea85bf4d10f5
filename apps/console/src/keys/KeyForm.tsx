import { SCOPES } from '@carillon/contract'
import { Alert, Button } from '@carillon/ui'
import { createSignal, For } from 'solid-js'
import { api } from '../api.ts'
import { useChannel } from '../channels/channel.ts'
import { createForm } from '../forms.ts'
import { useWords } from '../interface.ts'
import { Check } from '../parts/choices.tsx'
import { CopyField } from '../parts/CopyField.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { TextField } from '../parts/fields.tsx'
import { refreshKeys } from './queries.ts'

type Scope = (typeof SCOPES)[number]
const USUAL = { name: '', scopes: ['read', 'publish'] as Scope[] }

export function KeyForm() {
  const ui = useWords()
  const channel = useChannel()
  const [secret, setSecret] = createSignal<string>()
  const form = createForm(USUAL, async (values) => {
    const key = await api.keys.create.mutate({ handle: channel().handle, ...values })
    setSecret(key.secret)
    form.reset(USUAL)
    await refreshKeys(channel().handle)
  })
  const choose = (scope: Scope, chosen: boolean) =>
    form.set(
      'scopes',
      SCOPES.filter((other) => (other === scope ? chosen : form.values.scopes.includes(other))),
    )
  return (
    <form class="flex flex-col gap-4" onSubmit={form.onSubmit} noValidate>
      <TextField
        label={ui.t.keys.name}
        hint={ui.t.keys.nameHint}
        autocomplete="off"
        value={form.values.name}
        onValue={(name) => form.set('name', name)}
        error={form.error('name')}
      />
      <fieldset>
        <legend class="text-sm font-semibold">{ui.t.keys.scopes}</legend>
        <For each={SCOPES}>
          {(scope) => (
            <Check
              label={ui.t.keys.scope[scope]}
              checked={form.values.scopes.includes(scope)}
              onChecked={(chosen) => choose(scope, chosen)}
            />
          )}
        </For>
      </fieldset>
      <Alert>{form.error('scopes') ?? form.message()}</Alert>
      <Button type="submit" look="primary" class="self-start" busy={form.busy()}>
        {ui.t.keys.create}
      </Button>
      <Dialog
        open={secret() !== undefined}
        onClose={() => setSecret(undefined)}
        title={ui.t.keys.createdTitle}
        hint={ui.t.keys.createdHint}
        firm
      >
        <CopyField label={ui.t.keys.secret} value={secret() ?? ''} />
        <p class="text-sm text-muted">{ui.t.keys.usage}</p>
        <pre class="rounded-md bg-sunken p-3 font-mono text-sm break-all whitespace-pre-wrap">
          <code>Authorization: Bearer {secret()}</code>
        </pre>
        <Button look="primary" class="self-end" onClick={() => setSecret(undefined)}>
          {ui.t.team.done}
        </Button>
      </Dialog>
    </form>
  )
}
