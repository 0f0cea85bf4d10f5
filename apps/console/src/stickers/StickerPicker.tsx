import type { Sticker, StickerPack } from '@carillon/contract'
import { controlClass, EmptyState } from '@carillon/ui'
import { A } from '@solidjs/router'
import Clock from 'lucide-solid/icons/clock'
import StickerIcon from 'lucide-solid/icons/sticker'
import { createMemo, createSignal, createUniqueId, For, onMount, Show } from 'solid-js'
import { useWords } from '../interface.ts'
import { Loaded } from '../parts/Loaded.tsx'
import { useEmoji } from './emoji.ts'
import { findStickers, noteSticker, offered, recentStickers } from './find.ts'
import { usePacks } from './queries.ts'
import { StickerGrid } from './StickerGrid.tsx'
import { StickerImage } from './StickerImage.tsx'

type PickerProps = { handle: string; onChoose: (sticker: Sticker) => void }

/** Chooses a sticker: from a pack, from those used last, or by what its emoji mean. */
export function StickerPicker(props: PickerProps) {
  const ui = useWords()
  const packs = usePacks(() => props.handle)
  return (
    <Loaded query={packs}>
      {(all) => (
        <Show
          when={offered(all()).length > 0}
          fallback={
            <EmptyState
              icon={<StickerIcon size="1em" />}
              title={ui.t.stickers.nothing}
              hint={ui.t.stickers.nothingHint}
            >
              <A href={`/c/${props.handle}/stickers`} class="text-accent underline underline-offset-2">
                {ui.t.stickers.manage}
              </A>
            </EmptyState>
          }
        >
          <Offered packs={offered(all())} onChoose={props.onChoose} />
        </Show>
      )}
    </Loaded>
  )
}

function Offered(props: { packs: StickerPack[]; onChoose: (sticker: Sticker) => void }) {
  const ui = useWords()
  const emoji = useEmoji()
  const panel = createUniqueId()
  const recent = recentStickers(props.packs)
  const tabs = () => [...(recent.length > 0 ? ['recent'] : []), ...props.packs.map(({ id }) => id)]
  const [chosen, setChosen] = createSignal(tabs()[0]!)
  const [query, setQuery] = createSignal('')
  let search!: HTMLInputElement
  // The button that opened it can't be pressed any more, so it can't keep the focus.
  onMount(() => search.focus())
  const pack = () => props.packs.find(({ id }) => id === chosen())
  const shown = createMemo(() => {
    if (query().trim()) return findStickers(props.packs, emoji(), query())
    return chosen() === 'recent' ? recent : (pack()?.stickers ?? [])
  })
  const choose = (sticker: Sticker) => {
    noteSticker(sticker)
    props.onChoose(sticker)
  }
  const nameOf = (tab: string) => props.packs.find(({ id }) => id === tab)?.name ?? ui.t.stickers.recent
  const step = (event: KeyboardEvent, at: number) => {
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tabs().length - 1 }[event.key]
    const tab = to === undefined ? undefined : tabs()[to]
    if (!tab) return
    event.preventDefault()
    setChosen(tab)
    ;(event.currentTarget as HTMLElement).parentElement?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus()
  }
  return (
    <div class="flex flex-col gap-3">
      <input
        ref={search}
        type="search"
        dir="auto"
        autocomplete="off"
        aria-label={ui.t.stickers.search}
        placeholder={ui.t.stickers.search}
        class={controlClass}
        value={query()}
        onInput={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      />
      <Show when={!query().trim()}>
        <div
          role="tablist"
          aria-label={ui.t.stickers.packs}
          class="flex gap-1 overflow-x-auto border-b border-line pb-1"
        >
          <For each={tabs()}>
            {(tab, at) => (
              <button
                type="button"
                role="tab"
                aria-selected={tab === chosen()}
                aria-controls={panel}
                aria-label={nameOf(tab)}
                title={nameOf(tab)}
                tabindex={tab === chosen() ? 0 : -1}
                class="inline-flex size-11 shrink-0 items-center justify-center rounded-md p-1.5 hover:bg-sunken aria-selected:bg-accent-soft"
                onClick={() => setChosen(tab)}
                onKeyDown={(event) => step(event, at())}
              >
                <Show
                  when={props.packs.find(({ id }) => id === tab)?.stickers[0]}
                  fallback={<Clock size="1.25em" aria-hidden="true" class="text-muted" />}
                >
                  {(first) => <StickerImage sticker={first()} />}
                </Show>
              </button>
            )}
          </For>
        </div>
      </Show>
      <div
        id={panel}
        role={query().trim() ? 'group' : 'tabpanel'}
        aria-label={query().trim() ? ui.t.stickers.picker : nameOf(chosen())}
      >
        <Show when={!query().trim()}>
          <p class="mb-1 text-sm font-semibold" dir="auto">
            {nameOf(chosen())}
          </p>
        </Show>
        <Show
          when={shown().length > 0}
          fallback={<p class="py-8 text-center text-muted">{ui.t.stickers.none(query().trim())}</p>}
        >
          <StickerGrid stickers={shown()} onChoose={choose} />
        </Show>
      </div>
    </div>
  )
}
