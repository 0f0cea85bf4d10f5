import { createSignal, For, Show } from 'solid-js'
import type { Myself } from '@carillon/contract'
import { Alert, Button } from '@carillon/ui'
import { useApi } from '../site/island.tsx'
import { Confirm } from './Confirm.tsx'
import { createDoing } from './createMyself.ts'
import { Section } from './Section.tsx'
import { useYou } from './words.ts'

/** A way back for who loses all devices, if they wish for one. */
export function Passkeys(props: { me: Myself; set: (me: Myself) => void }) {
  const ui = useYou()
  const t = () => ui.t.you.passkey
  const api = useApi()
  const doing = createDoing(() => ({ notDone: ui.t.you.notDone, offline: ui.t.state.offline }))
  const [said, setSaid] = createSignal('')
  const isPossible = 'PublicKeyCredential' in window

  /** `done` is said when it went well; who closes the browser's window has changed their mind, and nothing else. */
  function press(done: string, what: (with_: typeof import('./passkeys.ts')) => Promise<Myself>) {
    void doing.run(async () => {
      setSaid('')
      try {
        props.set(await what(await import('./passkeys.ts')))
        setSaid(done)
      } catch (error) {
        if (!(error instanceof Error && error.name === 'NotAllowedError')) throw error
        setSaid(t().dismissed)
      }
    })
  }

  async function remove(id: string): Promise<void> {
    props.set(await api.mutate('followers.removePasskey', { id }))
    setSaid(t().removed)
  }

  return (
    <Section title={t().title} lead={t().lead}>
      <Alert tone="good">{said()}</Alert>
      <Alert>{doing.problem()}</Alert>
      <Show when={props.me.known}>
        <Show when={props.me.passkeys.length} fallback={<p class="text-muted">{t().none}</p>}>
          <ul class="w-full">
            <For each={props.me.passkeys}>
              {(passkey) => (
                <li class="flex min-h-14 flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line py-2">
                  <span>
                    <span class="font-semibold">{t().entry}</span>
                    <span class="block text-sm text-muted">
                      {ui.t.you.devices.added(ui.format.day(passkey.addedAt))}
                    </span>
                  </span>
                  <Confirm
                    label={t().remove}
                    spoken={ui.t.you.devices.removeThis(t().entry)}
                    action={t().remove}
                    run={() => remove(passkey.id)}
                  >
                    <p class="text-pretty">{t().removeHint}</p>
                  </Confirm>
                </li>
              )}
            </For>
          </ul>
        </Show>
      </Show>
      <Show when={isPossible} fallback={<p class="text-sm text-muted">{t().unsupported}</p>}>
        <div class="flex flex-wrap gap-2">
          <Show when={props.me.known}>
            <Button busy={doing.busy()} onClick={() => press(t().made, ({ make }) => make(api))}>
              {t().make}
            </Button>
          </Show>
          <Button
            look={props.me.known ? 'quiet' : 'plain'}
            busy={doing.busy()}
            onClick={() => press(t().used, ({ recover }) => recover(api))}
          >
            {t().use}
          </Button>
        </div>
      </Show>
    </Section>
  )
}
