import { LIMITS } from '@carillon/contract'
import { Popover } from '@kobalte/core/popover'
import Plus from 'lucide-solid/icons/plus'
import X from 'lucide-solid/icons/x'
import { createSignal, createUniqueId, For, lazy, Show, Suspense } from 'solid-js'
import { useWords } from '../interface.ts'

const EmojiPicker = lazy(() => import('@carillon/ui/emoji'))

/** The emoji that a channel lets its readers react with, in the order in which they are offered. */
export function ReactionList(props: { emoji: string[]; onChange: (emoji: string[]) => void }) {
  const ui = useWords()
  const id = createUniqueId()
  const [open, setOpen] = createSignal(false)
  const isFull = () => props.emoji.length >= LIMITS.chosenReactions
  const add = (emoji: string) => {
    setOpen(false)
    props.onChange([...new Set([...props.emoji, emoji])])
  }
  return (
    <div class="flex flex-col gap-2">
      <p id={id} class="text-sm font-semibold">
        {ui.t.readers.list}
      </p>
      <div role="group" aria-labelledby={id} class="flex flex-wrap gap-2">
        <For each={props.emoji}>
          {(emoji) => (
            <button
              type="button"
              aria-label={ui.t.readers.takeOut(emoji)}
              class="inline-flex min-h-11 items-center gap-1.5 rounded-full border border-edge px-3 text-xl hover:bg-sunken"
              onClick={() => props.onChange(props.emoji.filter((one) => one !== emoji))}
            >
              {emoji}
              <X size="0.8em" aria-hidden="true" class="text-muted" />
            </button>
          )}
        </For>
        <Show when={!isFull()} fallback={<p class="text-sm text-muted">{ui.t.readers.full(LIMITS.chosenReactions)}</p>}>
          <Popover open={open()} onOpenChange={setOpen} placement="bottom-start" gutter={4}>
            <Popover.Trigger
              aria-label={ui.t.readers.add}
              title={ui.t.readers.add}
              class="inline-flex size-11 items-center justify-center rounded-full border border-dashed border-edge text-muted hover:bg-sunken hover:text-ink"
            >
              <Plus size="1.25em" aria-hidden="true" />
            </Popover.Trigger>
            <Popover.Portal>
              <Popover.Content
                aria-label={ui.t.readers.add}
                class="z-50 w-80 max-w-[calc(100vw-1rem)] rounded-lg border border-line bg-surface p-3 shadow-float outline-none"
              >
                <Suspense>
                  <EmojiPicker onChoose={add} />
                </Suspense>
              </Popover.Content>
            </Popover.Portal>
          </Popover>
        </Show>
      </div>
    </div>
  )
}
