import type { Schedule } from '@carillon/contract'
import CalendarClock from 'lucide-solid/icons/calendar-clock'
import Repeat from 'lucide-solid/icons/repeat'
import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import { Show } from 'solid-js'
import { useWords } from '../interface.ts'

/** When a draft goes out, and what kept it from doing so. */
export function ScheduleFacts(props: { schedule: Schedule }) {
  const ui = useWords()
  const elsewhere = () => {
    const { time, timeZone } = props.schedule
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone === timeZone
    return own ? undefined : ui.t.schedule.there(time, timeZone.replaceAll('_', ' '))
  }
  const repeated = ({ days, until }: NonNullable<Schedule['repeat']>) =>
    ui.t.schedule.repeated(
      ui.t.schedule.everyDays[days as keyof typeof ui.t.schedule.everyDays],
      ui.format.day(new Date(`${until}T12:00`).getTime()),
    )
  return (
    <div class="flex flex-col gap-2">
      <p class="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <span class="inline-flex items-center gap-2 font-semibold">
          <CalendarClock size="1.1em" aria-hidden="true" />
          <time dateTime={new Date(props.schedule.at).toISOString()} title={ui.format.moment(props.schedule.at)}>
            {ui.format.hour(props.schedule.at)}
          </time>
        </span>
        <Show when={elsewhere()}>{(there) => <span class="text-muted">{there()}</span>}</Show>
        <Show when={props.schedule.repeat}>
          {(repeat) => (
            <span class="inline-flex items-center gap-1 text-muted">
              <Repeat size="1em" aria-hidden="true" />
              {repeated(repeat())}
            </span>
          )}
        </Show>
      </p>
      <Show when={props.schedule.fault}>
        {(fault) => (
          <p class="flex items-start gap-2 rounded-md bg-danger-soft p-3 text-sm text-danger">
            <TriangleAlert size="1.1em" aria-hidden="true" class="mt-0.5 shrink-0" />
            {ui.t.schedule.faults[fault()]}
          </p>
        )}
      </Show>
    </div>
  )
}
