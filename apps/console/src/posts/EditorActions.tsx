import { Button } from '@carillon/ui'
import { createSignal, Show, type JSX } from 'solid-js'
import { useWords } from '../interface.ts'
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx'
import type { DraftState } from './draft.ts'

type ActionsProps = {
  state: DraftState
  onDiscard: () => void
  onCancel: (() => void) | undefined
  children: JSX.Element
}

/** Below what is written: away with it, or out with it. */
export function EditorActions(props: ActionsProps) {
  const ui = useWords()
  const [asking, setAsking] = createSignal(false)
  const discard = async () => {
    props.onDiscard()
    props.state.reset()
    props.onCancel?.()
  }
  const leave = () => (props.state.changed() ? setAsking(true) : props.onCancel?.())
  return (
    <div class="flex flex-wrap items-center justify-end gap-2 @max-[28rem]:*:grow">
      <Show when={props.onCancel || props.state.changed()}>
        <Button look="quiet" onClick={leave}>
          {props.onCancel ? ui.t.shell.cancel : ui.t.posts.discard}
        </Button>
      </Show>
      {props.children}
      <ConfirmDialog
        open={asking()}
        onClose={() => setAsking(false)}
        title={ui.t.posts.discardTitle}
        hint={ui.t.posts.discardHint}
        action={ui.t.posts.discard}
        run={discard}
      />
    </div>
  )
}
