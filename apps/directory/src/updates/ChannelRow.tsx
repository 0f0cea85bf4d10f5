import { Show } from 'solid-js'
import type { FollowedChannel } from '@carillon/contract'
import { Avatar, PinIcon, SilentIcon, VerifiedMark } from '@carillon/ui'
import { useWords } from '../site/island.tsx'
import { link } from '../site/links.ts'
import { ChannelMenu } from './ChannelMenu.tsx'
import type { UpdatesModel } from './createUpdates.ts'

/** Above this, a number says no more than *many*. */
const MANY = 99
/** Of a channel that is muted for good. */
const FOREVER = 100 * 365 * 86_400_000

type Props = { channel: FollowedChannel; updates: UpdatesModel; act: (what: () => Promise<void>) => void }

/** A followed channel, as its newest post begins. After an unfollow it stays, so that it can be taken back. */
export function ChannelRow(props: Props) {
  const ui = useWords()
  const t = () => ui.t.site.updates
  const channel = () => props.channel
  const followed = () => props.updates.isFollowed(channel().handle)
  const isMuted = () => channel().mutedUntil !== null
  const last = () => {
    const post = channel().lastPost
    return post && post.expiresAt > ui.now() ? post : null
  }
  const line = () => {
    const post = last()
    if (!post) return ui.t.channel.noPosts
    return post.excerpt || t().kinds[post.kind as keyof ReturnType<typeof t>['kinds']] || t().kinds.opaque
  }
  const mutedUntil = () => {
    const until = channel().mutedUntil ?? 0
    return until - ui.now() > FOREVER ? t().muted : t().mutedUntil(ui.format.moment(until))
  }
  return (
    <li class="flex items-center gap-1 border-b border-line">
      <a
        href={link(ui.locale, `/c/${channel().handle}`)}
        class="group flex min-w-0 flex-1 items-center gap-3 py-3"
        classList={{ 'opacity-60': !followed() }}
      >
        <Avatar name={channel().name} handle={channel().handle} avatar={channel().avatar} />
        <span class="min-w-0 flex-1">
          <span class="flex items-baseline gap-2">
            <span class="flex min-w-0 flex-1 items-center gap-1 font-semibold group-hover:underline">
              <bdi class="min-w-0 truncate">{channel().name}</bdi>
              <Show when={channel().verified}>
                <VerifiedMark label={ui.t.channel.verified} />
              </Show>
            </span>
            <Show when={last() && channel().lastPostAt}>
              {(at) => (
                <span class="shrink-0 text-xs whitespace-nowrap text-muted">{ui.format.relative(at(), ui.now())}</span>
              )}
            </Show>
          </span>
          <span class="flex items-center gap-2">
            <span class="min-w-0 flex-1 truncate text-sm text-muted" dir="auto">
              {line()}
            </span>
            <Show when={channel().pinned}>
              <Mark label={t().pinned}>
                <PinIcon />
              </Mark>
            </Show>
            <Show when={isMuted()}>
              <Mark label={mutedUntil()}>
                <SilentIcon />
              </Mark>
            </Show>
            <Show when={channel().unread && followed() && !isMuted()}>
              <span class="rounded-full bg-accent px-2 text-xs leading-5 font-semibold text-on-accent">
                <span aria-hidden="true">
                  {channel().unread > MANY ? t().unreadMany : ui.format.number(channel().unread)}
                </span>
                <span class="sr-only">{t().unread(channel().unread)}</span>
              </span>
            </Show>
          </span>
        </span>
      </a>
      <Show
        when={followed()}
        fallback={
          <button
            type="button"
            class="link min-h-11 shrink-0 px-2 text-sm"
            onClick={() => props.act(() => props.updates.setFollowing(channel().handle, true))}
          >
            {t().undo}
          </button>
        }
      >
        <div class="-me-3">
          <ChannelMenu {...props} />
        </div>
      </Show>
    </li>
  )
}

function Mark(props: { label: string; children: import('solid-js').JSX.Element }) {
  return (
    <span class="shrink-0 text-base text-muted" title={props.label}>
      {props.children}
      <span class="sr-only">{props.label}</span>
    </span>
  )
}
