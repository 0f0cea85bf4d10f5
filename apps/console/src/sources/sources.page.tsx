import { LIMITS } from '@carillon/contract'
import { EmptyState } from '@carillon/ui'
import Rss from 'lucide-solid/icons/rss'
import { For, Show } from 'solid-js'
import { isAtLeast, useChannel } from '../channels/channel.ts'
import { useWords } from '../interface.ts'
import { Loaded } from '../parts/Loaded.tsx'
import { Page } from '../parts/Page.tsx'
import { Section } from '../parts/Section.tsx'
import { useSources } from './queries.ts'
import { SourceForm } from './SourceForm.tsx'
import { SourceRow } from './SourceRow.tsx'

export function SourcesPage() {
  const ui = useWords()
  const channel = useChannel()
  const mayManage = () => isAtLeast(channel().role, 'admin')
  return (
    <Page title={ui.t.sources.title} windowTitle={`${ui.t.sources.title} · ${channel().name}`} lead={ui.t.sources.lead}>
      <Show
        when={mayManage()}
        fallback={<EmptyState title={ui.t.shell.noRole} hint={ui.t.shell.noRoleHint(ui.t.roles[channel().role])} />}
      >
        <Sources />
      </Show>
    </Page>
  )
}

function Sources() {
  const ui = useWords()
  const channel = useChannel()
  const sources = useSources(() => channel().handle)
  return (
    <Loaded query={sources}>
      {(all) => (
        <>
          <Show
            when={all().length > 0}
            fallback={<EmptyState icon={<Rss size="1em" />} title={ui.t.sources.empty} hint={ui.t.sources.emptyHint} />}
          >
            <ul class="card divide-y divide-line px-4 sm:px-6">
              <For each={all()}>{(source) => <SourceRow source={source} />}</For>
            </ul>
          </Show>
          <Show when={!channel().archived}>
            <Show
              when={all().length < LIMITS.sources}
              fallback={<p class="text-sm text-muted">{ui.t.sources.full(LIMITS.sources)}</p>}
            >
              <Section title={ui.t.sources.add} lead={ui.t.sources.addLead}>
                <SourceForm />
              </Section>
            </Show>
          </Show>
        </>
      )}
    </Loaded>
  )
}
