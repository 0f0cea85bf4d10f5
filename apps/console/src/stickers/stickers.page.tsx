import { Show } from 'solid-js'
import { isAtLeast, useChannel } from '../channels/channel.ts'
import { useWords } from '../interface.ts'
import { Page } from '../parts/Page.tsx'
import { NewPack } from './NewPack.tsx'
import { PacksView } from './PacksView.tsx'

export function StickersPage() {
  const ui = useWords()
  const channel = useChannel()
  const mayChange = () => isAtLeast(channel().role, 'editor') && !channel().archived
  return (
    <Page
      title={ui.t.stickers.title}
      windowTitle={`${ui.t.stickers.title} · ${channel().name}`}
      lead={ui.t.stickers.lead}
      actions={
        <Show when={mayChange()}>
          <NewPack handle={channel().handle} />
        </Show>
      }
    >
      <PacksView handle={channel().handle} mayChange={mayChange()} />
    </Page>
  )
}
