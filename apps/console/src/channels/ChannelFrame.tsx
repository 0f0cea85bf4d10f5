import type { TeamChannel } from '@carillon/contract'
import { useNavigate, type RouteSectionProps } from '@solidjs/router'
import { createEffect, createMemo, Show, type Accessor } from 'solid-js'
import { Loaded } from '../parts/Loaded.tsx'
import { useChannels } from '../queries.ts'
import { NotFound } from '../shell/NotFound.tsx'
import { placeOf } from '../shell/place.ts'
import { ChannelContext } from './channel.ts'

/** The pages of one channel; another channel begins them anew. */
export function ChannelFrame(props: RouteSectionProps) {
  const channels = useChannels()
  return <Loaded query={channels}>{(all) => <Channel {...props} all={all} />}</Loaded>
}

function Channel(props: RouteSectionProps & { all: Accessor<TeamChannel[]> }) {
  const navigate = useNavigate()
  const handle = () => props.params['handle']
  /** Of the channel that is open: it stays open when its handle changes. */
  const id = createMemo<string | undefined>((before) => {
    const found = props.all().find((channel) => channel.handle === handle())
    return found?.id ?? props.all().find((channel) => channel.id === before)?.id
  })
  createEffect(() => {
    const open = props.all().find((channel) => channel.id === id())
    if (open && open.handle !== handle()) {
      navigate(placeOf(props.location.pathname).replace(/^\/c\/[^/]+/, `/c/${open.handle}`), { replace: true })
    }
  })
  return (
    <Show when={id()} keyed fallback={<NotFound />}>
      {(open) => {
        let last: TeamChannel
        // A page that is on its way out may still ask for a channel that has just been left.
        const channel = () => (last = props.all().find((other) => other.id === open) ?? last)
        return <ChannelContext.Provider value={channel}>{props.children}</ChannelContext.Provider>
      }}
    </Show>
  )
}
