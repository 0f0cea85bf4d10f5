import { WEBHOOK_STATES, type WebhookState } from '@carillon/contract/lists'
import { Button, EmptyState } from '@carillon/ui'
import { A, useParams } from '@solidjs/router'
import ArrowLeft from 'lucide-solid/icons/arrow-left'
import { createSignal, For, Show } from 'solid-js'
import { isAtLeast, useChannel } from '../channels/channel.ts'
import { useWords } from '../interface.ts'
import { SelectField } from '../parts/fields.tsx'
import { Loaded } from '../parts/Loaded.tsx'
import { Page } from '../parts/Page.tsx'
import { DeliveryRow } from './DeliveryRow.tsx'
import { Health } from './Health.tsx'
import { useDeliveries, useWebhooks } from './queries.ts'

/** What one webhook was told. */
export function DeliveriesPage() {
  const ui = useWords()
  const channel = useChannel()
  const mayManage = () => isAtLeast(channel().role, 'admin')
  return (
    <Page
      title={ui.t.webhooks.deliveries}
      windowTitle={`${ui.t.webhooks.deliveries} · ${channel().name}`}
      lead={ui.t.webhooks.deliveriesLead}
    >
      <Show
        when={mayManage()}
        fallback={<EmptyState title={ui.t.shell.noRole} hint={ui.t.shell.noRoleHint(ui.t.roles[channel().role])} />}
      >
        <Deliveries />
      </Show>
    </Page>
  )
}

function Deliveries() {
  const ui = useWords()
  const channel = useChannel()
  const params = useParams<{ webhook: string }>()
  const webhooks = useWebhooks(() => channel().handle)
  const webhook = () => webhooks.data?.find(({ id }) => id === params.webhook)
  const [state, setState] = createSignal<WebhookState>()
  const log = useDeliveries(
    () => channel().handle,
    () => params.webhook,
    state,
  )
  return (
    <>
      <A href={`/c/${channel().handle}/webhooks`} class="inline-flex min-h-11 items-center gap-2 self-start">
        <ArrowLeft size="1.1em" aria-hidden="true" class="rtl:-scale-x-100" />
        {ui.t.webhooks.back}
      </A>
      <div class="flex flex-wrap items-end gap-4">
        <div class="flex min-w-0 flex-1 basis-64 flex-col gap-1">
          <Show when={webhook()}>
            {(known) => (
              <>
                <p class="font-mono text-sm font-semibold break-all" dir="ltr">
                  {known().url}
                </p>
                <Health webhook={known()} />
              </>
            )}
          </Show>
        </div>
        <SelectField
          label={ui.t.webhooks.show}
          value={state() ?? ''}
          none={ui.t.webhooks.all}
          options={WEBHOOK_STATES.map((code) => ({ code, name: ui.t.webhooks.state[code] }))}
          onValue={(code) => setState(WEBHOOK_STATES.find((known) => known === code))}
        />
      </div>
      <Loaded query={log}>
        {(data) => (
          <Show
            when={data().pages.some(({ items }) => items.length > 0)}
            fallback={
              <EmptyState
                title={state() ? ui.t.webhooks.noneOfKind : ui.t.webhooks.noDeliveries}
                hint={state() ? undefined : ui.t.webhooks.noDeliveriesHint}
              />
            }
          >
            <ul class="card divide-y divide-line px-4 sm:px-6">
              <For each={data().pages.flatMap(({ items }) => items)}>
                {(delivery) => (
                  <DeliveryRow
                    webhookId={params.webhook}
                    delivery={delivery}
                    mayResend={webhook() !== undefined && !webhook()!.paused}
                  />
                )}
              </For>
            </ul>
          </Show>
        )}
      </Loaded>
      <Show when={log.hasNextPage}>
        <Button class="self-center" busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          {ui.t.state.more}
        </Button>
      </Show>
    </>
  )
}
