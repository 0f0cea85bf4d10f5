import { Toast, toaster } from '@kobalte/core/toast'
import { WarningIcon } from '@carillon/ui'
import X from 'lucide-solid/icons/x'
import { Show } from 'solid-js'
import { Portal } from 'solid-js/web'
import type { Failure } from '../failure.ts'
import { useWords } from '../interface.ts'

/** Something that can be done about what was said, such as taking it back. */
export type NoticeAction = { label: string; run: () => void }

function show(text: string, bad: boolean, action?: NoticeAction): void {
  // One at a time: what is said last is what matters, and it covers the least.
  toaster.clear()
  toaster.show((props) => <Notice toastId={props.toastId} text={text} bad={bad} action={action} />)
}

/** Says that something is done. */
export const notify = (text: string, action?: NoticeAction) => show(text, false, action)
/** Says that something failed where no form can. */
export const notifyFailure = (failure: Failure) => show(failure.message, true)

function Notice(props: { toastId: number; text: string; bad: boolean; action?: NoticeAction | undefined }) {
  const ui = useWords()
  return (
    <Toast
      toastId={props.toastId}
      priority={props.bad ? 'high' : 'low'}
      class="flex items-center gap-3 rounded-md bg-ink py-2 ps-4 pe-2 text-sm text-paper shadow-float"
    >
      <Show when={props.bad}>
        <WarningIcon class="text-lg" />
      </Show>
      <Toast.Description class="flex-1">{props.text}</Toast.Description>
      <Show when={props.action}>
        {(action) => (
          <button
            type="button"
            class="min-h-8 rounded-sm px-2 font-semibold underline outline-current"
            onClick={() => {
              action().run()
              toaster.dismiss(props.toastId)
            }}
          >
            {action().label}
          </button>
        )}
      </Show>
      <Toast.CloseButton
        aria-label={ui.t.state.close}
        class="inline-flex size-8 items-center justify-center rounded-sm outline-current"
      >
        <X size="1.1em" aria-hidden="true" />
      </Toast.CloseButton>
    </Toast>
  )
}

export function Notices() {
  const ui = useWords()
  return (
    <Portal>
      <Toast.Region duration={5_000} limit={1} aria-label={ui.t.shell.notifications} swipeDirection="up">
        <Toast.List class="fixed inset-x-4 top-18 z-[60] flex flex-col gap-2 outline-none sm:inset-x-auto sm:end-6 sm:w-96 md:top-4" />
      </Toast.Region>
    </Portal>
  )
}
