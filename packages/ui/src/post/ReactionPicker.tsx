import { createSignal, For, lazy, onCleanup, onMount, Show, Suspense } from 'solid-js'
import { MoreIcon } from '../icons.tsx'
import { useMessages } from '../interface.tsx'

const EmojiPicker = lazy(() => import('../emoji/EmojiPicker.tsx'))

/** At hand where a channel takes any. */
const COMMON = ['👍', '❤️', '😂', '😮', '😢', '🙏']

type PickerProps = {
  allowed: string[] | null
  mine: string | null
  /** A press on it closes this by itself. */
  opener: Element
  onChoose: (emoji: string) => void
  /** Closed on purpose: back to where it was opened. */
  onClose: () => void
  onLeave: () => void
}

/** What a reader may react with: those that the channel chose, or a few common ones and then all. */
export default function ReactionPicker(props: PickerProps) {
  const ui = useMessages()
  const t = () => ui.t.reactions
  const [all, setAll] = createSignal(false)
  let panel!: HTMLDivElement

  const leave = ({ target }: Event) => {
    if (!panel.contains(target as Node) && !props.opener.contains(target as Node)) props.onLeave()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return props.onClose()
    const buttons = [...panel.querySelectorAll<HTMLButtonElement>('[data-choice]')]
    const at = buttons.indexOf(event.target as HTMLButtonElement)
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: buttons.length - 1 }[event.key]
    if (at < 0 || to === undefined) return
    event.preventDefault()
    buttons.at(to % buttons.length)?.focus()
  }
  onMount(() => {
    panel.querySelector('button')?.focus()
    panel.addEventListener('keydown', onKeyDown)
    for (const event of ['pointerdown', 'focusin']) document.addEventListener(event, leave)
  })
  onCleanup(() => {
    for (const event of ['pointerdown', 'focusin']) document.removeEventListener(event, leave)
  })

  return (
    <div
      ref={panel}
      role="dialog"
      aria-label={t().react}
      class="absolute start-0 top-full z-20 mt-1 max-w-[calc(100vw-2rem)] rounded-lg border border-line bg-surface p-1.5 shadow-float"
      classList={{ 'w-84 p-3': all(), 'w-max': !all() }}
    >
      <Show
        when={!all()}
        fallback={
          <Suspense>
            <EmojiPicker onChoose={props.onChoose} />
          </Suspense>
        }
      >
        <div class="flex max-w-80 flex-wrap">
          <For each={props.allowed ?? COMMON}>
            {(emoji) => (
              <button
                type="button"
                data-choice
                aria-pressed={emoji === props.mine}
                class={`${choiceClass} text-2xl aria-pressed:bg-accent-soft`}
                onClick={() => props.onChoose(emoji)}
              >
                {emoji}
              </button>
            )}
          </For>
          <Show when={!props.allowed}>
            <button
              type="button"
              data-choice
              aria-label={t().more}
              title={t().more}
              class={`${choiceClass} text-xl text-muted`}
              onClick={() => setAll(true)}
            >
              <MoreIcon />
            </button>
          </Show>
        </div>
      </Show>
    </div>
  )
}

const choiceClass = 'inline-flex size-11 items-center justify-center rounded-md leading-none hover:bg-sunken'
