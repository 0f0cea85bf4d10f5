import type { AlbumItem } from '@carillon/contract'
import { For } from 'solid-js'
import { PhotoTile } from './PhotoTile.tsx'

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

/** Photos and videos as a mosaic without a gap, whatever their shapes. */
export function AlbumView(props: { items: AlbumItem[] }) {
  const places = () => (ROWS[props.items.length] ?? [2]).flatMap((n) => Array.from({ length: n }, () => n))
  const place = (at: number) => PLACES[places()[at] ?? 3]!
  return (
    <ul class="grid grid-cols-12 gap-0.5 overflow-hidden rounded-md">
      <For each={props.items}>
        {(item, at) => (
          <li class={`relative overflow-hidden bg-sunken ${place(at())}`}>
            {item.kind === 'photo' && <PhotoTile photo={item.photo} />}
          </li>
        )}
      </For>
    </ul>
  )
}
