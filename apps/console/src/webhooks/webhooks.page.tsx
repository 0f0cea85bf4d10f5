import { LIMITS } from '@carillon/contract'
import { EmptyState } from '@carillon/ui'
import WebhookIcon from 'lucide-solid/icons/webhook'
import { For, Show } from 'solid-js'
import { isAtLeast, useChannel } from '../channels/channel.ts'
import { useWords } from '../interface.ts'
import { Loaded } from '../parts/Loaded.tsx'
import { Page } from '../parts/Page.tsx'
import { Section } from '../parts/Section.tsx'
import { useWebhooks } from './queries.ts'
import { WebhookForm } from './WebhookForm.tsx'
import { WebhookRow } from './WebhookRow.tsx'

export function WebhooksPage() {
  const ui = useWords()
  const channel = useChannel()
  const mayManage = () => isAtLeast(channel().role, 'admin')
  return (
    <Page
      title={ui.t.webhooks.title}
      windowTitle={`${ui.t.webhooks.title} · ${channel().name}`}
      lead={ui.t.webhooks.lead}
    >
      <Show
        when={mayManage()}
        fallback={<EmptyState title={ui.t.shell.noRole} hint={ui.t.shell.noRoleHint(ui.t.roles[channel().role])} />}
      >
        <Webhooks />
      </Show>
    </Page>
  )
}

function Webhooks() {
  const ui = useWords()
  const channel = useChannel()
  const webhooks = useWebhooks(() => channel().handle)
  return (
    <Loaded query={webhooks}>
      {(all) => (
        <>
          <Show
            when={all().length > 0}
            fallback={
              <EmptyState
                icon={<WebhookIcon size="1em" />}
                title={ui.t.webhooks.empty}
                hint={ui.t.webhooks.emptyHint}
              />
            }
          >
            <ul class="card divide-y divide-line px-4 sm:px-6">
              <For each={all()}>{(webhook) => <WebhookRow webhook={webhook} />}</For>
            </ul>
          </Show>
          <Show when={!channel().archived}>
            <Show
              when={all().length < LIMITS.webhooks}
              fallback={<p class="text-sm text-muted">{ui.t.webhooks.full(LIMITS.webhooks)}</p>}
            >
              <Section title={ui.t.webhooks.add}>
                <WebhookForm />
              </Section>
            </Show>
          </Show>
        </>
      )}
    </Loaded>
  )
}
