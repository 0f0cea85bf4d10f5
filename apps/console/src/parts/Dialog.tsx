import { Dialog as Kobalte } from '@kobalte/core/dialog'
import X from 'lucide-solid/icons/x'
import { createRenderEffect, Show, type JSX } from 'solid-js'
import { useWords } from '../interface.ts'

type DialogProps = {
  open: boolean
  onClose: () => void
  title: string
  hint?: string | undefined
  /** Decisions are answered by their buttons: a press beside the dialog doesn't close it. */
  firm?: boolean
  /** Where the focus goes afterwards, if not back to where it was. */
  returnTo?: (() => HTMLElement | undefined) | undefined
  children: JSX.Element
}

export function Dialog(props: DialogProps) {
  const ui = useWords()
  let opener: Element | null = null
  createRenderEffect(() => {
    if (props.open) opener = document.activeElement
  })
  const giveFocusBack = (event: Event) => {
    event.preventDefault()
    const places = [props.returnTo?.(), opener, document.querySelector('h1')]
    places.find((place): place is HTMLElement => place instanceof HTMLElement && place.isConnected)?.focus()
  }
  return (
    <Kobalte open={props.open} onOpenChange={(open) => open || props.onClose()} preventScroll={false}>
      <Kobalte.Portal>
        <Kobalte.Overlay class="fixed inset-0 z-40 bg-[rgb(20_14_6/0.55)]" />
        <div class="pointer-events-none fixed inset-0 z-50 flex items-end justify-center sm:items-center sm:p-4">
          <Kobalte.Content
            class="pointer-events-auto flex max-h-[92dvh] w-full max-w-form flex-col gap-4 overflow-y-auto rounded-t-lg bg-surface p-6 shadow-float sm:rounded-lg"
            onCloseAutoFocus={giveFocusBack}
            onInteractOutside={(event) => props.firm && event.preventDefault()}
          >
            <div class="flex items-start gap-3">
              <Kobalte.Title as="h2" class="flex-1 font-serif text-xl font-semibold text-balance">
                {props.title}
              </Kobalte.Title>
              <Kobalte.CloseButton
                aria-label={ui.t.state.close}
                class="-me-2 -mt-1 inline-flex size-10 shrink-0 items-center justify-center rounded-md hover:bg-sunken"
              >
                <X size="1.25em" aria-hidden="true" />
              </Kobalte.CloseButton>
            </div>
            <Show when={props.hint}>
              <Kobalte.Description class="text-pretty text-muted">{props.hint}</Kobalte.Description>
            </Show>
            {props.children}
          </Kobalte.Content>
        </div>
      </Kobalte.Portal>
    </Kobalte>
  )
}
