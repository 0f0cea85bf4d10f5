import type { TeamChannel } from '@carillon/contract'
import { Alert, Avatar, Button } from '@carillon/ui'
import { createSignal, Show } from 'solid-js'
import { api } from '../api.ts'
import { createAction } from '../forms.ts'
import { useWords } from '../interface.ts'
import { notify } from '../parts/notices.tsx'
import { Section } from '../parts/Section.tsx'
import { pictureTypes, uploadAvatar } from '../upload.ts'
import { keepChannel, useChannel } from './channel.ts'

export function AvatarSettings() {
  const ui = useWords()
  const channel = useChannel()
  const [failure, setFailure] = createSignal<string>()
  let picker!: HTMLInputElement
  let chosen: File | undefined
  const change = (run: () => Promise<TeamChannel>) =>
    createAction(
      async () => {
        setFailure(undefined)
        keepChannel(await run())
        notify(ui.t.shell.saved)
      },
      (failed) => setFailure(failed.message),
    )
  const send = change(() => uploadAvatar(channel().handle, chosen!))
  const remove = change(() => api.channels.edit.mutate({ handle: channel().handle, avatar: null }))
  const choose = () => {
    chosen = picker.files?.[0]
    picker.value = ''
    if (chosen) void send.act()
  }
  return (
    <Section title={ui.t.channels.avatar} lead={ui.t.channels.avatarHint}>
      <div class="flex flex-wrap items-center gap-4">
        <Avatar {...channel()} size="xl" />
        <div class="flex flex-wrap gap-2">
          <input
            ref={picker}
            type="file"
            accept={pictureTypes}
            class="hidden"
            aria-label={ui.t.channels.avatarChoose}
            onChange={choose}
          />
          <Button busy={send.busy()} onClick={() => picker.click()}>
            {ui.t.channels.avatarChoose}
          </Button>
          <Show when={channel().avatar}>
            <Button look="quiet" busy={remove.busy()} onClick={() => void remove.act()}>
              {ui.t.channels.avatarRemove}
            </Button>
          </Show>
        </div>
      </div>
      <Alert>{failure()}</Alert>
    </Section>
  )
}
