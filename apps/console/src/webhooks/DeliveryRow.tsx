import type { Delivery } from '@carillon/contract'
import { Button, WarningIcon } from '@carillon/ui'
import CircleCheck from 'lucide-solid/icons/circle-check'
import Clock from 'lucide-solid/icons/clock'
import { For, Match, Show, Switch } from 'solid-js'
import { api } from '../api.ts'
import { useChannel } from '../channels/channel.ts'
import { createAction } from '../forms.ts'
import { useWords } from '../interface.ts'
import { notify, notifyFailure } from '../parts/notices.tsx'
import { refreshDeliveries, refreshWebhooks } from './queries.ts'

export function DeliveryRow(props: { webhookId: string; delivery: Delivery; mayResend: boolean }) {
  const ui = useWords()
  const channel = useChannel()
  const again = createAction(async () => {
    const which = { handle: channel().handle, webhookId: props.webhookId }
    await api.webhooks.redeliver.mutate({ ...which, deliveryId: props.delivery.id })
    notify(ui.t.webhooks.redelivered)
    await Promise.all([refreshDeliveries(which.handle, which.webhookId), refreshWebhooks(which.handle)])
  }, notifyFailure)
  return (
    <li class="flex flex-wrap items-start gap-3 py-4">
      <div class="flex min-w-0 flex-1 basis-64 flex-col gap-1">
        <p class="leading-snug font-semibold">{ui.t.webhooks.event[props.delivery.event]}</p>
        <p class="flex flex-wrap gap-x-3 text-sm text-muted">
          <time dateTime={new Date(props.delivery.at).toISOString()}>{ui.format.time(props.delivery.at)}</time>
          <span class="font-mono text-xs leading-5 break-all" dir="ltr">
            {props.delivery.postId ?? props.delivery.id}
          </span>
        </p>
        <Outcome delivery={props.delivery} />
        <Show when={props.delivery.attempts.length > 0}>
          <Attempts attempts={props.delivery.attempts} />
        </Show>
      </div>
      <Show when={props.mayResend}>
        <Button busy={again.busy()} onClick={again.act}>
          {ui.t.webhooks.redeliver}
        </Button>
      </Show>
    </li>
  )
}

function Outcome(props: { delivery: Delivery }) {
  const ui = useWords()
  const word = () => ui.t.webhooks.state[props.delivery.state]
  return (
    <p
      class="flex items-start gap-1.5 text-sm"
      classList={{ 'font-semibold text-danger': props.delivery.state === 'failed' }}
    >
      <Switch>
        <Match when={props.delivery.state === 'delivered'}>
          <CircleCheck size="1.1em" aria-hidden="true" class="mt-[0.2em] shrink-0" />
        </Match>
        <Match when={props.delivery.state === 'failed'}>
          <WarningIcon class="mt-[0.2em]" />
        </Match>
        <Match when={props.delivery.state === 'waiting'}>
          <Clock size="1.1em" aria-hidden="true" class="mt-[0.2em] shrink-0" />
        </Match>
      </Switch>
      <span>
        {word()}
        <Show when={props.delivery.nextAt}>
          {(next) => ` · ${ui.t.webhooks.next(ui.format.until(next(), ui.now()))}`}
        </Show>
      </span>
    </p>
  )
}

function Attempts(props: { attempts: Delivery['attempts'] }) {
  const ui = useWords()
  const outcome = ({ status, fault }: Delivery['attempts'][number]) =>
    fault === null || fault === 'status' ? ui.t.webhooks.answered(status ?? 0) : ui.t.webhooks.fault[fault]
  return (
    <details class="text-sm">
      <summary class="inline-flex min-h-8 cursor-pointer items-center rounded-sm text-muted underline decoration-dotted underline-offset-4 hover:text-ink">
        {ui.t.webhooks.attempts(props.attempts.length)}
      </summary>
      <ol class="mt-1 flex flex-col gap-1 border-s-2 border-line ps-3">
        <For each={props.attempts.toReversed()}>
          {(attempt) => (
            <li>
              <span class="text-muted">{ui.format.time(attempt.at)}</span> · {outcome(attempt)}{' '}
              <span class="text-muted">· {ui.t.webhooks.took(ui.format.number(attempt.took))}</span>
            </li>
          )}
        </For>
      </ol>
    </details>
  )
}
