import { createSignal, onCleanup, onMount, Show } from 'solid-js'
import type { Post } from '@carillon/contract'
import { copyableText } from '@carillon/contract/markup'
import { captionOf } from '@carillon/contract/reading'
import { copyText, MoreIcon } from '@carillon/ui'
import { useWords } from '../site/island.tsx'
import { postPath } from '../site/links.ts'

/** How long it is said that something was copied, milliseconds. */
const SAID = 4_000

/** What a reader may take along of a post. */
export function PostMenu(props: { post: Post }) {
  const ui = useWords()
  const [said, setSaid] = createSignal('')
  let menu!: HTMLDetailsElement
  let timer: ReturnType<typeof setTimeout> | undefined
  const text = () => copyableText(captionOf(props.post.content))
  const url = () => location.origin + postPath(ui.locale, props.post)

  async function copy(what: string, done: string): Promise<void> {
    const copied = await copyText(what)
    close()
    setSaid(copied ? done : ui.t.post.copyFailed)
    clearTimeout(timer)
    timer = setTimeout(() => setSaid(''), SAID)
  }

  function close(): void {
    const held = menu.contains(document.activeElement)
    menu.open = false
    if (held) menu.querySelector('summary')!.focus()
  }

  const closeFrom = (event: Event) => {
    if (!menu.contains(event.target as Node)) menu.open = false
  }
  const closeByKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && menu.open) close()
  }
  onMount(() => {
    document.addEventListener('keydown', closeByKey)
    for (const event of ['pointerdown', 'focusin']) document.addEventListener(event, closeFrom)
  })
  onCleanup(() => {
    clearTimeout(timer)
    document.removeEventListener('keydown', closeByKey)
    for (const event of ['pointerdown', 'focusin']) document.removeEventListener(event, closeFrom)
  })

  return (
    <div class="flex items-center gap-2">
      <span role="status" class="text-xs text-muted">
        {said()}
      </span>
      <details ref={menu} class="relative -my-2 -me-2">
        <summary
          aria-label={ui.t.post.actionsFor(ui.format.time(props.post.publishedAt))}
          class="flex size-11 cursor-pointer list-none items-center justify-center rounded-md text-xl text-muted hover:bg-sunken hover:text-ink [&::-webkit-details-marker]:hidden"
        >
          <MoreIcon />
        </summary>
        <div class="absolute end-0 z-10 mt-1 flex w-max min-w-48 flex-col rounded-md border border-line bg-surface p-1 shadow-float">
          <button type="button" class={itemClass} onClick={() => void copy(url(), ui.t.post.linkCopied)}>
            {ui.t.post.copyLink}
          </button>
          <Show when={text()}>
            <button type="button" class={itemClass} onClick={() => void copy(text(), ui.t.post.textCopied)}>
              {ui.t.post.copyText}
            </button>
          </Show>
        </div>
      </details>
    </div>
  )
}

const itemClass = 'min-h-11 cursor-pointer rounded-sm px-3 py-2 text-start hover:bg-sunken'
