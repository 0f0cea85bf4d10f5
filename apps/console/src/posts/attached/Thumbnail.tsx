import ImageIcon from 'lucide-solid/icons/image'
import Play from 'lucide-solid/icons/play'
import { Show } from 'solid-js'
import type { ShownItem } from './attached.ts'

/** A small likeness of what is there already. */
export function Thumbnail(props: { item: ShownItem }) {
  const picture = () => (props.item.kind === 'photo' ? props.item.file : props.item.poster)
  return (
    <span class="relative flex size-20 shrink-0 items-center sm:size-24 justify-center overflow-hidden rounded-sm bg-sunken text-2xl text-muted">
      <Show when={picture()} fallback={<ImageIcon size="1em" aria-hidden="true" />}>
        {(shown) => (
          <img
            src={`/api/media/${shown().mediaId}/${shown().widths[0]}`}
            width={shown().width}
            height={shown().height}
            alt=""
            class="size-full object-cover"
          />
        )}
      </Show>
      <Show when={props.item.kind === 'video' && picture()}>
        <span class="absolute flex size-9 items-center justify-center rounded-full bg-[rgb(20_14_6/0.6)] text-lg text-[#fffaf2]">
          <Play size="1em" aria-hidden="true" fill="currentColor" />
        </span>
      </Show>
    </span>
  )
}
