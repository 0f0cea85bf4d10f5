import { EmptyState } from '@carillon/ui'
import StickerIcon from 'lucide-solid/icons/sticker'
import { For, Show } from 'solid-js'
import type { StickerPack } from '@carillon/contract'
import { useWords } from '../interface.ts'
import { Loaded } from '../parts/Loaded.tsx'
import { PackCard } from './PackCard.tsx'
import { usePacks } from './queries.ts'
import { StickerImage } from './StickerImage.tsx'

/** The packs of a channel, or for an operator everybody's; what can't be changed here is shown all the same. */
export function PacksView(props: { handle: string | null; mayChange: boolean }) {
  const ui = useWords()
  const packs = usePacks(() => props.handle)
  const isOwn = (pack: StickerPack) => props.mayChange && pack.handle === props.handle
  return (
    <Loaded query={packs}>
      {(all) => (
        <>
          <Show
            when={all().some(({ handle }) => handle === props.handle)}
            fallback={
              <EmptyState
                icon={<StickerIcon size="1em" />}
                title={ui.t.stickers.empty}
                hint={ui.t.stickers.emptyHint}
              />
            }
          >
            <For each={all().filter(isOwn)}>{(pack) => <PackCard pack={pack} />}</For>
          </Show>
          <For each={all().filter((pack) => !isOwn(pack))}>{(pack) => <OthersPack pack={pack} />}</For>
        </>
      )}
    </Loaded>
  )
}

function OthersPack(props: { pack: StickerPack }) {
  const ui = useWords()
  return (
    <section aria-label={props.pack.name} class="card flex flex-col gap-3 p-4 sm:p-6">
      <div>
        <h2 class="font-serif text-lg font-semibold" dir="auto">
          {props.pack.name}
        </h2>
        <p class="text-sm text-muted">
          <Show when={props.pack.handle === null} fallback={ui.t.stickers.size(props.pack.stickers.length)}>
            <span class="font-semibold">{ui.t.stickers.everybody}</span> · {ui.t.stickers.everybodyHint}
          </Show>
        </p>
      </div>
      <ul class="grid grid-cols-[repeat(auto-fill,minmax(4.5rem,1fr))] gap-2">
        <For each={props.pack.stickers}>
          {(sticker) => (
            <li title={sticker.emoji.join(' ')}>
              <StickerImage sticker={sticker} class="aspect-square w-full" />
              <span class="sr-only">{ui.t.stickers.sticker(sticker.emoji.join(' '))}</span>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}
