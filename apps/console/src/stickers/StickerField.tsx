import type { Sticker } from '@carillon/contract'
import { Button } from '@carillon/ui'
import X from 'lucide-solid/icons/x'
import { onMount } from 'solid-js'
import { useWords } from '../interface.ts'
import { StickerImage } from './StickerImage.tsx'
import { StickerPicker } from './StickerPicker.tsx'

const small = 'min-h-11! px-3! text-sm!'

/** The sticker that a draft shows. */
export function StickerField(props: {
  sticker: Sticker
  /** Whether it has just been chosen, by somebody who goes on from here. */
  fresh: boolean
  onChange: () => void
  onRemove: () => void
}) {
  const ui = useWords()
  let another!: HTMLButtonElement
  onMount(() => props.fresh && another.focus())
  return (
    <div class="flex flex-wrap items-center gap-3 rounded-md border border-line p-3">
      <StickerImage sticker={props.sticker} class="size-20" />
      <span class="text-xl">{props.sticker.emoji.join(' ')}</span>
      <span class="ms-auto flex flex-wrap gap-2">
        <Button ref={another} look="quiet" class={small} onClick={() => props.onChange()}>
          {ui.t.stickers.another}
        </Button>
        <Button look="quiet" class={small} onClick={() => props.onRemove()}>
          <X size="1.1em" aria-hidden="true" />
          {ui.t.stickers.takeAway}
        </Button>
      </span>
    </div>
  )
}

/** The picker among what is written, until a sticker is chosen. */
export function StickerChoice(props: { handle: string; onChoose: (sticker: Sticker) => void; onClose: () => void }) {
  const ui = useWords()
  return (
    <section aria-label={ui.t.stickers.picker} class="flex flex-col gap-2 rounded-md border border-line p-3">
      <div class="flex items-center gap-2">
        <h3 class="flex-1 font-semibold">{ui.t.stickers.picker}</h3>
        <button
          type="button"
          aria-label={ui.t.state.close}
          class="inline-flex size-10 items-center justify-center rounded-md hover:bg-sunken"
          onClick={() => props.onClose()}
        >
          <X size="1.25em" aria-hidden="true" />
        </button>
      </div>
      <StickerPicker handle={props.handle} onChoose={props.onChoose} />
    </section>
  )
}
