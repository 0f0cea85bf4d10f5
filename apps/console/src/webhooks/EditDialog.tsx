import type { Webhook } from '@carillon/contract'
import { Button } from '@carillon/ui'
import { api } from '../api.ts'
import { useChannel } from '../channels/channel.ts'
import { createForm } from '../forms.ts'
import { useWords } from '../interface.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { notify } from '../parts/notices.tsx'
import { refreshWebhooks } from './queries.ts'
import { WebhookFields } from './WebhookFields.tsx'

type EditProps = { webhook: Webhook; open: boolean; onClose: () => void; returnTo: () => HTMLElement | undefined }

export function EditDialog(props: EditProps) {
  const ui = useWords()
  return (
    <Dialog open={props.open} onClose={props.onClose} title={ui.t.webhooks.editTitle} returnTo={props.returnTo} firm>
      <EditForm {...props} />
    </Dialog>
  )
}

/** Drawn anew each time that the dialog is opened, so it begins with what holds now. */
function EditForm(props: EditProps) {
  const ui = useWords()
  const channel = useChannel()
  const { url, events } = props.webhook
  const form = createForm({ url, events: [...events] }, async (values) => {
    await api.webhooks.edit.mutate({ handle: channel().handle, webhookId: props.webhook.id, ...values })
    notify(ui.t.shell.saved)
    props.onClose()
    await refreshWebhooks(channel().handle)
  })
  return (
    <form class="flex flex-col gap-4" onSubmit={form.onSubmit} noValidate>
      <WebhookFields form={form} />
      <div class="flex flex-wrap justify-end gap-2">
        <Button onClick={() => props.onClose()}>{ui.t.shell.cancel}</Button>
        <Button type="submit" look="primary" busy={form.busy()}>
          {ui.t.shell.save}
        </Button>
      </div>
    </form>
  )
}
