import { QUEUE_PATIENCE } from '@carillon/contract/lists'
import { WarningIcon } from '@carillon/ui'
import { For, Show } from 'solid-js'
import { useWords } from '../interface.ts'
import { Section } from '../parts/Section.tsx'
import { sureTime } from './clock.ts'
import type { Vitals } from './queries.ts'

/** What follows changes, how much of it waits, and what has waited for too long. */
export function QueuesSection(props: { vitals: Vitals }) {
  const ui = useWords()
  return (
    <Section title={ui.t.upkeep.queues} lead={ui.t.upkeep.queuesLead}>
      <table class="w-full text-start text-sm">
        <thead class="text-muted">
          <tr class="border-b border-edge">
            <th scope="col" class="py-2 pe-4 text-start font-normal">
              {ui.t.upkeep.queue}
            </th>
            <th scope="col" class="py-2 pe-4 text-end font-normal whitespace-nowrap">
              {ui.t.upkeep.queueWaiting}
            </th>
            <th scope="col" class="w-1/4 py-2 text-end font-normal whitespace-nowrap">
              {ui.t.upkeep.queueOldest}
            </th>
          </tr>
        </thead>
        <tbody class="divide-y divide-line">
          <For each={props.vitals.queues}>{(queue) => <Row queue={queue} now={sureTime(props.vitals)} />}</For>
        </tbody>
      </table>
    </Section>
  )
}

function Row(props: { queue: Vitals['queues'][number]; now: number }) {
  const ui = useWords()
  const isLate = () => props.queue.oldest !== null && props.now - props.queue.oldest > QUEUE_PATIENCE
  return (
    <tr classList={{ 'font-semibold text-danger': isLate(), 'font-normal': !isLate() }}>
      <th scope="row" class="py-2 pe-4 text-start [font-weight:inherit]">
        {ui.t.upkeep.queueNames[props.queue.name]}
      </th>
      <td class="py-2 pe-4 text-end whitespace-nowrap tabular-nums">{ui.format.number(props.queue.waiting)}</td>
      <td class="py-2 text-end whitespace-nowrap tabular-nums">
        <Show when={isLate()}>
          <WarningIcon class="me-1.5 inline align-[-0.125em]" />
          <span class="sr-only">{ui.t.upkeep.late}: </span>
        </Show>
        <Show when={props.queue.oldest} fallback={<span class="text-muted">–</span>}>
          {(oldest) => ui.format.relative(oldest(), props.now)}
        </Show>
      </td>
    </tr>
  )
}
