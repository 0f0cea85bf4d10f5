import { createMemo, createSignal, createUniqueId, For, Show } from 'solid-js'
import type { Category } from '@carillon/contract/lists'
import { buttonClass } from '@carillon/ui'
import { useWords } from '../site/island.tsx'
import { FILTERS, isFiltered, type Filter, type SearchState } from './state.ts'

type Counts = Record<string, number>
type Props = {
  state: SearchState
  facets: Record<Filter, Counts> | undefined
  change: (part: Partial<SearchState>) => void
}

/** What the results can be narrowed by, with how many each choice would leave. On a small screen it is folded away. */
export function Filters(props: Props) {
  const ui = useWords()
  const [open, setOpen] = createSignal(false)
  const panel = createUniqueId()
  const clear = () => props.change({ category: '', country: '', language: '' })
  return (
    <form class="pb-4" aria-label={ui.t.site.search.filters} onSubmit={(event) => event.preventDefault()}>
      <button
        type="button"
        class={`${buttonClass('plain')} w-full lg:hidden`}
        aria-expanded={open()}
        aria-controls={panel}
        onClick={() => setOpen(!open())}
      >
        {ui.t.site.search.filters}
        <Show when={isFiltered(props.state)}>
          <span aria-hidden="true" class="size-2 rounded-full bg-accent" />
        </Show>
      </button>
      <div id={panel} class="lg:block" classList={{ hidden: !open() }}>
        <Show when={isFiltered(props.state)}>
          <button type="button" class="link min-h-11 text-sm lg:-mt-2" onClick={clear}>
            {ui.t.site.search.clearFilters}
          </button>
        </Show>
        <For each={FILTERS}>
          {(filter) => (
            <Choices
              filter={filter}
              chosen={props.state[filter]}
              counts={props.facets?.[filter] ?? {}}
              choose={(code) => props.change({ [filter]: code })}
            />
          )}
        </For>
      </div>
    </form>
  )
}

/** So many are shown before *more choices*. */
const FEW = 6

type ChoicesProps = { filter: Filter; chosen: string; counts: Counts; choose: (code: string) => void }

function Choices(props: ChoicesProps) {
  const ui = useWords()
  const [all, setAll] = createSignal(false)
  const name = (code: string) =>
    props.filter === 'category' ? (ui.t.categories[code as Category] ?? code) : ui.format[props.filter](code)
  const sorted = createMemo(() => {
    const codes = Object.keys(props.counts)
    if (props.chosen && !codes.includes(props.chosen)) codes.push(props.chosen)
    return codes.sort((a, b) => (props.counts[b] ?? 0) - (props.counts[a] ?? 0) || (name(a) < name(b) ? -1 : 1))
  })
  const shown = () => {
    const first = all() ? sorted() : sorted().slice(0, FEW)
    return props.chosen && !first.includes(props.chosen) ? [...first, props.chosen] : first
  }
  return (
    <fieldset class="mt-5 lg:first-of-type:mt-0">
      <legend class="eyebrow pb-1">{ui.t.site.search[props.filter]}</legend>
      <Choice {...props} code="" name={ui.t.site.search.any} />
      <For each={shown()}>
        {(code) => <Choice {...props} code={code} name={name(code)} count={props.counts[code] ?? 0} />}
      </For>
      <Show when={sorted().length > FEW}>
        <button type="button" class="link min-h-8 text-sm" aria-expanded={all()} onClick={() => setAll(!all())}>
          {all() ? ui.t.site.search.fewer : ui.t.site.search.more}
        </button>
      </Show>
    </fieldset>
  )
}

function Choice(props: ChoicesProps & { code: string; name: string; count?: number }) {
  const ui = useWords()
  return (
    <label class="flex min-h-8 cursor-pointer items-center gap-2 rounded-sm text-sm has-checked:font-semibold hover:bg-sunken">
      <input
        type="radio"
        name={props.filter}
        value={props.code}
        checked={props.chosen === props.code}
        onChange={() => props.choose(props.code)}
        class="size-4 shrink-0"
      />
      <span class="min-w-0 flex-1">{props.name}</span>
      <Show when={props.count !== undefined}>
        <span class="pe-1 text-xs text-muted tabular-nums">{ui.format.number(props.count!)}</span>
      </Show>
    </label>
  )
}
