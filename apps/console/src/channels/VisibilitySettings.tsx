import { Alert, Button } from '@carillon/ui'
import { createSignal, Show } from 'solid-js'
import { api } from '../api.ts'
import { createForm } from '../forms.ts'
import { useWords } from '../interface.ts'
import { Check, Choices } from '../parts/choices.tsx'
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx'
import { CopyField } from '../parts/CopyField.tsx'
import { notify } from '../parts/notices.tsx'
import { Section } from '../parts/Section.tsx'
import { keepChannel, useChannel } from './channel.ts'

export function VisibilitySettings() {
  const ui = useWords()
  const channel = useChannel()
  const form = createForm({ listed: channel().listed, access: channel().access }, async (values) => {
    keepChannel(await api.channels.edit.mutate({ handle: channel().handle, ...values }))
    notify(ui.t.shell.saved)
  })
  return (
    <Section title={ui.t.channels.visibility}>
      <form class="flex flex-col gap-4" onSubmit={form.onSubmit} noValidate>
        <Check
          label={ui.t.channels.listed}
          hint={ui.t.channels.listedHint}
          checked={form.values.listed}
          onChecked={(listed) => form.set('listed', listed)}
        />
        <Choices
          legend={ui.t.channels.access}
          value={form.values.access}
          onValue={(access) => form.set('access', access as 'open' | 'invite')}
          options={[
            { value: 'open', label: ui.t.channels.open, hint: ui.t.channels.openHint },
            { value: 'invite', label: ui.t.channels.invite, hint: ui.t.channels.inviteHint },
          ]}
        />
        <Alert>{form.message()}</Alert>
        <Button type="submit" look="primary" class="self-start" busy={form.busy()}>
          {ui.t.shell.save}
        </Button>
      </form>
      <Show when={channel().access === 'invite' && channel().inviteLink}>{(link) => <InviteLink link={link()} />}</Show>
    </Section>
  )
}

function InviteLink(props: { link: string }) {
  const ui = useWords()
  const channel = useChannel()
  const [renewing, setRenewing] = createSignal(false)
  const renew = async () => {
    keepChannel(await api.channels.renewInviteLink.mutate({ handle: channel().handle }))
    notify(ui.t.channels.renewed)
  }
  return (
    <div class="flex flex-col gap-3 border-t border-line pt-4">
      <CopyField label={ui.t.channels.inviteLink} hint={ui.t.channels.inviteLinkHint} value={props.link} />
      <Button class="self-start" onClick={() => setRenewing(true)}>
        {ui.t.channels.renew}
      </Button>
      <ConfirmDialog
        open={renewing()}
        onClose={() => setRenewing(false)}
        title={ui.t.channels.renewTitle}
        hint={ui.t.channels.renewHint}
        action={ui.t.channels.renew}
        run={renew}
      />
    </div>
  )
}
