import { createSignal, createUniqueId, For, Show } from 'solid-js'
import type { FollowedChannel } from '@carillon/contract'
import { Avatar, buttonClass, VerifiedMark } from '@carillon/ui'
import { useWords } from '../site/island.tsx'
import { link } from '../site/links.ts'
import type { UpdatesModel } from './createUpdates.ts'

/** Above this, a number says no more than *many*. */
const MANY = 99

/** What is followed, each with how much of it is unread. On a small screen it is folded away. */
export function FollowedChannels(props: { updates: UpdatesModel }) {
  const ui = useWords()
  const [open, setOpen] = createSignal(false)
  const panel = createUniqueId()
  return (
    <section aria-label={ui.t.site.updates.channels} class="lg:sticky lg:top-8 lg:self-start">
      <button
        type="button"
        class={`${buttonClass('plain')} w-full lg:hidden`}
        aria-expanded={open()}
        aria-controls={panel}
        onClick={() => setOpen(!open())}
      >
        {ui.t.site.updates.channels}
        <span class="text-muted">{ui.format.number(props.updates.channels().length)}</span>
      </button>
      <div id={panel} class="lg:block" classList={{ hidden: !open() }}>
        <h2 class="eyebrow hidden border-b border-line pb-2 lg:block">{ui.t.site.updates.channels}</h2>
        <ul>
          <For each={props.updates.channels()}>
            {(channel) => <Row channel={channel} setFollowing={props.updates.setFollowing} />}
          </For>
        </ul>
      </div>
    </section>
  )
}

/** Stays after an unfollow until the page is left, so that it can be taken back. */
function Row(props: { channel: FollowedChannel; setFollowing: UpdatesModel['setFollowing'] }) {
  const ui = useWords()
  const t = () => ui.t.site
  const [followed, setFollowed] = createSignal(true)
  const change = async () => {
    const wanted = !followed()
    setFollowed(wanted)
    await props.setFollowing(props.channel.handle, wanted).catch(() => setFollowed(!wanted))
  }
  return (
    <li class="flex items-center gap-3 border-b border-line py-2">
      <a
        href={link(ui.locale, `/c/${props.channel.handle}`)}
        class="group flex min-w-0 flex-1 items-center gap-3"
        classList={{ 'opacity-60': !followed() }}
      >
        <Avatar name={props.channel.name} handle={props.channel.handle} avatar={props.channel.avatar} />
        <span class="min-w-0 flex-1">
          <span class="flex items-center gap-1 font-semibold group-hover:underline">
            <bdi class="min-w-0 truncate">{props.channel.name}</bdi>
            <Show when={props.channel.verified}>
              <VerifiedMark label={ui.t.channel.verified} />
            </Show>
          </span>
          <span class="block truncate text-xs text-muted">
            <Show when={props.channel.lastPostAt} fallback={ui.t.channel.noPosts}>
              {(at) => ui.t.channel.lastPost(ui.format.relative(at(), ui.now()))}
            </Show>
          </span>
        </span>
        <Show when={props.channel.unread && followed()}>
          <span class="rounded-full bg-accent px-2 text-xs leading-5 font-semibold text-on-accent">
            <span aria-hidden="true">
              {props.channel.unread > MANY ? t().updates.unreadMany : ui.format.number(props.channel.unread)}
            </span>
            <span class="sr-only">{t().updates.unread(props.channel.unread)}</span>
          </span>
        </Show>
      </a>
      <button
        type="button"
        class="link min-h-8 text-xs"
        aria-label={followed() ? t().updates.unfollow(props.channel.name) : undefined}
        onClick={() => void change()}
      >
        {followed() ? t().channel.unfollow : t().updates.undo}
      </button>
    </li>
  )
}
