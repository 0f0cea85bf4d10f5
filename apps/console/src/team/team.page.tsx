import { LIMITS } from '@carillon/contract'
import { For, Show } from 'solid-js'
import { isAtLeast, useChannel } from '../channels/channel.ts'
import { useWords } from '../interface.ts'
import { Loaded } from '../parts/Loaded.tsx'
import { Page } from '../parts/Page.tsx'
import { Section } from '../parts/Section.tsx'
import { InviteForm } from './InviteForm.tsx'
import { MemberRow } from './MemberRow.tsx'
import { Partings } from './Partings.tsx'
import { PendingRow } from './PendingRow.tsx'
import { useTeam } from './queries.ts'

export function TeamPage() {
  const ui = useWords()
  const channel = useChannel()
  const team = useTeam(() => channel().handle)
  const mayManage = () => isAtLeast(channel().role, 'admin') && !channel().archived
  return (
    <Page title={ui.t.team.title} windowTitle={`${ui.t.team.title} · ${channel().name}`} lead={ui.t.team.lead}>
      <Loaded query={team}>
        {(known) => {
          const admins = () => known().members.filter((member) => member.role === 'admin').length
          return (
            <>
              <Section title={ui.t.team.members} lead={ui.t.team.admins(admins(), LIMITS.admins)}>
                <ul class="divide-y divide-line">
                  <For each={known().members}>{(member) => <MemberRow member={member} />}</For>
                </ul>
              </Section>
              <Show when={mayManage()}>
                <Section title={ui.t.team.invite} lead={ui.t.team.inviteLead}>
                  <InviteForm />
                </Section>
                <Show when={known().invitations.length > 0}>
                  <Section title={ui.t.team.pending}>
                    <ul class="divide-y divide-line">
                      <For each={known().invitations}>{(invitation) => <PendingRow invitation={invitation} />}</For>
                    </ul>
                  </Section>
                </Show>
              </Show>
              <Partings members={known().members} />
            </>
          )
        }}
      </Loaded>
    </Page>
  )
}
