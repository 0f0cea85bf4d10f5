import { createSignal, Show } from 'solid-js'
import { Button } from '@carillon/ui'
import { useWords } from '../site/island.tsx'

/** Hands the address to the system, else to the clipboard; where neither may be used, shows it to be copied. */
export function ShareButton(props: { name: string }) {
  const ui = useWords()
  const [state, setState] = createSignal<'idle' | 'copied' | 'shown'>('idle')
  const url = location.origin + location.pathname

  async function share(): Promise<void> {
    if (navigator.share) {
      await navigator.share({ title: props.name, url }).catch(() => {})
      return
    }
    try {
      await navigator.clipboard.writeText(url)
      setState('copied')
    } catch {
      setState('shown')
    }
  }

  return (
    <>
      <Button onClick={() => void share()}>
        <span role="status">{state() === 'copied' ? ui.t.site.channel.linkCopied : ui.t.site.channel.share}</span>
      </Button>
      <Show when={state() === 'shown'}>
        <input
          readonly
          value={url}
          aria-label={ui.t.site.channel.share}
          class="min-h-11 w-full rounded-md border border-edge bg-surface px-3 text-sm"
          ref={(input) => queueMicrotask(() => input.select())}
        />
      </Show>
    </>
  )
}
