import { createSignal, For, onMount, Show } from 'solid-js'
import type { Channel } from '@carillon/contract'
import { Alert, Avatar, Button, VerifiedMark } from '@carillon/ui'
import { createAct } from '../site/createAct.ts'
import { useApi, useWords } from '../site/island.tsx'
import { link } from '../site/links.ts'
import type { UpdatesModel } from './createUpdates.ts'

/** Channels like those that are followed; where there are none, or no connection, nothing. */
export function Suggestions(props: { updates: UpdatesModel }) {
  const ui = useWords()
  const t = () => ui.t.site.updates
  const api = useApi()
  const { act, problem } = createAct()
  const [found, setFound] = createSignal<Channel[]>([])
  onMount(() => {
    void api
      .query('updates.suggestions', undefined)
      .then(({ items }) => setFound(items))
      .catch(() => {})
  })
  const others = () =>
    found().filter(({ handle }) => !props.updates.channels().some((followed) => followed.handle === handle))
  return (
    <Show when={others().length}>
      <section aria-label={t().suggestions} class="mt-8">
        <h2 class="eyebrow border-b border-line pb-2">{t().suggestions}</h2>
        <Alert>{problem()}</Alert>
        <ul>
          <For each={others()}>
            {(channel) => (
              <li class="flex items-center gap-3 border-b border-line py-3">
                <a href={link(ui.locale, `/c/${channel.handle}`)} class="group flex min-w-0 flex-1 items-center gap-3">
                  <Avatar name={channel.name} handle={channel.handle} avatar={channel.avatar} />
                  <span class="min-w-0 flex-1">
                    <span class="flex items-center gap-1 font-semibold group-hover:underline">
                      <bdi class="min-w-0 truncate">{channel.name}</bdi>
                      <Show when={channel.verified}>
                        <VerifiedMark label={ui.t.channel.verified} />
                      </Show>
                    </span>
                    <span class="block truncate text-xs text-muted">{ui.t.channel.followers(channel.followers)}</span>
                  </span>
                </a>
                <Button
                  aria-label={t().follow(channel.name)}
                  onClick={() => act(() => props.updates.setFollowing(channel.handle, true))}
                >
                  {ui.t.site.channel.follow}
                </Button>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  )
}
