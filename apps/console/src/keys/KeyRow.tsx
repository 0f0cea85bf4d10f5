import type { ApiKey } from '@carillon/contract'
import { Button } from '@carillon/ui'
import CirclePause from 'lucide-solid/icons/circle-pause'
import { createSignal, Show } from 'solid-js'
import { api } from '../api.ts'
import { useChannel } from '../channels/channel.ts'
import { useWords } from '../interface.ts'
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx'
import { notify } from '../parts/notices.tsx'
import { refreshKeys } from './queries.ts'

export function KeyRow(props: { apiKey: ApiKey }) {
  const ui = useWords()
  const channel = useChannel()
  const [asking, setAsking] = createSignal(false)
  const used = () =>
    props.apiKey.lastUsedAt === null
      ? ui.t.keys.neverUsed
      : ui.t.keys.used(ui.format.relative(props.apiKey.lastUsedAt, ui.now()))
  const revoke = async () => {
    await api.keys.revoke.mutate({ handle: channel().handle, keyId: props.apiKey.id })
    notify(ui.t.keys.revoked)
    await refreshKeys(channel().handle)
  }
  return (
    <li class="flex flex-wrap items-start gap-3 py-4">
      <div class="min-w-0 flex-1 basis-56">
        <p class="leading-snug font-semibold" dir="auto">
          {props.apiKey.name}
        </p>
        <p class="text-sm text-muted">{props.apiKey.scopes.map((scope) => ui.t.keys.scope[scope]).join(' · ')}</p>
        <p class="text-sm text-muted first-letter:uppercase">
          {ui.t.keys.created(ui.format.day(props.apiKey.createdAt))} {ui.t.keys.by(props.apiKey.maker)} · {used()}
        </p>
        <Show when={props.apiKey.asleep}>
          <p class="flex items-start gap-1.5 text-sm font-semibold">
            <CirclePause size="1.1em" aria-hidden="true" class="mt-[0.2em] shrink-0" />
            {ui.t.keys.asleep(props.apiKey.maker)}
          </p>
        </Show>
      </div>
      <Button onClick={() => setAsking(true)}>{ui.t.keys.revoke}</Button>
      <ConfirmDialog
        open={asking()}
        onClose={() => setAsking(false)}
        title={ui.t.keys.revokeTitle(props.apiKey.name)}
        hint={ui.t.keys.revokeHint}
        action={ui.t.keys.revoke}
        run={revoke}
      />
    </li>
  )
}
