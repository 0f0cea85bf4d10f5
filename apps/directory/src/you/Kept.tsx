import { For, Show } from 'solid-js'
import type { Myself } from '@carillon/contract'
import { buttonClass } from '@carillon/ui'
import { link } from '../site/links.ts'
import { Section } from './Section.tsx'
import { useYou } from './words.ts'

/** What this site keeps of the reader, in plain words. */
export function Kept(props: { me: Myself }) {
  const ui = useYou()
  const t = () => ui.t.you.kept
  const entries = () => [
    { what: t().channels(props.me.follows), hint: t().channelsHint },
    { what: t().devices(props.me.devices.length), hint: t().devicesHint },
    ...(props.me.passkeys.length > 0 ? [{ what: t().passkeys(props.me.passkeys.length), hint: t().passkeysHint }] : []),
    { what: t().notifications, hint: t().notificationsHint },
    { what: t().votes, hint: t().votesHint },
  ]
  return (
    <Section title={t().title} lead={t().seen}>
      <Show
        when={props.me.known}
        fallback={
          <>
            <p class="font-semibold">{t().nothing}</p>
            <p class="text-pretty text-muted">{t().nothingHint}</p>
            <a href={link(ui.locale, '/')} class={buttonClass()}>
              {t().find}
            </a>
          </>
        }
      >
        <dl class="flex flex-col gap-3">
          <For each={entries()}>
            {(entry) => (
              <div>
                <dt class="font-semibold">{entry.what}</dt>
                <dd class="text-sm text-pretty text-muted">{entry.hint}</dd>
              </div>
            )}
          </For>
        </dl>
        <p class="text-sm text-pretty">{t().not}</p>
      </Show>
    </Section>
  )
}
