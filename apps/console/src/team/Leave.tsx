import { Button } from '@carillon/ui'
import { useNavigate } from '@solidjs/router'
import { createSignal } from 'solid-js'
import { api } from '../api.ts'
import { useChannel } from '../channels/channel.ts'
import { useWords } from '../interface.ts'
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx'
import { notify } from '../parts/notices.tsx'
import { Section } from '../parts/Section.tsx'
import { channelsOptions, queries } from '../queries.ts'

export function Leave() {
  const ui = useWords()
  const channel = useChannel()
  const navigate = useNavigate()
  const [asking, setAsking] = createSignal(false)
  const leave = async () => {
    const { handle, name } = channel()
    await api.members.leave.mutate({ handle })
    notify(ui.t.team.left(name))
    navigate('/')
    await queries.invalidateQueries({ queryKey: channelsOptions.queryKey })
  }
  return (
    <Section title={ui.t.team.leave} lead={ui.t.team.leaveHint}>
      <Button class="self-start" onClick={() => setAsking(true)}>
        {ui.t.team.leave}
      </Button>
      <ConfirmDialog
        open={asking()}
        onClose={() => setAsking(false)}
        title={ui.t.team.leaveTitle(channel().name)}
        hint={ui.t.team.leaveHint}
        action={ui.t.team.leave}
        run={leave}
      />
    </Section>
  )
}
