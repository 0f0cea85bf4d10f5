import { createSignal, Show, type JSX } from 'solid-js'
import { Alert, Button, type ButtonLook } from '@carillon/ui'
import { createDoing } from './createMyself.ts'
import { useYou } from './words.ts'

type ConfirmProps = {
  /** On the button that asks, and what it is read as where that says too little. */
  label: string
  spoken?: string
  look?: ButtonLook
  /** On the button that does it. */
  action: string
  run: () => Promise<unknown>
  /** What it means. */
  children: JSX.Element
}

/** A button that says what it will do before it does it. */
export function Confirm(props: ConfirmProps) {
  const ui = useYou()
  const doing = createDoing(() => ({ notDone: ui.t.you.notDone, offline: ui.t.state.offline }))
  const [open, setOpen] = createSignal(false)
  let ask!: HTMLButtonElement
  let panel: HTMLDivElement | undefined

  function close(): void {
    setOpen(false)
    ask.focus()
  }
  const closeByKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !doing.busy()) close()
  }

  return (
    <>
      <Button
        ref={ask}
        look={props.look ?? 'plain'}
        aria-label={props.spoken}
        aria-expanded={open()}
        onClick={() => {
          if (setOpen(!open())) queueMicrotask(() => panel?.focus())
        }}
      >
        {props.label}
      </Button>
      <Show when={open()}>
        <div
          ref={panel}
          role="group"
          aria-label={props.spoken ?? props.label}
          tabindex="-1"
          class="flex w-full flex-col items-start gap-4 rounded-md border border-line bg-sunken p-4 outline-none"
          on:keydown={closeByKey}
        >
          {props.children}
          <Alert>{doing.problem()}</Alert>
          <div class="flex flex-wrap gap-2">
            <Button look="danger" busy={doing.busy()} onClick={() => void doing.run(props.run)}>
              {props.action}
            </Button>
            <Button onClick={close}>{ui.t.you.cancel}</Button>
          </div>
        </div>
      </Show>
    </>
  )
}
