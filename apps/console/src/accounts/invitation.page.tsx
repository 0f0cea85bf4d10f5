import type { Invitation } from '@carillon/contract'
import { ErrorState } from '@carillon/ui'
import { useParams } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { Match, Show, Switch } from 'solid-js'
import { api } from '../api.ts'
import { asFailure } from '../failure.ts'
import { useWords, type Words } from '../interface.ts'
import { RowsSkeleton } from '../parts/Loaded.tsx'
import { useMe } from '../queries.ts'
import { Doorway } from '../shell/Doorway.tsx'
import { BackToSignIn } from './BackToSignIn.tsx'
import { InvitationAnswer } from './InvitationAnswer.tsx'

/** What a link is for, to whoever opens it. */
export function InvitationPage() {
  const ui = useWords()
  const params = useParams<{ token: string }>()
  const me = useMe()
  const invitation = useQuery(() => ({
    queryKey: ['invitation', params.token],
    queryFn: () => api.accounts.invitation.query({ token: params.token }),
    staleTime: Infinity,
  }))
  return (
    <Switch>
      <Match when={me.isPending || invitation.isPending}>
        <Doorway title={ui.t.invitation.title}>
          <RowsSkeleton />
        </Doorway>
      </Match>
      <Match when={invitation.isError}>
        <Doorway title={ui.t.invitation.title} after={<BackToSignIn />}>
          <ErrorState title={ui.t.invitation.invalid} detail={asFailure(invitation.error).message} />
        </Doorway>
      </Match>
      <Match when={invitation.data}>
        {(known) => (
          <Doorway title={title(known(), ui.t)} lead={lead(known(), ui.t)}>
            <ul class="flex flex-col gap-1 text-sm text-muted">
              <Show when={known().role}>{(role) => <li>{ui.t.invitation.roleMeans[role()]}</li>}</Show>
              <Show when={known().email}>{(email) => <li>{ui.t.invitation.onlyFor(email())}</li>}</Show>
              <li>{ui.t.invitation.validUntil(ui.format.moment(known().expiresAt))}</li>
            </ul>
            <InvitationAnswer token={params.token} invitation={known()} />
          </Doorway>
        )}
      </Match>
    </Switch>
  )
}

function title({ kind, channel }: Invitation, t: Words): string {
  if (kind === 'operator') return t.invitation.operator
  if (kind === 'team') return t.invitation.team(channel?.name ?? '')
  return kind === 'create' ? t.invitation.create : t.invitation.signUp
}

function lead({ kind, role }: Invitation, t: Words): string {
  if (kind === 'operator') return t.invitation.operatorHint
  if (kind === 'team') return role ? t.invitation.teamHint(t.roles[role]) : ''
  return kind === 'create' ? t.invitation.createHint : t.invitation.signUpHint
}
