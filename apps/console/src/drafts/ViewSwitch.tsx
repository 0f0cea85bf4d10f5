import { A, useLocation, useSearchParams } from '@solidjs/router'
import CalendarDays from 'lucide-solid/icons/calendar-days'
import List from 'lucide-solid/icons/list'
import type { JSX } from 'solid-js'
import { useWords } from '../interface.ts'
import { placeOf } from '../shell/place.ts'

/** Between the list and the month; which one it is stands in the address. */
export function ViewSwitch() {
  const ui = useWords()
  const location = useLocation()
  const [params] = useSearchParams<{ view?: string }>()
  const isMonth = () => params.view === 'month'
  const place = () => placeOf(location.pathname)
  return (
    <nav aria-label={ui.t.calendar.view} class="inline-flex rounded-md border border-edge p-0.5">
      <View href={place()} chosen={!isMonth()}>
        <List size="1.1em" aria-hidden="true" />
        {ui.t.calendar.list}
      </View>
      <View href={`${place()}?view=month`} chosen={isMonth()}>
        <CalendarDays size="1.1em" aria-hidden="true" />
        {ui.t.calendar.month}
      </View>
    </nav>
  )
}

function View(props: { href: string; chosen: boolean; children: JSX.Element }) {
  return (
    <A
      href={props.href}
      aria-current={props.chosen ? 'true' : undefined}
      class="inline-flex min-h-10 items-center gap-2 rounded-sm px-3 text-sm font-semibold"
      classList={{ 'bg-accent-soft text-accent': props.chosen, 'text-muted hover:bg-sunken': !props.chosen }}
    >
      {props.children}
    </A>
  )
}
