import { Button } from '@carillon/ui'
import { createSignal, Show } from 'solid-js'
import { api } from '../api.ts'
import { createAction } from '../forms.ts'
import { useWords } from '../interface.ts'
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx'
import { notify, notifyFailure } from '../parts/notices.tsx'
import { Section } from '../parts/Section.tsx'
import { keepChannel, useChannel } from './channel.ts'

export function ArchiveSettings() {
  const ui = useWords()
  const channel = useChannel()
  const [asking, setAsking] = createSignal(false)
  const archive = async (archived: boolean) => {
    keepChannel(await api.channels.archive.mutate({ handle: channel().handle, archived }))
    notify(archived ? ui.t.channels.archived : ui.t.channels.restored)
  }
  const restore = createAction(() => archive(false), notifyFailure)
  return (
    <Section title={ui.t.channels.archive} lead={ui.t.channels.archiveHint}>
      <Show
        when={channel().archived}
        fallback={
          <Button look="danger" class="self-start" onClick={() => setAsking(true)}>
            {ui.t.channels.archive}
          </Button>
        }
      >
        <Button look="primary" class="self-start" busy={restore.busy()} onClick={() => void restore.act()}>
          {ui.t.channels.restore}
        </Button>
      </Show>
      <ConfirmDialog
        open={asking()}
        onClose={() => setAsking(false)}
        title={ui.t.channels.archiveTitle(channel().name)}
        hint={ui.t.channels.archiveHint}
        action={ui.t.channels.archive}
        run={() => archive(true)}
      />
    </Section>
  )
}
