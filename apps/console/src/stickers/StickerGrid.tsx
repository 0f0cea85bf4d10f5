import type { Sticker } from '@carillon/contract'
import { createEffect, createSignal, For } from 'solid-js'
import { useWords } from '../interface.ts'
import { StickerImage } from './StickerImage.tsx'

/** Stickers to choose from: one stop for the Tab key, and arrows between them. */
export function StickerGrid(props: { stickers: Sticker[]; onChoose: (sticker: Sticker) => void }) {
  const ui = useWords()
  const [at, setAt] = createSignal(0)
  let grid!: HTMLUListElement
  createEffect(() => {
    if (props.stickers) setAt(0)
  })
  const columns = () => getComputedStyle(grid).gridTemplateColumns.split(' ').length
  const onKeyDown = (event: KeyboardEvent) => {
    const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns(), ArrowDown: columns() }
    const step = steps[event.key as keyof typeof steps]
    if (!step || !props.stickers[at() + step]) return
    event.preventDefault()
    setAt(at() + step)
    grid.querySelectorAll('button')[at()]?.focus()
  }
  return (
    <ul ref={grid} class="grid max-h-72 grid-cols-[repeat(auto-fill,minmax(4.5rem,1fr))] gap-1 overflow-y-auto">
      <For each={props.stickers}>
        {(sticker, index) => (
          <li>
            <button
              type="button"
              tabindex={index() === at() ? 0 : -1}
              aria-label={ui.t.stickers.sticker(sticker.emoji.join(' '))}
              title={sticker.emoji.join(' ')}
              class="aspect-square w-full rounded-md p-1.5 hover:bg-sunken focus-visible:bg-sunken"
              onFocus={() => setAt(index())}
              onKeyDown={onKeyDown}
              onClick={() => props.onChoose(sticker)}
            >
              <StickerImage sticker={sticker} />
            </button>
          </li>
        )}
      </For>
    </ul>
  )
}
