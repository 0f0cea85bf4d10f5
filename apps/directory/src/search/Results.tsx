import { createMemo, For, Match, Show, Switch } from 'solid-js'
import { SORTS, type Sort } from '@carillon/contract/lists'
import { Button, EmptyState, ErrorState, Skeleton } from '@carillon/ui'
import { ChannelItem } from '../lists/ChannelItem.tsx'
import { useApi, useWords } from '../site/island.tsx'
import { createSearch, type Search } from './createSearch.ts'
import { Filters } from './Filters.tsx'
import { isFiltered, type SearchState } from './state.ts'

type Props = {
  state: () => SearchState | null
  change: (part: Partial<SearchState>) => void
  clear: () => void
}

export function Results(props: Props) {
  const ui = useWords()
  const search = createSearch(useApi(), props.state)
  return (
    <Show when={props.state()}>
      {(state) => (
        <div class="shell-width grid grid-cols-1 gap-x-12 pt-4 lg:grid-cols-[15rem_minmax(0,1fr)]">
          <Filters state={state()} facets={search.found.result?.facets} change={props.change} />
          <section aria-labelledby="results-title">
            <h2 id="results-title" class="sr-only">
              {ui.t.site.search.resultsLabel}
            </h2>
            <div class="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line pb-2">
              <Summary search={search} />
              <SortChoice sort={state().sort} onChange={(sort) => props.change({ sort })} />
            </div>
            <List search={search} filtered={isFiltered(state())} clear={props.clear} />
          </section>
        </div>
      )}
    </Show>
  )
}

/** How many there are: also read out, once the results have settled. */
function Summary(props: { search: Search }) {
  const ui = useWords()
  const text = () => {
    const { result, asked } = props.search.found
    if (props.search.error()) return ''
    if (!result || !asked) return ui.t.state.loading
    const query = asked.query.trim()
    return query ? ui.t.site.search.resultsFor(result.total, query) : ui.t.site.search.results(result.total)
  }
  return (
    <p role="status" class="min-w-0 text-sm text-muted">
      {text()}
    </p>
  )
}

function SortChoice(props: { sort: Sort; onChange: (sort: Sort) => void }) {
  const ui = useWords()
  return (
    <label class="flex items-center gap-2 text-sm">
      <span class="text-muted">{ui.t.site.search.sort}</span>
      <select
        class="min-h-11 rounded-md border border-edge bg-surface px-2"
        onChange={(event) => props.onChange(event.currentTarget.value as Sort)}
      >
        <For each={SORTS}>
          {(sort) => (
            <option value={sort} selected={sort === props.sort}>
              {ui.t.sorts[sort]}
            </option>
          )}
        </For>
      </select>
    </label>
  )
}

function List(props: { search: Search; filtered: boolean; clear: () => void }) {
  const ui = useWords()
  const t = () => ui.t.site.search
  const hits = createMemo(() => props.search.found.result?.hits)
  const query = () => props.search.found.asked?.query.trim() ?? ''
  return (
    <Switch>
      <Match when={props.search.error()}>
        {(error) => (
          <ErrorState
            title={t().failed}
            detail={error().code === 'offline' ? ui.t.state.offline : error().message}
            retry={ui.t.state.retry}
            onRetry={props.search.retry}
          />
        )}
      </Match>
      <Match when={!hits()}>
        <HitSkeletons />
      </Match>
      <Match when={hits()!.length === 0}>
        <EmptyState title={query() ? t().none(query()) : t().noneFiltered} hint={t().noneHint}>
          <Button onClick={props.clear}>{props.filtered ? t().clearFilters : t().clear}</Button>
        </EmptyState>
      </Match>
      <Match when={hits()}>
        <ul aria-busy={props.search.loading()}>
          <For each={hits()}>
            {(hit) => (
              <li class="border-b border-line">
                <ChannelItem channel={hit} lastPost />
              </li>
            )}
          </For>
        </ul>
        <Show when={props.search.found.result?.nextCursor}>
          <div class="flex justify-center py-8">
            <Button busy={props.search.loading()} onClick={props.search.more}>
              {ui.t.state.more}
            </Button>
          </div>
        </Show>
      </Match>
    </Switch>
  )
}

function HitSkeletons() {
  return (
    <div aria-hidden="true">
      <For each={[1, 2, 3, 4, 5]}>
        {() => (
          <div class="flex gap-4 border-b border-line py-4">
            <Skeleton class="size-16 shrink-0 rounded-full!" />
            <div class="flex flex-1 flex-col gap-2 pt-1">
              <Skeleton class="h-5 w-1/2" />
              <Skeleton class="h-4 w-4/5" />
              <Skeleton class="h-3 w-1/3" />
            </div>
          </div>
        )}
      </For>
    </div>
  )
}
