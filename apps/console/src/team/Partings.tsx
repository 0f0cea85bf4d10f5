import type { Member } from '@carillon/contract'
import { Show } from 'solid-js'
import { useChannel } from '../channels/channel.ts'
import { useMe } from '../queries.ts'
import { Leave } from './Leave.tsx'
import { Transfer } from './Transfer.tsx'

/** An owner can't leave, but hand the channel over; everybody else can leave. */
export function Partings(props: { members: Member[] }) {
  const channel = useChannel()
  const me = useMe()
  return (
    <Show when={channel().role === 'owner'} fallback={<Leave />}>
      <Transfer others={props.members.filter((member) => member.accountId !== me.data?.id)} />
    </Show>
  )
}
