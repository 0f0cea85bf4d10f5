import type { Schedule, When } from '@carillon/contract'
import { Button } from '@carillon/ui'
import { useSearchParams } from '@solidjs/router'
import CalendarClock from 'lucide-solid/icons/calendar-clock'
import { createSignal, lazy, Show, Suspense } from 'solid-js'

/** Time zones and their rules are much to load for those who never plan ahead. */
const ScheduleDialog = lazy(() => import('./ScheduleDialog.tsx'))

type ButtonProps = {
  label: string
  schedule: Schedule | null
  disabled?: boolean
  submit: (when: When) => Promise<unknown>
}

/** Opens the question when something shall go out. */
export function ScheduleButton(props: ButtonProps) {
  const [open, setOpen] = createSignal(false)
  /** The day that one came to write for, from the calendar. */
  const [params] = useSearchParams<{ on?: string }>()
  return (
    <>
      <Button disabled={props.disabled ?? false} onClick={() => setOpen(true)}>
        <CalendarClock size="1.1em" aria-hidden="true" />
        {props.label}
      </Button>
      <Show when={open()}>
        <Suspense>
          <ScheduleDialog
            schedule={props.schedule}
            day={params.on}
            onClose={() => setOpen(false)}
            submit={props.submit}
          />
        </Suspense>
      </Show>
    </>
  )
}
