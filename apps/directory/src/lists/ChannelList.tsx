import type { DirectoryEntry } from '@carillon/contract'
import { For } from 'solid-js'
import type { Locale } from '@carillon/contract/lists'
import { MessagesProvider } from '@carillon/ui'
import { WORDS } from '../site/catalogue.ts'
import { ChannelItem } from './ChannelItem.tsx'

/** Channels in a static page. It is written long before it is read, so it says nothing that depends on the hour. */
export function ChannelList(props: { locale: Locale; channels: DirectoryEntry[]; ranked?: boolean; columns?: 2 | 3 }) {
  return (
    <MessagesProvider locale={props.locale} messages={WORDS[props.locale]} now={() => 0}>
      <ul
        class={`grid grid-cols-1 gap-x-10 ${props.columns === 3 ? 'md:grid-cols-2 xl:grid-cols-3' : 'lg:grid-cols-2'}`}
      >
        <For each={props.channels}>
          {(channel, index) => (
            <li class="border-t border-line">
              <ChannelItem channel={channel} rank={props.ranked ? index() + 1 : undefined} />
            </li>
          )}
        </For>
      </ul>
    </MessagesProvider>
  )
}
