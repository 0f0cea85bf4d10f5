import { Button, controlClass, Field } from '@carillon/ui'
import Check from 'lucide-solid/icons/check'
import Copy from 'lucide-solid/icons/copy'
import { createSignal, Show } from 'solid-js'
import { useWords } from '../interface.ts'

/** Something to take along: selected at a touch, copied at a press. */
export function CopyField(props: { label: string; hint?: string | undefined; value: string }) {
  const ui = useWords()
  const [copied, setCopied] = createSignal(false)
  let input!: HTMLInputElement
  const copy = async () => {
    input.select()
    try {
      await navigator.clipboard.writeText(props.value)
    } catch {
      // Without a secure connection there is no clipboard; what is selected can be copied as ever.
      document.execCommand('copy')
    }
    setCopied(true)
    setTimeout(() => setCopied(false), 2_000)
  }
  return (
    <Field label={props.label} hint={props.hint}>
      {(control) => (
        <span class="flex flex-wrap gap-2">
          <input
            {...control}
            ref={input}
            readOnly
            dir="ltr"
            value={props.value}
            class={`${controlClass} min-w-0 flex-1 basis-48 font-mono text-sm`}
            onFocus={(event) => event.currentTarget.select()}
          />
          <Button onClick={copy}>
            <Show when={copied()} fallback={<Copy size="1.1em" aria-hidden="true" />}>
              <Check size="1.1em" aria-hidden="true" />
            </Show>
            <span aria-live="polite">{copied() ? ui.t.state.copied : ui.t.state.copy}</span>
          </Button>
        </span>
      )}
    </Field>
  )
}
