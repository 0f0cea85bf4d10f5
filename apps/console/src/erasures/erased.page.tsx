import type { ChannelErasure } from '@carillon/contract'
import { Button, EmptyState, Skeleton } from '@carillon/ui'
import Hourglass from 'lucide-solid/icons/hourglass'
import { For, Show } from 'solid-js'
import { useChannel } from '../channels/channel.ts'
import { useWords } from '../interface.ts'
import { Loaded } from '../parts/Loaded.tsx'
import { Page } from '../parts/Page.tsx'
import { Section } from '../parts/Section.tsx'
import { BeforeTheEnd } from './BeforeTheEnd.tsx'
import { Moment } from './Moment.tsx'
import { useChannelErasures } from './queries.ts'
import { keysGone } from './words.ts'

/** What became of posts whose time was over, for whoever is in the team. */
export function ErasedPage() {
  const ui = useWords()
  const channel = useChannel()
  return (
    <Page title={ui.t.erased.title} windowTitle={`${ui.t.erased.title} · ${channel().name}`} lead={ui.t.erased.lead}>
      <BeforeTheEnd />
      <Record />
    </Page>
  )
}

function Record() {
  const ui = useWords()
  const channel = useChannel()
  const record = useChannelErasures(() => channel().handle)
  return (
    <Section title={ui.t.erased.record}>
      <Loaded query={record} skeleton={<Skeleton class="h-40 w-full" />}>
        {(data) => (
          <Show
            when={data().pages[0]?.items.length}
            fallback={
              <EmptyState
                icon={<Hourglass size="1em" stroke-width="1.5" />}
                title={ui.t.erased.empty}
                hint={ui.t.erased.emptyHint}
              />
            }
          >
            <ul class="divide-y divide-line">
              <For each={data().pages.flatMap(({ items }) => items)}>{(run) => <Row run={run} />}</For>
            </ul>
          </Show>
        )}
      </Loaded>
      <Show when={record.hasNextPage}>
        <Button class="self-center" busy={record.isFetchingNextPage} onClick={() => void record.fetchNextPage()}>
          {ui.t.state.more}
        </Button>
      </Show>
    </Section>
  )
}

function Row(props: { run: ChannelErasure }) {
  const ui = useWords()
  return (
    <li class="grid gap-x-4 gap-y-0.5 py-3 first:pt-0 last:pb-0 sm:grid-cols-[12rem_1fr]">
      <p class="text-sm text-muted tabular-nums sm:leading-[1.65]">
        <Moment instant={props.run.startedAt} />
      </p>
      <div>
        <p>{ui.t.erased.posts(props.run.posts)}</p>
        <Show when={props.run.keys.length > 0}>
          <p class="text-sm text-muted">{keysGone(ui, props.run.keys)}</p>
        </Show>
        <Show when={props.run.finishedAt === null}>
          <p class="text-sm text-muted">{ui.t.erased.unfinished}</p>
        </Show>
      </div>
    </li>
  )
}
