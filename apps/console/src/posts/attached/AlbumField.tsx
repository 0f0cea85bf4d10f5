import { For } from 'solid-js'
import { useWords } from '../../interface.ts'
import { itemPath } from '../content.ts'
import { AlbumRow } from './AlbumRow.tsx'
import type { Attaching } from './attaching.ts'
import { createOrder } from './order.ts'

type AlbumProps = { attaching: Attaching; lost: string[]; error: (path: string) => string | undefined }

/** Photos and videos of a draft in their order, each with the words for those who can't see it. */
export function AlbumField(props: AlbumProps) {
  const ui = useWords()
  const items = () => props.attaching.items()
  const order = createOrder((from, to) => props.attaching.move(from, to))
  const undescribed = () => items().filter((item) => item.alt.trim() === '').length
  return (
    <section aria-label={ui.t.attached.shown} class="flex flex-col gap-2">
      <ol ref={order.list} class="flex flex-col gap-2">
        <For each={items()}>
          {(item, at) => (
            <AlbumRow
              item={item}
              at={at()}
              count={items().length}
              attaching={props.attaching}
              lost={props.lost.includes(item.id)}
              error={(what) => props.error(`${itemPath(items(), at())}.${what}`)}
              onMove={(to, button) => order.move(at(), to, button)}
            />
          )}
        </For>
      </ol>
      <p class="sr-only" role="status">
        {order.moved() && ui.t.attached.moved(order.moved()!, items().length)}
      </p>
      <p class="text-sm text-muted">
        {undescribed() === 0 ? ui.t.attached.described : ui.t.attached.undescribed(undescribed(), items().length)}
      </p>
    </section>
  )
}
