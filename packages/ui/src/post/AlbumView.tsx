import type { AlbumItem } from '@carillon/contract'
import { createSignal, For, Show } from 'solid-js'
import { PlayIcon } from '../icons.tsx'
import { useMessages } from '../interface.tsx'
import { Lightbox } from './Lightbox.tsx'
import { PhotoTile } from './PhotoTile.tsx'
import { DurationBadge } from './VideoView.tsx'

/** How many stand beside one another in each row, by how many there are. */
const ROWS: Record<number, number[]> = {
  2: [2],
  3: [1, 2],
  4: [2, 2],
  5: [2, 3],
  6: [3, 3],
  7: [2, 2, 3],
  8: [2, 3, 3],
  9: [3, 3, 3],
  10: [3, 3, 4],
}

/** The place of one in a grid of twelve columns, by how many share its row. */
const PLACES: Record<number, string> = {
  1: 'col-span-12 aspect-video',
  2: 'col-span-6 aspect-[4/3]',
  3: 'col-span-4 aspect-square',
  4: 'col-span-3 aspect-square',
}

/** Two upright ones have more room side by side. */
const UPRIGHT_PAIR = 'col-span-6 aspect-[3/4]'

/** Photos and videos as a mosaic, whatever their shapes; each is seen whole once it is pressed. */
export function AlbumView(props: { items: AlbumItem[]; sharing?: boolean | undefined }) {
  const ui = useMessages()
  const [open, setOpen] = createSignal<number>()
  const rows = () => (ROWS[props.items.length] ?? [2]).flatMap((n) => Array.from({ length: n }, () => n))
  const uprightPair = () => props.items.length === 2 && props.items.every(isUpright)
  const place = (at: number) => (uprightPair() ? UPRIGHT_PAIR : PLACES[rows()[at] ?? 3]!)
  return (
    <>
      <ul aria-label={ui.t.media.album} class="grid grid-cols-12 gap-0.5 overflow-hidden rounded-md">
        <For each={props.items}>
          {(item, at) => (
            <li class={`relative bg-sunken ${place(at())}`}>
              <button
                type="button"
                aria-haspopup="dialog"
                class="absolute inset-0 size-full overflow-hidden -outline-offset-2!"
                onClick={() => setOpen(at())}
              >
                <Tile item={item} />
              </button>
            </li>
          )}
        </For>
      </ul>
      <Show when={open() !== undefined}>
        <Lightbox
          items={props.items}
          sharing={props.sharing}
          at={open()!}
          onMove={setOpen}
          onClose={() => setOpen(undefined)}
        />
      </Show>
    </>
  )
}

function Tile(props: { item: AlbumItem }) {
  const ui = useMessages()
  const video = () => (props.item.kind === 'video' ? props.item.video : undefined)
  const photo = () => (props.item.kind === 'photo' ? props.item.photo : undefined)
  return (
    <>
      <Show when={photo()}>{(shown) => <PhotoTile picture={shown()} alt={shown().alt || ui.t.post.photo} />}</Show>
      <Show when={video()}>
        {(shown) => (
          <>
            <PhotoTile picture={shown().poster} alt={shown().alt || ui.t.media.video} />
            <span class="absolute inset-0 m-auto flex size-12 items-center justify-center rounded-full bg-[rgb(20_14_6/0.65)] text-2xl text-[#fffaf2]">
              <PlayIcon />
            </span>
            <DurationBadge ms={shown().durationMs} />
          </>
        )}
      </Show>
    </>
  )
}

function isUpright(item: AlbumItem): boolean {
  const { width, height } = item.kind === 'photo' ? item.photo : item.video
  return height > width
}
