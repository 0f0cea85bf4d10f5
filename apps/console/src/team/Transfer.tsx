import type { Member } from '@carillon/contract'
import { Button } from '@carillon/ui'
import { createSignal, Show } from 'solid-js'
import { api } from '../api.ts'
import { useChannel } from '../channels/channel.ts'
import { useWords } from '../interface.ts'
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx'
import { SelectField, TextField } from '../parts/fields.tsx'
import { notify } from '../parts/notices.tsx'
import { Section } from '../parts/Section.tsx'
import { channelsOptions, queries } from '../queries.ts'
import { refreshTeam } from './queries.ts'

/** Handing the channel over, which only its new owner could undo: the handle has to be typed. */
export function Transfer(props: { others: Member[] }) {
  const ui = useWords()
  const channel = useChannel()
  const [open, setOpen] = createSignal(false)
  const [heir, setHeir] = createSignal('')
  const [typed, setTyped] = createSignal('')
  const begin = () => {
    setHeir('')
    setTyped('')
    setOpen(true)
  }
  const transfer = async () => {
    const { handle } = channel()
    await api.members.transfer.mutate({ handle, accountId: heir() })
    notify(ui.t.team.transferred(props.others.find(({ accountId }) => accountId === heir())?.name ?? ''))
    await queries.invalidateQueries({ queryKey: channelsOptions.queryKey })
    await refreshTeam(handle)
  }
  return (
    <Section title={ui.t.team.transfer} lead={ui.t.team.transferHint}>
      <Show when={props.others.length > 0} fallback={<p class="text-sm text-muted">{ui.t.team.transferEmpty}</p>}>
        <Button look="danger" class="self-start" onClick={begin}>
          {ui.t.team.transfer}
        </Button>
      </Show>
      <ConfirmDialog
        open={open()}
        onClose={() => setOpen(false)}
        title={ui.t.team.transfer}
        hint={ui.t.team.transferHint}
        action={ui.t.team.transfer}
        ready={heir() !== '' && typed().trim().replace(/^@/, '') === channel().handle}
        run={transfer}
      >
        <SelectField
          label={ui.t.team.newOwner}
          none={ui.t.team.choose}
          options={props.others.map(({ accountId, name }) => ({ code: accountId, name }))}
          value={heir()}
          onValue={setHeir}
        />
        <TextField
          label={ui.t.team.typeHandle(`@${channel().handle}`)}
          dir="ltr"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          value={typed()}
          onValue={setTyped}
        />
      </ConfirmDialog>
    </Section>
  )
}
