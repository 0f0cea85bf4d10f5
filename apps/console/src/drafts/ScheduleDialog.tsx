import type { Schedule, When } from '@carillon/contract'
import { DAY, LIMITS } from '@carillon/contract'
import { REPEAT_DAYS } from '@carillon/contract/lists'
import { addDays, clockAt, instantAt } from '@carillon/contract/wallclock'
import { Alert, Button } from '@carillon/ui'
import { Show } from 'solid-js'
import { createForm } from '../forms.ts'
import { now, useWords } from '../interface.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { SelectField, TextField } from '../parts/fields.tsx'

type DialogProps = {
  /** The time there is so far. */
  schedule: Schedule | null
  /** The day to begin with, where there is no time yet: `2026-03-29`. */
  day?: string | undefined
  onClose: () => void
  submit: (when: When) => Promise<unknown>
}

type Values = { date: string; time: string; timeZone: string; repeat: string; until: string }
type Days = (typeof REPEAT_DAYS)[number]

const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** Asks for a day, a time and a zone, and says the instant that they mean. */
export default function ScheduleDialog(props: DialogProps) {
  const ui = useWords()
  const form = createForm(initialValues(props.schedule, props.day), async (values) => {
    await props.submit(whenOf(values))
    props.onClose()
  })
  const { values, set, error } = form
  const repeats = () => values.repeat !== ''
  const today = () => clockAt(now(), values.timeZone).date
  const last = () => addDays(today(), LIMITS.scheduleDays)
  const zones = [...new Set([ownZone, values.timeZone, ...Intl.supportedValuesOf('timeZone')])]
  return (
    <Dialog open onClose={props.onClose} title={ui.t.schedule.scheduleTitle} firm>
      <form onSubmit={form.onSubmit} class="flex flex-col gap-4" noValidate>
        <div class="grid grid-cols-2 gap-4">
          <TextField
            type="date"
            label={ui.t.schedule.date}
            min={today()}
            max={last()}
            value={values.date}
            onValue={(date) => set('date', date)}
          />
          <TextField
            type="time"
            label={ui.t.schedule.time}
            value={values.time}
            onValue={(time) => set('time', time.slice(0, 5))}
          />
        </div>
        <SelectField
          label={ui.t.schedule.timeZone}
          options={zones.map((code) => ({ code, name: code.replaceAll('_', ' ') }))}
          value={values.timeZone}
          error={error('timeZone')}
          onValue={(timeZone) => set('timeZone', timeZone)}
        />
        <div class="grid gap-4 sm:grid-cols-2">
          <SelectField
            label={ui.t.schedule.repeat}
            none={ui.t.schedule.never}
            options={REPEAT_DAYS.map((days) => ({ code: `${days}`, name: ui.t.schedule.everyDays[days] }))}
            value={values.repeat}
            onValue={(repeat) => set('repeat', repeat)}
          />
          <Show when={repeats()}>
            <TextField
              type="date"
              label={ui.t.schedule.until}
              min={values.date}
              max={last()}
              value={values.until}
              onValue={(until) => set('until', until)}
            />
          </Show>
        </div>
        <p class="rounded-md bg-sunken p-3 text-sm" role="status">
          <InWords values={values} />
        </p>
        <Alert>{form.message()}</Alert>
        <div class="flex flex-wrap justify-end gap-2">
          <Button onClick={() => props.onClose()}>{ui.t.shell.cancel}</Button>
          <Button type="submit" look="primary" busy={form.busy()} disabled={!values.date || !values.time}>
            {ui.t.schedule.schedule}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function InWords(props: { values: Values }) {
  const ui = useWords()
  const instant = () => {
    const { date, time, timeZone } = props.values
    return date && time ? instantAt({ date, time }, timeZone) : null
  }
  const leapt = (at: number) => {
    const shown = clockAt(at, props.values.timeZone).time
    return shown === props.values.time ? '' : ui.t.schedule.leapt(props.values.time, shown)
  }
  return (
    <Show when={instant()} fallback="…">
      {(at) => `${ui.t.schedule.goesOut(ui.format.moment(at()), ui.format.until(at(), ui.now()))} ${leapt(at())}`}
    </Show>
  )
}

function initialValues(schedule: Schedule | null, day: string | undefined): Values {
  if (!schedule || schedule.fault) {
    const date = isDay(day) ? day : clockAt(now() + DAY, ownZone).date
    return { date, time: '09:00', timeZone: ownZone, repeat: '', until: addDays(date, 30) }
  }
  const { date, time, timeZone, repeat } = schedule
  const { days, until } = repeat ?? { days: '', until: addDays(date, 30) }
  return { date, time, timeZone, repeat: `${days}`, until }
}

const isDay = (day: string | undefined): day is string => day !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(day)

function whenOf({ date, time, timeZone, repeat, until }: Values): When {
  const when = { at: { date, time }, timeZone }
  return repeat ? { ...when, repeat: { days: Number(repeat) as Days, until } } : when
}
