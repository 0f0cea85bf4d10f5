import type { Role } from '@carillon/contract/lists'
import { A } from '@solidjs/router'
import Import from 'lucide-solid/icons/import'
import KeyRound from 'lucide-solid/icons/key-round'
import Landmark from 'lucide-solid/icons/landmark'
import Newspaper from 'lucide-solid/icons/newspaper'
import Settings from 'lucide-solid/icons/settings'
import Users from 'lucide-solid/icons/users'
import Webhook from 'lucide-solid/icons/webhook'
import type { LucideProps } from 'lucide-solid'
import { For, Show, type Component } from 'solid-js'
import { isAtLeast } from '../channels/channel.ts'
import { useWords, type Words } from '../interface.ts'
import { useChannels, useMe } from '../queries.ts'

type Place = {
  path: string
  word: keyof Words['shell'] & ('posts' | 'team' | 'keys' | 'webhooks' | 'settings')
  icon: Component<LucideProps>
  /** Whoever has less than this role has no use for it. */
  least?: Role
}

const PLACES: Place[] = [
  { path: '', word: 'posts', icon: Newspaper },
  { path: '/team', word: 'team', icon: Users },
  { path: '/keys', word: 'keys', icon: KeyRound, least: 'admin' },
  { path: '/webhooks', word: 'webhooks', icon: Webhook, least: 'admin' },
  { path: '/settings', word: 'settings', icon: Settings, least: 'admin' },
]

function usePlaces(handle: () => string | undefined) {
  const channels = useChannels()
  return () => {
    const channel = channels.isSuccess && channels.data.find((known) => known.handle === handle())
    return channel ? PLACES.filter(({ least }) => !least || isAtLeast(channel.role, least)) : []
  }
}

const sideLink = 'flex min-h-11 items-center gap-3 rounded-md px-3 py-2 leading-tight hover:bg-sunken'
const here = 'bg-accent-soft text-accent font-semibold'

/** Beside the page, on a screen with room for it. */
export function SideNavigation(props: { handle: string | undefined }) {
  const ui = useWords()
  const me = useMe()
  const places = usePlaces(() => props.handle)
  return (
    <nav aria-label={ui.t.shell.navigation} class="hidden flex-1 flex-col gap-1 overflow-y-auto md:flex">
      <Show when={props.handle}>
        {(handle) => (
          <For each={places()}>
            {(place) => (
              <A href={`/c/${handle()}${place.path}`} end class={sideLink} activeClass={here}>
                <place.icon size="1.25em" aria-hidden="true" class="shrink-0" />
                {ui.t.shell[place.word]}
              </A>
            )}
          </For>
        )}
      </Show>
      <Show when={me.data?.operator}>
        <div class="flex flex-col gap-1" classList={{ 'mt-4 border-t border-line pt-4': props.handle !== undefined }}>
          <A href="/instance" end class={sideLink} activeClass={here}>
            <Landmark size="1.25em" aria-hidden="true" class="shrink-0" />
            {ui.t.shell.instance}
          </A>
          <A href="/import" end class={sideLink} activeClass={here}>
            <Import size="1.25em" aria-hidden="true" class="shrink-0" />
            {ui.t.shell.import}
          </A>
        </div>
      </Show>
    </nav>
  )
}

/** At the thumb's reach on a phone. */
export function ChannelTabs(props: { handle: string }) {
  const ui = useWords()
  const places = usePlaces(() => props.handle)
  return (
    <nav
      aria-label={ui.t.shell.channelNavigation}
      class="fixed inset-x-0 bottom-0 z-20 grid auto-cols-fr grid-flow-col border-t border-line bg-paper pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <For each={places()}>
        {(place) => (
          <A
            href={`/c/${props.handle}${place.path}`}
            end
            class="flex min-h-14 flex-col items-center justify-center gap-1 text-[0.75rem] text-muted"
            activeClass="text-accent!"
          >
            <place.icon size="1.4em" aria-hidden="true" />
            <span class="max-w-full truncate">{ui.t.shell[place.word]}</span>
          </A>
        )}
      </For>
    </nav>
  )
}
