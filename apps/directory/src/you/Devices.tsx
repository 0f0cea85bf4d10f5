import { createSignal, For, Show } from 'solid-js'
import type { Device, Myself } from '@carillon/contract'
import { Alert } from '@carillon/ui'
import { useApi } from '../site/island.tsx'
import { link } from '../site/links.ts'
import { AddDevice } from './AddDevice.tsx'
import { Confirm } from './Confirm.tsx'
import { Section } from './Section.tsx'
import { useYou } from './words.ts'

/** The reader's devices: which there are, adding one, taking one away. */
export function Devices(props: { me: Myself; set: (me: Myself) => void }) {
  const ui = useYou()
  const t = () => ui.t.you.devices
  const api = useApi()
  const [removed, setRemoved] = createSignal(false)
  const isLast = () => props.me.devices.length === 1 && props.me.passkeys.length === 0

  async function remove(device: Device): Promise<void> {
    props.set(await api.mutate('followers.removeDevice', { deviceId: device.id }))
    setRemoved(true)
  }

  return (
    <Section title={t().title} lead={t().lead}>
      <Alert tone="good">{removed() && t().removed}</Alert>
      <Show when={props.me.devices.length}>
        <ul class="w-full">
          <For each={props.me.devices}>
            {(device) => (
              <li class="flex min-h-14 flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line py-2">
                <span>
                  <span class="font-semibold">{device.current ? t().this : t().other}</span>
                  <span class="block text-sm text-muted">{t().added(ui.format.day(device.addedAt))}</span>
                </span>
                <Confirm
                  label={t().remove}
                  spoken={t().removeThis(device.current ? t().this : t().other)}
                  action={t().remove}
                  run={() => remove(device)}
                >
                  <p class="text-pretty">{isLast() ? t().removeLast : t().removeHint}</p>
                </Confirm>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={props.me.known}>
        <AddDevice me={props.me} set={props.set} />
      </Show>
      <p class="text-sm">
        {t().have}{' '}
        <a href={link(ui.locale, '/join')} class="link">
          {t().enter}
        </a>
      </p>
    </Section>
  )
}
