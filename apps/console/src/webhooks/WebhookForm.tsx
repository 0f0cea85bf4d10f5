import { Button } from '@carillon/ui'
import { createSignal } from 'solid-js'
import { api } from '../api.ts'
import { useChannel } from '../channels/channel.ts'
import { createForm } from '../forms.ts'
import { useWords } from '../interface.ts'
import { refreshWebhooks } from './queries.ts'
import { SecretDialog } from './SecretDialog.tsx'
import { WebhookFields, type WebhookValues } from './WebhookFields.tsx'

const USUAL: WebhookValues = { url: '', events: ['post.published', 'post.edited', 'post.deleted'] }

export function WebhookForm() {
  const ui = useWords()
  const channel = useChannel()
  const [secret, setSecret] = createSignal<string>()
  const form = createForm(USUAL, async (values) => {
    const webhook = await api.webhooks.create.mutate({ handle: channel().handle, ...values })
    setSecret(webhook.secret)
    form.reset(USUAL)
    await refreshWebhooks(channel().handle)
  })
  return (
    <form class="flex flex-col gap-4" onSubmit={form.onSubmit} noValidate>
      <WebhookFields form={form} />
      <Button type="submit" look="primary" class="self-start" busy={form.busy()}>
        {ui.t.webhooks.add}
      </Button>
      <SecretDialog secret={secret()} onClose={() => setSecret(undefined)} />
    </form>
  )
}
