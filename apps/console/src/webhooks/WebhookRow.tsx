import type { Webhook } from '@carillon/contract'
import { buttonClass } from '@carillon/ui'
import { A } from '@solidjs/router'
import Ellipsis from 'lucide-solid/icons/ellipsis'
import KeyRound from 'lucide-solid/icons/key-round'
import Pause from 'lucide-solid/icons/pause'
import Pencil from 'lucide-solid/icons/pencil'
import Play from 'lucide-solid/icons/play'
import Send from 'lucide-solid/icons/send'
import Trash from 'lucide-solid/icons/trash'
import { createSignal } from 'solid-js'
import { api } from '../api.ts'
import { useChannel } from '../channels/channel.ts'
import { createAction } from '../forms.ts'
import { useWords } from '../interface.ts'
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx'
import { Menu, type MenuItem } from '../parts/Menu.tsx'
import { notify, notifyFailure } from '../parts/notices.tsx'
import { EditDialog } from './EditDialog.tsx'
import { Health } from './Health.tsx'
import { refreshDeliveries, refreshWebhooks } from './queries.ts'
import { SecretDialog } from './SecretDialog.tsx'

export function WebhookRow(props: { webhook: Webhook }) {
  const ui = useWords()
  const channel = useChannel()
  const [asking, setAsking] = createSignal<'edit' | 'rotate' | 'remove'>()
  const [secret, setSecret] = createSignal<string>()
  let trigger: HTMLElement | undefined
  const which = () => ({ handle: channel().handle, webhookId: props.webhook.id })
  const refresh = () => refreshWebhooks(channel().handle)
  const test = createAction(async () => {
    await api.webhooks.test.mutate(which())
    notify(ui.t.webhooks.tested)
    await refreshDeliveries(channel().handle, props.webhook.id)
  }, notifyFailure)
  const pause = createAction(async () => {
    const { paused } = await api.webhooks.edit.mutate({ ...which(), paused: !props.webhook.paused })
    notify(paused ? ui.t.webhooks.pausedNow : ui.t.webhooks.resumed)
    await refresh()
  }, notifyFailure)
  const rotate = async () => {
    setSecret((await api.webhooks.rotateSecret.mutate(which())).secret)
    await refresh()
  }
  const remove = async () => {
    await api.webhooks.remove.mutate(which())
    notify(ui.t.webhooks.removed)
    await refresh()
  }
  const items = (): MenuItem[] => [
    ...(props.webhook.paused ? [] : [{ label: ui.t.webhooks.test, icon: <Send size="1em" />, run: test.act }]),
    { label: ui.t.webhooks.edit, icon: <Pencil size="1em" />, run: () => setAsking('edit') },
    { label: ui.t.webhooks.rotate, icon: <KeyRound size="1em" />, run: () => setAsking('rotate') },
    props.webhook.paused
      ? { label: ui.t.webhooks.resume, icon: <Play size="1em" />, run: pause.act }
      : { label: ui.t.webhooks.pause, icon: <Pause size="1em" />, run: pause.act },
    { label: ui.t.webhooks.remove, icon: <Trash size="1em" />, danger: true, run: () => setAsking('remove') },
  ]
  const asked = () => ({ onClose: () => setAsking(undefined), returnTo: () => trigger })
  return (
    <li class="flex flex-wrap items-start gap-3 py-4">
      <div class="flex min-w-0 flex-1 basis-64 flex-col gap-1">
        <p class="line-clamp-2 font-mono text-sm font-semibold break-all" dir="ltr" title={props.webhook.url}>
          {props.webhook.url}
        </p>
        <p class="text-sm text-muted">{props.webhook.events.map((event) => ui.t.webhooks.event[event]).join(' · ')}</p>
        <Health webhook={props.webhook} />
      </div>
      <div class="flex items-center gap-1">
        <A href={`/c/${channel().handle}/webhooks/${props.webhook.id}`} class={buttonClass()}>
          {ui.t.webhooks.deliveries}
        </A>
        <Menu
          ref={(button) => (trigger = button)}
          label={ui.t.webhooks.actionsFor(props.webhook.url)}
          class="inline-flex size-11 items-center justify-center rounded-md hover:bg-sunken"
          items={items()}
        >
          <Ellipsis size="1.25em" aria-hidden="true" />
        </Menu>
      </div>
      <EditDialog webhook={props.webhook} open={asking() === 'edit'} {...asked()} />
      <ConfirmDialog
        open={asking() === 'rotate'}
        {...asked()}
        title={ui.t.webhooks.rotateTitle}
        hint={ui.t.webhooks.rotateHint}
        action={ui.t.webhooks.rotate}
        look="primary"
        run={rotate}
      />
      <ConfirmDialog
        open={asking() === 'remove'}
        {...asked()}
        title={ui.t.webhooks.removeTitle}
        hint={ui.t.webhooks.removeHint}
        action={ui.t.webhooks.remove}
        run={remove}
      />
      <SecretDialog secret={secret()} onClose={() => setSecret(undefined)} />
    </li>
  )
}
