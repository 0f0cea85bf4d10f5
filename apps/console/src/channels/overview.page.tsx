import { buttonClass, EmptyState } from '@carillon/ui'
import { A } from '@solidjs/router'
import Plus from 'lucide-solid/icons/plus'
import { For, Show } from 'solid-js'
import { useWords } from '../interface.ts'
import { Loaded } from '../parts/Loaded.tsx'
import { Page } from '../parts/Page.tsx'
import { useChannels, useMe } from '../queries.ts'
import { ChannelCard } from './ChannelCard.tsx'

export function OverviewPage() {
  const ui = useWords()
  const channels = useChannels()
  const me = useMe()
  const mayCreate = () => me.data?.mayCreateChannels ?? false
  return (
    <Page
      title={ui.t.shell.channels}
      lead={ui.t.channels.lead}
      actions={
        <Show when={mayCreate() && channels.isSuccess && channels.data.length > 0}>
          <A href="/new" class={buttonClass('primary')}>
            <Plus size="1.2em" aria-hidden="true" />
            {ui.t.shell.newChannel}
          </A>
        </Show>
      }
    >
      <Loaded query={channels}>
        {(all) => (
          <Show when={all().length > 0} fallback={<NoChannels mayCreate={mayCreate()} />}>
            <ul class="card divide-y divide-line">
              <For each={all()}>
                {(channel) => (
                  <li>
                    <ChannelCard channel={channel} />
                  </li>
                )}
              </For>
            </ul>
          </Show>
        )}
      </Loaded>
    </Page>
  )
}

function NoChannels(props: { mayCreate: boolean }) {
  const ui = useWords()
  return (
    <Show
      when={props.mayCreate}
      fallback={<EmptyState title={ui.t.channels.emptyClosed} hint={ui.t.channels.emptyClosedHint} />}
    >
      <EmptyState title={ui.t.channels.empty} hint={ui.t.channels.emptyHint}>
        <A href="/new" class={buttonClass('primary')}>
          {ui.t.channels.create}
        </A>
      </EmptyState>
    </Show>
  )
}
