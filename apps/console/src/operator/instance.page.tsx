import { useWords } from '../interface.ts'
import { Page } from '../parts/Page.tsx'
import { Section } from '../parts/Section.tsx'
import { InstanceForm } from './InstanceForm.tsx'
import { ChannelCare } from './ChannelCare.tsx'
import { CreatorInvitation } from './CreatorInvitation.tsx'
import { OperatorsOnly } from './OperatorsOnly.tsx'
import { Status } from './Status.tsx'

export function InstancePage() {
  const ui = useWords()
  return (
    <OperatorsOnly>
      <Page title={ui.t.operator.title} lead={ui.t.operator.lead}>
        <Status />
        <Section title={ui.t.operator.settings}>
          <InstanceForm />
        </Section>
        <Section title={ui.t.operator.inviteCreator} lead={ui.t.operator.inviteCreatorLead}>
          <CreatorInvitation />
        </Section>
        <Section title={ui.t.operator.care} lead={ui.t.operator.careLead}>
          <ChannelCare />
        </Section>
      </Page>
    </OperatorsOnly>
  )
}
