import type { PendingInvitation } from '@carillon/contract'
import { Button } from '@carillon/ui'
import { createSignal, Show } from 'solid-js'
import { api } from '../api.ts'
import { useChannel } from '../channels/channel.ts'
import { useWords } from '../interface.ts'
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx'
import { notify } from '../parts/notices.tsx'
import { refreshTeam } from './queries.ts'

export function PendingRow(props: { invitation: PendingInvitation }) {
  const ui = useWords()
  const channel = useChannel()
  const [asking, setAsking] = createSignal(false)
  const revoke = async () => {
    await api.members.revokeInvitation.mutate({ handle: channel().handle, invitationId: props.invitation.id })
    notify(ui.t.team.revoked)
    await refreshTeam(channel().handle)
  }
  return (
    <li class="flex flex-wrap items-center gap-3 py-3">
      <div class="min-w-0 flex-1 basis-48">
        <p class="leading-snug font-semibold">{props.invitation.email ?? ui.t.team.anybody}</p>
        <p class="text-sm text-muted">
          <Show when={props.invitation.role}>{(role) => <>{ui.t.roles[role()]} · </>}</Show>
          {ui.t.team.until(ui.format.time(props.invitation.expiresAt))}
        </p>
      </div>
      <Button onClick={() => setAsking(true)}>{ui.t.team.revoke}</Button>
      <ConfirmDialog
        open={asking()}
        onClose={() => setAsking(false)}
        title={ui.t.team.revokeTitle}
        hint={ui.t.team.revokeHint}
        action={ui.t.team.revoke}
        run={revoke}
      />
    </li>
  )
}
