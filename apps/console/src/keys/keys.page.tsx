import { EmptyState } from '@carillon/ui'
import KeyRound from 'lucide-solid/icons/key-round'
import { For, Show } from 'solid-js'
import { isAtLeast, useChannel } from '../channels/channel.ts'
import { useWords } from '../interface.ts'
import { Loaded } from '../parts/Loaded.tsx'
import { Page } from '../parts/Page.tsx'
import { Section } from '../parts/Section.tsx'
import { KeyForm } from './KeyForm.tsx'
import { KeyRow } from './KeyRow.tsx'
import { useKeys } from './queries.ts'

export function KeysPage() {
  const ui = useWords()
  const channel = useChannel()
  const mayManage = () => isAtLeast(channel().role, 'admin')
  return (
    <Page title={ui.t.keys.title} windowTitle={`${ui.t.keys.title} · ${channel().name}`} lead={ui.t.keys.lead}>
      <Show
        when={mayManage()}
        fallback={<EmptyState title={ui.t.shell.noRole} hint={ui.t.shell.noRoleHint(ui.t.roles[channel().role])} />}
      >
        <Keys />
        <Show when={!channel().archived}>
          <Section title={ui.t.keys.create}>
            <KeyForm />
          </Section>
        </Show>
      </Show>
    </Page>
  )
}

function Keys() {
  const ui = useWords()
  const channel = useChannel()
  const keys = useKeys(() => channel().handle)
  return (
    <Loaded query={keys}>
      {(all) => (
        <Show
          when={all().length > 0}
          fallback={<EmptyState icon={<KeyRound size="1em" />} title={ui.t.keys.empty} hint={ui.t.keys.emptyHint} />}
        >
          <ul class="card divide-y divide-line px-4 sm:px-6">
            <For each={all()}>{(key) => <KeyRow apiKey={key} />}</For>
          </ul>
        </Show>
      )}
    </Loaded>
  )
}
