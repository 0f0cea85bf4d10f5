import type { Alarm } from '@carillon/contract'
import { Button, WarningIcon } from '@carillon/ui'
import CircleCheck from 'lucide-solid/icons/circle-check'
import { createUniqueId, For, Match, Show, Switch } from 'solid-js'
import { useWords } from '../interface.ts'
import { span, sureTime } from './clock.ts'
import type { Vitals } from './queries.ts'

type AlarmsProps = { vitals: Vitals; busy: boolean; onErase: () => void; onConfirm: () => void }

const CLOCK: Alarm[] = ['clock_in_doubt', 'clock_behind']
const ERASURE: Alarm[] = ['erasure_late', 'erasure_unclean']

/** What needs an operator, the gravest first, each with what to do; or that nothing does. */
export function Alarms(props: AlarmsProps) {
  const ui = useWords()
  const id = createUniqueId()
  const count = () => props.vitals.alarms.length
  return (
    <section aria-labelledby={id}>
      <p
        id={id}
        role="status"
        class="flex items-center gap-2 rounded-lg px-4 py-3 font-semibold sm:px-6"
        classList={{
          'bg-good-soft text-good': count() === 0,
          'rounded-b-none bg-danger-soft text-danger': count() > 0,
        }}
      >
        <Show when={count() > 0} fallback={<CircleCheck size="1.2em" aria-hidden="true" class="shrink-0" />}>
          <WarningIcon class="text-lg" />
        </Show>
        {count() > 0 ? ui.t.upkeep.needs(count()) : ui.t.upkeep.well}
      </p>
      <Show when={count() > 0}>
        <ul class="divide-y divide-line rounded-b-lg border border-t-0 border-line bg-surface px-4 sm:px-6">
          <For each={props.vitals.alarms}>{(alarm) => <Row {...props} alarm={alarm} />}</For>
        </ul>
      </Show>
    </section>
  )
}

function Row(props: AlarmsProps & { alarm: Alarm }) {
  const ui = useWords()
  const words = () => ui.t.upkeep.alarms[props.alarm]
  const facts = () => {
    const { clock, disk, backup } = props.vitals
    const now = sureTime(props.vitals)
    return {
      off: span(ui.format, clock.ahead),
      due: clock.doubt?.due ?? 0,
      posts: ui.format.number(clock.doubt?.posts ?? 0),
      free: ui.format.size(disk.free ?? 0),
      age: span(ui.format, now - (backup?.startedAt ?? now)),
    }
  }
  return (
    <li class="flex flex-wrap items-start gap-x-6 gap-y-3 py-4">
      <div class="min-w-0 flex-1 basis-72">
        <h2 class="font-serif text-lg leading-snug font-semibold">{words().title}</h2>
        <p class="mt-1 text-sm text-pretty">{words().hint(facts())}</p>
      </div>
      <Switch>
        <Match when={CLOCK.includes(props.alarm)}>
          <Button onClick={() => props.onConfirm()}>{ui.t.upkeep.toRight}</Button>
        </Match>
        <Match when={ERASURE.includes(props.alarm)}>
          <Button busy={props.busy} onClick={() => props.onErase()}>
            {ui.t.upkeep.eraseNow}
          </Button>
        </Match>
      </Switch>
    </li>
  )
}
