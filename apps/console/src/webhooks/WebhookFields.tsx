import { WEBHOOK_EVENTS, type WebhookEvent } from '@carillon/contract/lists'
import { Alert } from '@carillon/ui'
import { For } from 'solid-js'
import type { createForm } from '../forms.ts'
import { useWords } from '../interface.ts'
import { Check } from '../parts/choices.tsx'
import { TextField } from '../parts/fields.tsx'

export type WebhookValues = { url: string; events: WebhookEvent[] }

/** Where to, and what: what a new webhook and a changed one are asked for. */
export function WebhookFields(props: { form: ReturnType<typeof createForm<WebhookValues>> }) {
  const ui = useWords()
  const choose = (event: WebhookEvent, chosen: boolean) =>
    props.form.set(
      'events',
      WEBHOOK_EVENTS.filter((other) => (other === event ? chosen : props.form.values.events.includes(other))),
    )
  return (
    <>
      <TextField
        type="url"
        dir="ltr"
        label={ui.t.webhooks.url}
        hint={ui.t.webhooks.urlHint}
        autocomplete="off"
        value={props.form.values.url}
        onValue={(url) => props.form.set('url', url)}
        error={props.form.error('url')}
      />
      <fieldset>
        <legend class="text-sm font-semibold">{ui.t.webhooks.events}</legend>
        <For each={WEBHOOK_EVENTS}>
          {(event) => (
            <Check
              label={ui.t.webhooks.event[event]}
              checked={props.form.values.events.includes(event)}
              onChecked={(chosen) => choose(event, chosen)}
            />
          )}
        </For>
      </fieldset>
      <Alert>{props.form.error('events') ?? props.form.message()}</Alert>
    </>
  )
}
