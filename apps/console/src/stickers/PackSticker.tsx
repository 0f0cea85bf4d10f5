import type { Sticker, StickerPack } from '@carillon/contract'
import X from 'lucide-solid/icons/x'
import { createSignal } from 'solid-js'
import { api } from '../api.ts'
import { useWords } from '../interface.ts'
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx'
import { notify } from '../parts/notices.tsx'
import { EmojiDialog } from './EmojiDialog.tsx'
import { refreshPacks } from './queries.ts'
import { StickerImage } from './StickerImage.tsx'

type StickerProps = {
  pack: StickerPack
  sticker: Sticker
  at: number
  /** Whether it has just come, and wants its emoji. */
  fresh: boolean
  onMove: (from: number, to: number, button: HTMLElement) => void
  /** How many stand beside one another. */
  columns: () => number
}

/** A sticker of a pack as those see it who make the pack. */
export function PackSticker(props: StickerProps) {
  const ui = useWords()
  const [naming, setNaming] = createSignal(props.fresh)
  const [asking, setAsking] = createSignal(false)
  const emoji = () => props.sticker.emoji.join(' ')
  const ref = () => ({ handle: props.pack.handle, packId: props.pack.id, stickerId: props.sticker.id })
  const save = async (chosen: string[]) => {
    await api.stickers.editSticker.mutate({ ...ref(), emoji: chosen })
    await refreshPacks()
  }
  const remove = async () => {
    await api.stickers.removeSticker.mutate(ref())
    notify(ui.t.stickers.removed)
    await refreshPacks()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -props.columns(), ArrowDown: props.columns() }
    const step = steps[event.key as keyof typeof steps]
    if (!step) return
    event.preventDefault()
    const to = Math.min(props.pack.stickers.length - 1, Math.max(0, props.at + step))
    if (to !== props.at) props.onMove(props.at, to, event.currentTarget as HTMLElement)
  }
  return (
    <li class="flex flex-col rounded-md border border-line bg-paper">
      <button
        type="button"
        data-drag
        aria-label={ui.t.stickers.move(emoji())}
        title={ui.t.stickers.moveHint}
        class="aspect-square w-full cursor-grab touch-none p-3"
        onKeyDown={onKeyDown}
      >
        <StickerImage sticker={props.sticker} />
      </button>
      <span class="flex w-full border-t border-line">
        <button
          type="button"
          aria-label={ui.t.stickers.edit(emoji())}
          title={ui.t.stickers.edit(emoji())}
          class="min-h-11 min-w-0 flex-1 truncate rounded-es-md ps-2 text-start text-lg hover:bg-sunken"
          onClick={() => setNaming(true)}
        >
          {emoji()}
        </button>
        <button
          type="button"
          aria-label={ui.t.stickers.remove(emoji())}
          title={ui.t.stickers.remove(emoji())}
          class="inline-flex w-9 items-center justify-center rounded-ee-md text-muted hover:bg-sunken hover:text-danger"
          onClick={() => setAsking(true)}
        >
          <X size="1.1em" aria-hidden="true" />
        </button>
      </span>
      <EmojiDialog open={naming()} emoji={props.sticker.emoji} onClose={() => setNaming(false)} onSave={save} />
      <ConfirmDialog
        open={asking()}
        onClose={() => setAsking(false)}
        title={ui.t.stickers.removeTitle}
        hint={ui.t.stickers.removeHint}
        action={ui.t.stickers.removeAction}
        run={remove}
      />
    </li>
  )
}
