import { type Role, type TeamChannel } from '@carillon/contract'
import { createContext, useContext, type Accessor } from 'solid-js'
import { channelsOptions, queries } from '../queries.ts'

export const ChannelContext = createContext<Accessor<TeamChannel>>()

/** The channel that the page is about. */
export function useChannel(): Accessor<TeamChannel> {
  const channel = useContext(ChannelContext)
  if (!channel) throw new Error('useChannel is used outside of a channel’s pages')
  return channel
}

const RANK: Record<Role, number> = { analyst: 1, editor: 2, admin: 3, owner: 4 }

export const isAtLeast = (role: Role, least: Role) => RANK[role] >= RANK[least]

/** Whether what one writes there is published without somebody's approval. */
export const mayPublish = ({ role, review }: TeamChannel) => isAtLeast(role, review ? 'admin' : 'editor')

/** Puts a channel as the server answered it in the place of what was known of it. */
export function keepChannel(channel: TeamChannel): void {
  queries.setQueryData(channelsOptions.queryKey, (known) =>
    known?.some(({ id }) => id === channel.id)
      ? known.map((other) => (other.id === channel.id ? channel : other))
      : [...(known ?? []), channel],
  )
}
