import { For, Show } from 'solid-js'
import { Alert } from '@carillon/ui'
import { createAct } from '../site/createAct.ts'
import { useWords } from '../site/island.tsx'
import { ChannelRow } from './ChannelRow.tsx'
import type { UpdatesModel } from './createUpdates.ts'
import { Suggestions } from './Suggestions.tsx'

/** Who follows fewer than this is shown what else there is. */
const FEW = 5

/** What is followed, each with its newest post and how much is unread. */
export function FollowedChannels(props: { updates: UpdatesModel }) {
  const ui = useWords()
  const { act, problem } = createAct()
  return (
    <section aria-label={ui.t.site.updates.channels}>
      <h2 class="eyebrow hidden border-b border-line pb-2 lg:block">{ui.t.site.updates.channels}</h2>
      <Alert>{problem()}</Alert>
      <ul>
        <For each={props.updates.channels()}>
          {(channel) => <ChannelRow channel={channel} updates={props.updates} act={act} />}
        </For>
      </ul>
      <Show when={props.updates.channels().length < FEW}>
        <Suggestions updates={props.updates} />
      </Show>
    </section>
  )
}
