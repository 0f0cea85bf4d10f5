import type { InstanceStatus } from '@carillon/contract'
import { Skeleton } from '@carillon/ui'
import { A } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { For, Show } from 'solid-js'
import { api } from '../api.ts'
import { useWords } from '../interface.ts'
import { Fact } from '../parts/Fact.tsx'
import { Loaded } from '../parts/Loaded.tsx'
import { Section } from '../parts/Section.tsx'

const COUNTS = ['channels', 'posts', 'followers', 'accounts'] as const

export function Status() {
  const ui = useWords()
  const status = useQuery(() => ({ queryKey: ['status'], queryFn: () => api.instance.status.query() }))
  return (
    <Section title={ui.t.operator.status}>
      <Loaded query={status} skeleton={<Skeleton class="h-64 w-full" />}>
        {(known) => (
          <>
            <dl class="grid grid-cols-2 gap-4 lg:grid-cols-4">
              <For each={COUNTS}>
                {(name) => (
                  <div class="flex flex-col-reverse">
                    <dt class="text-sm text-muted">{ui.t.operator[name]}</dt>
                    <dd class="font-serif text-2xl tabular-nums">{ui.format.number(known()[name])}</dd>
                  </div>
                )}
              </For>
            </dl>
            <dl class="flex flex-col gap-3 border-t border-line pt-4">
              <Fact term={ui.t.operator.mail}>
                {known().mail === 'smtp' ? ui.t.operator.mailSmtp : ui.t.operator.mailFiles}
              </Fact>
              <Fact term={ui.t.operator.search}>{known().search === 'meilisearch' ? 'Meilisearch' : 'MiniSearch'}</Fact>
              <Fact term={ui.t.operator.expiry}>
                <Expiry run={known().lastExpiry} />
                <A
                  href="/instance/upkeep"
                  class="inline-flex min-h-11 items-center text-sm text-accent underline underline-offset-4 hover:text-accent-strong"
                >
                  {ui.t.upkeep.title}
                </A>
              </Fact>
            </dl>
          </>
        )}
      </Loaded>
    </Section>
  )
}

function Expiry(props: { run: InstanceStatus['lastExpiry'] }) {
  const ui = useWords()
  const ago = (instant: number) => ui.format.relative(instant, ui.now())
  return (
    <Show when={props.run} fallback={ui.t.operator.expiryNever}>
      {(run) => (
        <>
          <span title={ui.format.moment(run().finishedAt ?? run().startedAt)}>
            {run().finishedAt === null
              ? ui.t.operator.expiryRunning(ago(run().startedAt))
              : ui.t.operator.expiryDone(ago(run().finishedAt!))}
          </span>
          <span class="block text-sm text-muted">{ui.t.operator.erased(run().posts, run().media, run().keys)}</span>
        </>
      )}
    </Show>
  )
}
