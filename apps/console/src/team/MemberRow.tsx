import { ROLES, type Member, type Role } from '@carillon/contract'
import { Avatar } from '@carillon/ui'
import UserMinus from 'lucide-solid/icons/user-minus'
import { createSignal, For, Show } from 'solid-js'
import { api } from '../api.ts'
import { isAtLeast, useChannel } from '../channels/channel.ts'
import { asFailure } from '../failure.ts'
import { useWords } from '../interface.ts'
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx'
import { notify, notifyFailure } from '../parts/notices.tsx'
import { useMe } from '../queries.ts'
import { refreshTeam } from './queries.ts'

export function MemberRow(props: { member: Member }) {
  const ui = useWords()
  const channel = useChannel()
  const me = useMe()
  const [removing, setRemoving] = createSignal(false)
  const isMe = () => props.member.accountId === me.data?.id
  /** Nobody changes the owner this way, and only the owner makes or unmakes admins. */
  const mayChange = () =>
    !channel().archived &&
    isAtLeast(channel().role, 'admin') &&
    props.member.role !== 'owner' &&
    (channel().role === 'owner' || props.member.role !== 'admin')
  const ref = () => ({ handle: channel().handle, accountId: props.member.accountId })
  const refresh = () => refreshTeam(channel().handle)
  const remove = async () => {
    await api.members.remove.mutate(ref())
    notify(ui.t.team.removed(props.member.name))
    await refresh()
  }
  return (
    <li class="flex flex-wrap items-center gap-3 py-3">
      <Avatar name={props.member.name} handle={props.member.accountId} avatar={null} />
      <div class="min-w-0 flex-1 basis-40">
        <p class="leading-snug font-semibold">
          <bdi>{props.member.name}</bdi>
          <Show when={isMe()}>
            <span class="font-normal text-muted"> ({ui.t.accounts.you})</span>
          </Show>
        </p>
        <p class="text-sm text-muted">{props.member.email}</p>
        <p class="text-sm text-muted">{ui.t.team.since(ui.format.day(props.member.since))}</p>
      </div>
      <Show
        when={mayChange()}
        fallback={
          <span class="rounded-full border border-edge px-3 py-0.5 text-sm">{ui.t.roles[props.member.role]}</span>
        }
      >
        <RoleSelect member={props.member} onChanged={refresh} />
        <button
          type="button"
          class="inline-flex size-11 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-danger"
          aria-label={ui.t.team.removeTitle(props.member.name)}
          title={ui.t.team.remove}
          onClick={() => setRemoving(true)}
        >
          <UserMinus size="1.25em" aria-hidden="true" />
        </button>
        <ConfirmDialog
          open={removing()}
          onClose={() => setRemoving(false)}
          title={ui.t.team.removeTitle(props.member.name)}
          hint={ui.t.team.removeHint}
          action={ui.t.team.remove}
          run={remove}
        />
      </Show>
    </li>
  )
}

type GivenRole = Exclude<Role, 'owner'>

/** The roles that somebody of one's own role may give. */
export const givenRoles = (own: Role): GivenRole[] =>
  ROLES.filter((role): role is GivenRole => role !== 'owner' && (own === 'owner' || role !== 'admin'))

function RoleSelect(props: { member: Member; onChanged: () => Promise<unknown> }) {
  const ui = useWords()
  const channel = useChannel()
  const [busy, setBusy] = createSignal(false)
  const change = async (select: HTMLSelectElement) => {
    const role = select.value as GivenRole
    setBusy(true)
    try {
      await api.members.changeRole.mutate({ handle: channel().handle, accountId: props.member.accountId, role })
      notify(ui.t.team.roleChanged(props.member.name, ui.t.roles[role]))
    } catch (error) {
      select.value = props.member.role
      notifyFailure(asFailure(error))
    } finally {
      await props.onChanged()
      setBusy(false)
    }
  }
  return (
    <select
      aria-label={ui.t.team.roleOf(props.member.name)}
      class="min-h-11 rounded-md border border-edge bg-surface px-2"
      disabled={busy()}
      onChange={(event) => void change(event.currentTarget)}
    >
      <For each={givenRoles(channel().role)}>
        {(role) => (
          <option value={role} selected={role === props.member.role}>
            {ui.t.roles[role]}
          </option>
        )}
      </For>
    </select>
  )
}
