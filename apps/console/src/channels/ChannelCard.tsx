import type { TeamChannel } from '@carillon/contract'
import { Avatar, UnclaimedMark, VerifiedMark } from '@carillon/ui'
import { A } from '@solidjs/router'
import { Show } from 'solid-js'
import { useWords } from '../interface.ts'

/** A channel in the list of one's own: who it is, how it does, and one's role in it. */
export function ChannelCard(props: { channel: TeamChannel }) {
  const ui = useWords()
  const lastPost = () =>
    props.channel.lastPostAt === null
      ? ui.t.channel.noPosts
      : ui.t.channel.lastPost(ui.format.relative(props.channel.lastPostAt, ui.now()))
  return (
    <A
      href={`/c/${props.channel.handle}`}
      class="flex items-center gap-4 rounded-lg p-4 -outline-offset-2! hover:bg-sunken sm:px-6"
    >
      <Avatar {...props.channel} />
      <div class="min-w-0 flex-1">
        <p class="line-clamp-2 leading-snug font-semibold">
          <bdi>{props.channel.name}</bdi>{' '}
          <Show when={props.channel.verified}>
            <VerifiedMark label={ui.t.channel.verified} detail={ui.t.channel.verifiedDetail} />
          </Show>
        </p>
        <p class="truncate text-sm text-muted">
          @{props.channel.handle} · {ui.t.roles[props.channel.role]}
        </p>
        <p class="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
          <span>{ui.t.channel.followers(props.channel.followers)}</span>
          <span>{lastPost()}</span>
          <Show when={props.channel.archived}>
            <Tag>{ui.t.channel.archived}</Tag>
          </Show>
          <Show when={props.channel.access === 'invite'}>
            <Tag>{ui.t.channel.invitationOnly}</Tag>
          </Show>
          <Show when={!props.channel.claimed}>
            <UnclaimedMark label={ui.t.channel.unclaimed} detail={ui.t.channel.unclaimedDetail} />
          </Show>
        </p>
      </div>
    </A>
  )
}

function Tag(props: { children: string }) {
  return <span class="rounded-full border border-edge px-2 text-xs">{props.children}</span>
}
