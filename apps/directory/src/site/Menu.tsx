import { onCleanup, onMount, type JSX } from 'solid-js'

type MenuProps = {
  label?: string | undefined
  /** What it is opened by. */
  face: JSX.Element
  /** The look of that: three dots, where none is given. */
  class?: string
  /** Opens towards the end of the line, for what stands at its start. */
  towardsEnd?: boolean
  /** Its entries; `close` gives the focus back. */
  children: (close: () => void) => JSX.Element
}

/** A list of things to do, over the page. Escape, a press elsewhere or leaving it by keyboard closes it. */
export function Menu(props: MenuProps) {
  let menu!: HTMLDetailsElement

  function close(): void {
    const held = menu.contains(document.activeElement)
    menu.open = false
    if (held) menu.querySelector('summary')!.focus()
  }
  const closeFrom = (event: Event) => {
    if (!menu.contains(event.target as Node)) menu.open = false
  }
  const onKey = (event: KeyboardEvent) => {
    if (!menu.open) return
    if (event.key === 'Escape') close()
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!by || !menu.contains(document.activeElement)) return
    event.preventDefault()
    const entries = [...menu.querySelectorAll<HTMLElement>('button, a')]
    const at = entries.indexOf(document.activeElement as HTMLElement)
    entries.at((at < 0 && by < 0 ? 0 : at) + by)?.focus()
    if (at === entries.length - 1 && by > 0) entries[0]?.focus()
  }
  onMount(() => {
    document.addEventListener('keydown', onKey)
    for (const event of ['pointerdown', 'focusin']) document.addEventListener(event, closeFrom)
  })
  onCleanup(() => {
    document.removeEventListener('keydown', onKey)
    for (const event of ['pointerdown', 'focusin']) document.removeEventListener(event, closeFrom)
  })

  return (
    <details ref={menu} class="relative">
      <summary aria-label={props.label} class={props.class ?? dotsClass}>
        {props.face}
      </summary>
      <div
        class="absolute z-20 mt-1 flex w-max max-w-[80vw] min-w-48 flex-col rounded-md border border-line bg-surface p-1 shadow-float"
        classList={{ 'start-0': props.towardsEnd, 'end-0': !props.towardsEnd }}
      >
        {props.children(close)}
      </div>
    </details>
  )
}

const dotsClass =
  'flex size-11 cursor-pointer list-none items-center justify-center rounded-md text-xl text-muted hover:bg-sunken hover:text-ink'

export function MenuEntry(props: { onPress: () => void; class?: string; children: JSX.Element }) {
  return (
    <button
      type="button"
      class={`flex min-h-11 cursor-pointer items-center gap-3 rounded-sm px-3 py-2 text-start hover:bg-sunken ${props.class ?? ''}`}
      onClick={() => props.onPress()}
    >
      {props.children}
    </button>
  )
}
