import { Alert, Button } from '@carillon/ui'
import { createEffect, createSignal, Show, type JSX } from 'solid-js'
import { asFailure } from '../failure.ts'
import { useWords } from '../interface.ts'
import { Dialog } from './Dialog.tsx'

type ConfirmProps = {
  open: boolean
  onClose: () => void
  title: string
  hint: string
  /** On the button that does it. */
  action: string
  /** What can't be undone is red. */
  look?: 'primary' | 'danger'
  /** Until this holds, it can't be done. */
  ready?: boolean
  run: () => Promise<unknown>
  returnTo?: () => HTMLElement | undefined
  children?: JSX.Element
}

/** Asks before something is done, stays open while it is, and says why if it fails. */
export function ConfirmDialog(props: ConfirmProps) {
  const ui = useWords()
  const [busy, setBusy] = createSignal(false)
  const [failure, setFailure] = createSignal<string>()
  createEffect(() => props.open && setFailure(undefined))
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (busy() || props.ready === false) return
    setBusy(true)
    try {
      await props.run()
      props.onClose()
    } catch (error) {
      setFailure(asFailure(error).message)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog open={props.open} onClose={props.onClose} title={props.title} hint={props.hint} returnTo={props.returnTo}>
      <form onSubmit={submit} class="flex flex-col gap-4" noValidate>
        <Show when={props.children}>{props.children}</Show>
        <Alert>{failure()}</Alert>
        <div class="flex flex-wrap justify-end gap-2">
          <Button onClick={() => props.onClose()}>{ui.t.shell.cancel}</Button>
          <Button type="submit" look={props.look ?? 'danger'} busy={busy()} disabled={props.ready === false}>
            {props.action}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
