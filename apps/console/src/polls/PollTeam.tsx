import type { Poll, Post } from '@carillon/contract'
import ChartLine from 'lucide-solid/icons/chart-line'
import RefreshCw from 'lucide-solid/icons/refresh-cw'
import { createSignal, createUniqueId, Show, type JSX } from 'solid-js'
import { useWords } from '../interface.ts'
import { Loaded } from '../parts/Loaded.tsx'
import { HistoryChart } from './HistoryChart.tsx'
import { refreshPoll, usePollHistory } from './queries.ts'

/** What only the team has of a poll: how it came to what it has come to. */
export function PollTeam(props: { post: Post; poll: Poll; busy: boolean }) {
  const ui = useWords()
  const id = createUniqueId()
  const [open, setOpen] = createSignal(false)
  const history = usePollHistory(() => props.post, open)
  return (
    <div class="mt-4 flex flex-col gap-3 border-t border-line pt-2">
      <div class="-ms-2 flex flex-wrap gap-1">
        <Press onPress={() => void refreshPoll(props.post.id)}>
          <RefreshCw size="1.1em" aria-hidden="true" classList={{ 'animate-spin': props.busy }} />
          {ui.t.polls.refresh}
        </Press>
        <Press expanded={open()} controls={id} onPress={() => setOpen(!open())}>
          <ChartLine size="1.1em" aria-hidden="true" />
          {ui.t.polls.overTime}
        </Press>
      </div>
      <div id={id} hidden={!open()}>
        <Show when={open()}>
          <Loaded query={history} skeleton={<div class="h-56 animate-pulse rounded-md bg-sunken" />}>
            {(items) => (
              <Show when={items().length > 0} fallback={<p class="text-sm text-muted">{ui.t.polls.noHistory}</p>}>
                <HistoryChart poll={props.poll} from={props.post.publishedAt} items={items()} />
              </Show>
            )}
          </Loaded>
        </Show>
      </div>
    </div>
  )
}

function Press(props: { onPress: () => void; expanded?: boolean; controls?: string; children: JSX.Element }) {
  return (
    <button
      type="button"
      class="inline-flex min-h-11 items-center gap-2 rounded-md px-2 text-sm font-semibold text-accent hover:bg-sunken"
      aria-expanded={props.expanded}
      aria-controls={props.controls}
      onClick={() => props.onPress()}
    >
      {props.children}
    </button>
  )
}
