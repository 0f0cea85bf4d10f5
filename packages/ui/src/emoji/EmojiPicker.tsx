import { createResource, createSignal, For, onCleanup, Show } from 'solid-js'
import { controlClass } from '../forms/Field.tsx'
import { useMessages } from '../interface.tsx'
import { Spinner } from '../forms/Button.tsx'
import { openEmoji, type Emoji, type EmojiSource } from './source.ts'

/** In a row. */
const COLUMNS = 8

/** Emoji to choose from: those of a group, or what a word finds. */
export default function EmojiPicker(props: { onChoose: (emoji: string) => void }) {
  const ui = useMessages()
  const [source] = createResource(() => ui.locale, openEmoji)
  onCleanup(() => void source.latest?.close())
  return (
    <Show when={source.state !== 'errored'} fallback={<p class="p-4 text-sm text-danger">{ui.t.emoji.failed}</p>}>
      <Show
        when={source()}
        fallback={
          <p role="status" class="flex h-72 items-center justify-center gap-2 text-sm text-muted">
            <Spinner />
            {ui.t.state.loading}
          </p>
        }
      >
        {(open) => <Chooser source={open()} onChoose={props.onChoose} />}
      </Show>
    </Show>
  )
}

function Chooser(props: { source: EmojiSource; onChoose: (emoji: string) => void }) {
  const ui = useMessages()
  const [query, setQuery] = createSignal('')
  const [group, setGroup] = createSignal(props.source.groups[0]!.id)
  const [favourites] = createResource(() => props.source.favourites())
  const asked = () => ({ query: query().trim(), group: group() })
  const [found] = createResource(asked, ({ query, group }) =>
    query ? props.source.find(query) : props.source.ofGroup(group),
  )
  const choose = (emoji: Emoji) => {
    void props.source.use(emoji)
    props.onChoose(emoji.unicode)
  }
  return (
    <div class="flex flex-col gap-2">
      <input
        type="search"
        aria-label={ui.t.emoji.search}
        placeholder={ui.t.emoji.search}
        autocomplete="off"
        class={`${controlClass} text-base`}
        ref={(field) => queueMicrotask(() => field.focus())}
        onInput={(event) => setQuery(event.currentTarget.value)}
      />
      <div role="group" aria-label={ui.t.emoji.groups} class="grid grid-cols-9">
        <For each={props.source.groups}>
          {(one) => (
            <button
              type="button"
              aria-pressed={!query() && group() === one.id}
              aria-label={one.name}
              title={one.name}
              class="flex h-9 items-center justify-center rounded-sm text-lg hover:bg-sunken aria-pressed:bg-accent-soft"
              onClick={() => {
                setQuery('')
                setGroup(one.id)
              }}
            >
              {one.icon}
            </button>
          )}
        </For>
      </div>
      <div class="h-60 overflow-y-auto overscroll-contain pe-1">
        <Show when={!query() && favourites.latest?.length}>
          <Grid label={ui.t.emoji.favourites} emoji={favourites.latest!} onChoose={choose} />
          <hr class="my-2 border-line" />
        </Show>
        <Show
          when={found.latest?.length !== 0}
          fallback={<p class="p-4 text-center text-sm text-muted">{ui.t.emoji.none}</p>}
        >
          <Grid
            label={query() ? ui.t.emoji.search : props.source.groups.find(({ id }) => id === group())!.name}
            emoji={found.latest ?? []}
            onChoose={choose}
          />
        </Show>
      </div>
    </div>
  )
}

function Grid(props: { label: string; emoji: Emoji[]; onChoose: (emoji: Emoji) => void }) {
  let grid!: HTMLDivElement
  const onKeyDown = (event: KeyboardEvent, at: number) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -COLUMNS, ArrowDown: COLUMNS }[event.key]
    const to = step && grid.querySelectorAll('button')[at + step]
    if (!to) return
    event.preventDefault()
    to.focus()
  }
  return (
    <div ref={grid} role="group" aria-label={props.label} class="grid grid-cols-8">
      <For each={props.emoji}>
        {(emoji, at) => (
          <button
            type="button"
            tabindex={at() === 0 ? 0 : -1}
            aria-label={emoji.name}
            title={emoji.name}
            class="flex aspect-square items-center justify-center rounded-sm text-2xl leading-none hover:bg-sunken focus-visible:bg-sunken"
            onClick={() => props.onChoose(emoji)}
            onKeyDown={(event) => onKeyDown(event, at())}
          >
            {emoji.unicode}
          </button>
        )}
      </For>
    </div>
  )
}
