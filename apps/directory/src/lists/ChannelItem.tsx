import { Show } from 'solid-js'
import type { SearchHit } from '@carillon/contract'
import type { Category } from '@carillon/contract/lists'
import { Avatar, Highlight, UnclaimedMark, useMessages, VerifiedMark } from '@carillon/ui'
import { link } from '../site/links.ts'
import { excerpt } from './excerpt.ts'

type Props = {
  channel: Omit<SearchHit, 'matches'> & Partial<Pick<SearchHit, 'matches'>>
  /** Its place in a ranking. */
  rank?: number | undefined
  /** When it posted last: only where the page is fresh. */
  lastPost?: boolean
}

/** A channel in a list: the whole of it leads to its page. */
export function ChannelItem(props: Props) {
  const ui = useMessages()
  const channel = () => props.channel
  const description = () => excerpt(channel().description, channel().matches?.description ?? [])
  return (
    <article class="group relative flex h-full gap-4 py-4">
      <Show when={props.rank}>
        {(rank) => <span class="w-6 shrink-0 pt-1 text-end font-serif text-xl text-muted tabular-nums">{rank()}</span>}
      </Show>
      <Avatar name={channel().name} handle={channel().handle} avatar={channel().avatar} size="lg" />
      <div class="min-w-0 flex-1">
        <h3 class="text-lg leading-snug font-semibold">
          <a
            href={link(ui.locale, `/c/${channel().handle}`)}
            class="line-clamp-2 group-hover:underline after:absolute after:inset-0"
          >
            <Highlight text={channel().name} ranges={channel().matches?.name ?? []} />
            <Show when={channel().verified}>
              {' '}
              <VerifiedMark label={ui.t.channel.verified} />
            </Show>
          </a>
        </h3>
        <p class="truncate text-xs text-muted">
          <bdi dir="ltr">
            @<Highlight text={channel().handle} ranges={channel().matches?.handle ?? []} />
          </bdi>
        </p>
        <Show when={description().text}>
          <p class="mt-1 line-clamp-2 text-sm text-pretty" dir="auto">
            <Highlight {...description()} />
          </p>
        </Show>
        <p class="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted">
          <span>{ui.t.categories[channel().category as Category]}</span>
          <Show when={channel().country}>{(code) => <span>{ui.format.country(code())}</span>}</Show>
          <span>{ui.t.channel.followers(channel().followers)}</span>
          <Show when={props.lastPost && channel().lastPostAt}>
            {(at) => <span>{ui.t.channel.lastPost(ui.format.relative(at(), ui.now()))}</span>}
          </Show>
          <Show when={!channel().claimed}>
            <UnclaimedMark label={ui.t.channel.unclaimed} detail={ui.t.channel.unclaimedDetail} />
          </Show>
        </p>
      </div>
    </article>
  )
}
