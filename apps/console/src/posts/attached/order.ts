import { createSignal, onCleanup } from 'solid-js'

/** The order of a list, changed by dragging and by buttons. What is dragged is loaded once there is a list. */
export function createOrder(move: (from: number, to: number) => void) {
  const [moved, setMoved] = createSignal<number>()
  let gone = false
  let stop: (() => void) | undefined
  onCleanup(() => {
    gone = true
    stop?.()
  })

  async function list(element: HTMLElement): Promise<void> {
    const { default: Sortable } = await import('sortablejs')
    if (gone) return
    const sortable = Sortable.create(element, {
      handle: '[data-drag]',
      animation: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 150,
      ghostClass: 'opacity-40',
      onEnd({ item, oldIndex, newIndex }) {
        if (oldIndex === undefined || newIndex === undefined || oldIndex === newIndex) return
        // The list is drawn from its data: what was dragged goes back before they change.
        element.insertBefore(item, element.children[oldIndex + (oldIndex > newIndex ? 1 : 0)] ?? null)
        move(oldIndex, newIndex)
        setMoved(newIndex + 1)
      },
    })
    stop = () => sortable.destroy()
  }

  return {
    list: (element: HTMLElement) => void list(element),
    /** The place that something was moved to last, from 1: to be said aloud. */
    moved,
    /** By a button, which keeps the focus on its way. */
    move(from: number, to: number, button: HTMLElement): void {
      move(from, to)
      setMoved(to + 1)
      button.focus()
    },
  }
}
