import { Popover } from '@kobalte/core/popover'
import Smile from 'lucide-solid/icons/face-grinning'
import { lazy, Suspense } from 'solid-js'
import { useWords } from '../../interface.ts'
import { applyEdit } from '../markup.ts'
import { shortcut } from '../Toolbar.tsx'

/** Two thousand of them are much to load for those who use none. */
const EmojiPicker = lazy(() => import('@carillon/ui/emoji'))

export const EMOJI_KEY = ';'

type ButtonProps = {
  class: string
  field: () => HTMLTextAreaElement
  open: boolean
  onOpen: (open: boolean) => void
}

/** Puts an emoji where the caret is. */
export function EmojiButton(props: ButtonProps) {
  const ui = useWords()
  const insert = (emoji: string) => {
    props.onOpen(false)
    const { selectionStart: from, selectionEnd: to } = props.field()
    const after = from + emoji.length
    applyEdit(props.field(), { from, to, insert: emoji, select: [after, after] })
  }
  const backToText = (event: Event) => {
    event.preventDefault()
    props.field().focus()
  }
  return (
    <Popover open={props.open} onOpenChange={props.onOpen} placement="bottom-end" gutter={4} preventScroll={false}>
      <Popover.Trigger
        class={props.class}
        aria-label={ui.t.emoji.title}
        title={ui.t.posts.shortcut(ui.t.emoji.title, shortcut(EMOJI_KEY))}
      >
        <Smile size="1.15em" aria-hidden="true" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label={ui.t.emoji.title}
          class="z-50 w-80 max-w-[calc(100vw-1rem)] rounded-lg border border-line bg-surface p-3 shadow-float outline-none"
          onCloseAutoFocus={backToText}
        >
          <Suspense>
            <EmojiPicker onChoose={insert} />
          </Suspense>
        </Popover.Content>
      </Popover.Portal>
    </Popover>
  )
}
