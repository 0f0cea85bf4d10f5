import { Show } from 'solid-js'
import { useMessages } from '../interface.tsx'
import { ForwardIcon, PinIcon, SilentIcon } from '../icons.tsx'
import { Avatar } from '../people/Avatar.tsx'
import { VerifiedMark } from '../people/marks.tsx'
import type { PostViewProps } from './PostView.tsx'
import { TimeView } from './TimeView.tsx'

type Props = Pick<PostViewProps, 'post' | 'href' | 'channel' | 'channelHref' | 'actions' | 'originHref'>

export function PostHeader(props: Props) {
  return (
    <header class="flex items-center gap-3">
      <Show when={props.channel}>{(channel) => <Avatar {...channel()} />}</Show>
      <div class="min-w-0 flex-1">
        <Show when={props.channel}>
          {(channel) => (
            <p class="flex items-center gap-1 leading-snug font-semibold">
              <Show when={props.channelHref} fallback={<bdi class="min-w-0 truncate">{channel().name}</bdi>}>
                <a href={props.channelHref} class="flex min-w-0 hover:underline">
                  <bdi class="min-w-0 truncate">{channel().name}</bdi>
                </a>
              </Show>
              <Verified shown={channel().verified} />
            </p>
          )}
        </Show>
        <Facts post={props.post} href={props.href} />
        <OriginView post={props.post} originHref={props.originHref} />
      </div>
      {props.actions}
    </header>
  )
}

/** What is said of a post that was published elsewhere first. */
function OriginView(props: Pick<Props, 'post' | 'originHref'>) {
  const ui = useMessages()
  return (
    <Show when={props.post.forwardedFrom}>
      {(origin) => (
        <p class="flex items-center gap-1 text-xs text-muted">
          <ForwardIcon />
          <Show
            when={props.originHref?.(origin())}
            fallback={<bdi class="min-w-0 truncate">{ui.t.post.forwardedFrom(origin().name)}</bdi>}
          >
            {(href) => (
              <a href={href()} rel="external" class="inline-flex min-h-6 min-w-0 items-center hover:underline">
                <bdi class="min-w-0 truncate">{ui.t.post.forwardedFrom(origin().name)}</bdi>
              </a>
            )}
          </Show>
        </p>
      )}
    </Show>
  )
}

function Verified(props: { shown: boolean }) {
  const ui = useMessages()
  return (
    <Show when={props.shown}>
      <VerifiedMark label={ui.t.channel.verified} detail={ui.t.channel.verifiedDetail} />
    </Show>
  )
}

/** When it was published and what else a reader should know before reading. */
function Facts(props: Pick<Props, 'post' | 'href'>) {
  const ui = useMessages()
  const moment = (instant: number) => ui.format.moment(instant)
  const title = () =>
    `${ui.t.post.publishedAt(moment(props.post.publishedAt))}\n${ui.t.post.readableUntil(moment(props.post.expiresAt))}`
  return (
    <p class="flex flex-wrap items-center gap-x-2 text-xs text-muted">
      <Show when={props.href} fallback={<TimeView instant={props.post.publishedAt} title={title()} />}>
        <a href={props.href} class="inline-flex min-h-6 min-w-6 items-center hover:underline">
          <TimeView instant={props.post.publishedAt} title={title()} />
        </a>
      </Show>
      <Show when={props.post.editedAt}>
        {(at) => <span title={ui.t.post.editedAt(moment(at()))}>{ui.t.post.edited}</span>}
      </Show>
      <Show when={props.post.silent}>
        <span title={ui.t.post.silent}>
          <SilentIcon />
          <span class="sr-only">{ui.t.post.silent}</span>
        </span>
      </Show>
      <Show when={props.post.pinned}>
        <span class="inline-flex items-center gap-1 font-semibold text-accent">
          <PinIcon />
          {ui.t.post.pinned}
        </span>
      </Show>
    </p>
  )
}
