import { LIMITS, type StickerPack } from '@carillon/contract'
import { Button } from '@carillon/ui'
import Ellipsis from 'lucide-solid/icons/ellipsis'
import ImagePlus from 'lucide-solid/icons/image-plus'
import Pencil from 'lucide-solid/icons/pencil'
import Trash from 'lucide-solid/icons/trash'
import { createSignal, createUniqueId, For, Show } from 'solid-js'
import { api } from '../api.ts'
import { asFailure } from '../failure.ts'
import { useWords } from '../interface.ts'
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx'
import { Menu } from '../parts/Menu.tsx'
import { notify, notifyFailure } from '../parts/notices.tsx'
import { createOrder } from '../posts/attached/order.ts'
import { createAdding } from './adding.ts'
import { ComingList } from './ComingList.tsx'
import { NameDialog } from './NameDialog.tsx'
import { PackSticker } from './PackSticker.tsx'
import { refreshPacks } from './queries.ts'

export const stickerTypes = '.png,.webp,.gif,.svg,image/png,image/webp,image/gif,image/svg+xml'

/** A pack with all that can be done to it. */
export function PackCard(props: { pack: StickerPack }) {
  const ui = useWords()
  const id = createUniqueId()
  const [dialog, setDialog] = createSignal<'name' | 'remove'>()
  const [fresh, setFresh] = createSignal<string>()
  const [dragging, setDragging] = createSignal(false)
  const [order, setOrder] = createSignal<string[]>()
  const adding = createAdding(() => props.pack, setFresh)
  let picker!: HTMLInputElement
  let list!: HTMLUListElement

  const ref = () => ({ handle: props.pack.handle, packId: props.pack.id })
  /** As they were put just now, before the server has said so. */
  const stickers = () => {
    const known = new Map(props.pack.stickers.map((sticker) => [sticker.id, sticker]))
    const put = order()?.flatMap((one) => known.get(one) ?? [])
    return put?.length === known.size ? put : props.pack.stickers
  }
  const move = (from: number, to: number) => {
    const next = stickers().map((sticker) => sticker.id)
    next.splice(to, 0, ...next.splice(from, 1))
    setOrder(next)
    const saved = api.stickers.editPack.mutate({ ...ref(), order: next })
    saved.catch((error: unknown) => notifyFailure(asFailure(error))).then(refreshPacks, () => {})
  }
  const ordering = createOrder(move)
  const columns = () => getComputedStyle(list).gridTemplateColumns.split(' ').length
  const rename = async (name: string) => {
    await api.stickers.editPack.mutate({ ...ref(), name })
    await refreshPacks()
  }
  const remove = async () => {
    await api.stickers.removePack.mutate(ref())
    notify(ui.t.stickers.packRemoved)
    await refreshPacks()
  }
  const choose = () => {
    adding.add([...(picker.files ?? [])])
    picker.value = ''
  }
  const drop = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    setDragging(false)
    adding.add([...event.dataTransfer.files])
  }
  const over = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    setDragging(true)
  }
  const missing = () => LIMITS.packStickersMin - props.pack.stickers.length
  return (
    <section aria-labelledby={id} class="card">
      <div
        class="relative flex flex-col gap-4 p-4 sm:p-6"
        onDragOver={over}
        onDragLeave={(event) => event.currentTarget.contains(event.relatedTarget as Node) || setDragging(false)}
        onDrop={drop}
      >
        <div class="flex items-start gap-3">
          <div class="min-w-0 flex-1">
            <h2 id={id} class="font-serif text-lg font-semibold" dir="auto">
              {props.pack.name}
            </h2>
            <p class="text-sm text-muted">
              {ui.t.stickers.size(props.pack.stickers.length)}
              <Show when={missing() > 0}> · {ui.t.stickers.unfinished(missing())}</Show>
            </p>
          </div>
          <Menu
            label={ui.t.stickers.actions(props.pack.name)}
            class="-me-2 -mt-1 inline-flex size-11 items-center justify-center rounded-md hover:bg-sunken"
            items={[
              { label: ui.t.stickers.rename, icon: <Pencil size="1em" />, run: () => setDialog('name') },
              {
                label: ui.t.stickers.removePack,
                icon: <Trash size="1em" />,
                run: () => setDialog('remove'),
                danger: true,
              },
            ]}
          >
            <Ellipsis size="1.25em" aria-hidden="true" />
          </Menu>
        </div>
        <Show when={stickers().length > 0}>
          <ul
            ref={(element) => {
              list = element
              ordering.list(element)
            }}
            class="grid grid-cols-[repeat(auto-fill,minmax(7rem,1fr))] gap-3"
          >
            <For each={stickers()}>
              {(sticker, at) => (
                <PackSticker
                  pack={props.pack}
                  sticker={sticker}
                  at={at()}
                  fresh={fresh() === sticker.id}
                  onMove={ordering.move}
                  columns={columns}
                />
              )}
            </For>
          </ul>
        </Show>
        <p class="sr-only" role="status">
          {ordering.moved() === undefined ? '' : ui.t.stickers.moved(ordering.moved()!, stickers().length)}
        </p>
        <ComingList adding={adding} />
        <Show when={adding.room() > 0} fallback={<p class="text-sm text-muted">{ui.t.stickers.full}</p>}>
          <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
            <input
              ref={picker}
              type="file"
              multiple
              accept={stickerTypes}
              class="hidden"
              aria-label={`${ui.t.stickers.add}: ${props.pack.name}`}
              onChange={choose}
            />
            <Button onClick={() => picker.click()}>
              <ImagePlus size="1.2em" aria-hidden="true" />
              {ui.t.stickers.add}
            </Button>
            <p class="min-w-0 flex-1 basis-60 text-sm text-pretty text-muted">{ui.t.stickers.addHint}</p>
          </div>
        </Show>
        <Show when={dragging()}>
          <p class="pointer-events-none absolute inset-0 flex items-center justify-center rounded-lg border-2 border-dashed border-accent bg-accent-soft font-serif text-xl text-accent">
            {ui.t.stickers.drop}
          </p>
        </Show>
        <NameDialog
          open={dialog() === 'name'}
          title={ui.t.stickers.rename}
          name={props.pack.name}
          action={ui.t.shell.save}
          onClose={() => setDialog(undefined)}
          onSave={rename}
        />
        <ConfirmDialog
          open={dialog() === 'remove'}
          onClose={() => setDialog(undefined)}
          title={ui.t.stickers.removePackTitle(props.pack.name)}
          hint={ui.t.stickers.removePackHint}
          action={ui.t.stickers.removePack}
          run={remove}
        />
      </div>
    </section>
  )
}
