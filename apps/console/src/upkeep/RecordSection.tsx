import type { Erasure } from '@carillon/contract'
import { Button, EmptyState, Skeleton } from '@carillon/ui'
import Hourglass from 'lucide-solid/icons/hourglass'
import { createEffect, For, on, Show } from 'solid-js'
import { Moment } from '../erasures/Moment.tsx'
import { useWords } from '../interface.ts'
import { Loaded } from '../parts/Loaded.tsx'
import { Section } from '../parts/Section.tsx'
import { Command } from './Command.tsx'
import { Outcome } from './Outcome.tsx'
import { refreshErasures, useErasures, type Vitals } from './queries.ts'

/** A run is shown with no more channels than this. */
const MOST = 100

/** Every run of the erasure. */
export function RecordSection(props: { vitals: Vitals }) {
  const ui = useWords()
  const runs = useErasures()
  const last = () => props.vitals.erasure.last
  createEffect(
    on([() => last()?.id, () => last()?.finishedAt, () => last()?.posts], () => void refreshErasures(), {
      defer: true,
    }),
  )
  const isRunning = (run: Erasure) => props.vitals.erasure.running && run.id === last()?.id
  return (
    <Section title={ui.t.upkeep.record} lead={ui.t.upkeep.recordLead}>
      <Loaded query={runs} skeleton={<Skeleton class="h-64 w-full" />}>
        {(data) => (
          <Show
            when={data().pages[0]?.items.length}
            fallback={
              <EmptyState
                icon={<Hourglass size="1em" stroke-width="1.5" />}
                title={ui.t.upkeep.recordEmpty}
                hint={ui.t.upkeep.recordEmptyHint}
              />
            }
          >
            <ul class="divide-y divide-line">
              <For each={data().pages.flatMap(({ items }) => items)}>
                {(run) => <Row run={run} running={isRunning(run)} />}
              </For>
            </ul>
          </Show>
        )}
      </Loaded>
      <Show when={runs.hasNextPage}>
        <Button class="self-center" busy={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>
          {ui.t.state.more}
        </Button>
      </Show>
      <Command hint={ui.t.upkeep.checkHint} line="npm run -s carillon -- verify-erasure 'WORDS OF A POST'" />
    </Section>
  )
}

function Row(props: { run: Erasure; running: boolean }) {
  const ui = useWords()
  return (
    <li class="grid gap-x-4 gap-y-0.5 py-3 first:pt-0 last:pb-0 sm:grid-cols-[12rem_1fr]">
      <p class="flex flex-wrap gap-x-3 text-sm text-muted tabular-nums sm:block sm:leading-[1.65]">
        <Moment instant={props.run.startedAt} />
        <span class="block">{ui.t.upkeep.cause[props.run.cause]}</span>
      </p>
      <div class="min-w-0">
        <Outcome run={props.run} running={props.running} />
        <Show when={props.run.channels.length > 0}>
          <Channels of={props.run.channels} />
        </Show>
      </div>
    </li>
  )
}

function Channels(props: { of: Erasure['channels'] }) {
  const ui = useWords()
  const count = () => props.of.length
  return (
    <details class="text-sm">
      <summary class="inline-flex min-h-8 cursor-pointer items-center rounded-sm text-muted underline decoration-dotted underline-offset-4 hover:text-ink">
        {count() < MOST ? ui.t.upkeep.channels(count()) : ui.t.upkeep.channelsMost(count())}
      </summary>
      <ul class="mt-1 flex flex-col gap-1 border-s-2 border-line ps-3">
        <For each={props.of}>
          {(channel) => (
            <li class="flex flex-wrap items-baseline justify-between gap-x-4">
              <span class="min-w-0 wrap-anywhere">
                <bdi>{channel.name}</bdi> <span class="text-muted">@{channel.handle}</span>
              </span>
              <span class="text-muted tabular-nums">{ui.t.upkeep.posts(channel.posts)}</span>
            </li>
          )}
        </For>
      </ul>
    </details>
  )
}
