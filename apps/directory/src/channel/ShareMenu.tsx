import { createSignal, lazy, Show, Suspense } from 'solid-js'
import type { Channel } from '@carillon/contract'
import { buttonClass, copyText } from '@carillon/ui'
import { useWords } from '../site/island.tsx'
import { link } from '../site/links.ts'
import { Menu, MenuEntry } from '../site/Menu.tsx'

const QrCode = lazy(() => import('./QrCode.tsx'))

/** Passes a channel on: its link, through the system's own sheet, or as a code for a camera. */
export function ShareMenu(props: { channel: Channel }) {
  const ui = useWords()
  const t = () => ui.t.site.share
  const [said, setSaid] = createSignal('')
  const [shown, setShown] = createSignal<'link' | 'code' | null>(null)
  const url = () => location.origin + link(ui.locale, `/c/${props.channel.handle}`)

  async function copy(): Promise<void> {
    const copied = await copyText(url())
    setSaid(copied ? ui.t.post.linkCopied : '')
    setShown(copied ? null : 'link')
  }
  const share = () => void navigator.share({ title: props.channel.name, url: url() }).catch(() => {})
  const press = (what: () => void, close: () => void) => () => {
    close()
    what()
  }

  return (
    <>
      <Menu towardsEnd face={t().title} class={`${buttonClass('plain')} cursor-pointer list-none`}>
        {(close) => (
          <>
            <MenuEntry onPress={press(() => void copy(), close)}>{ui.t.post.copyLink}</MenuEntry>
            <MenuEntry onPress={press(() => setShown('code'), close)}>{t().code}</MenuEntry>
            <Show when={'share' in navigator}>
              <MenuEntry onPress={press(share, close)}>{t().system}</MenuEntry>
            </Show>
          </>
        )}
      </Menu>
      <span role="status" class="self-center text-sm text-muted">
        {said()}
      </span>
      <Show when={shown() === 'link'}>
        <input
          readonly
          value={url()}
          aria-label={t().title}
          class="min-h-11 w-full rounded-md border border-edge bg-surface px-3 text-sm"
          ref={(input) => queueMicrotask(() => input.select())}
        />
      </Show>
      <Show when={shown() === 'code'}>
        <Suspense>
          <QrCode channel={props.channel} url={`${url()}?from=qr`} onClose={() => setShown(null)} />
        </Suspense>
      </Show>
    </>
  )
}
