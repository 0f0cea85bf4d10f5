import type { Draft } from '@carillon/contract'
import { REPEAT_DAYS } from '@carillon/contract/lists'
import { addDays, clockAt } from '@carillon/contract/wallclock'
import { Button, buttonClass } from '@carillon/ui'
import { A, useSearchParams } from '@solidjs/router'
import ChevronLeft from 'lucide-solid/icons/chevron-left'
import ChevronRight from 'lucide-solid/icons/chevron-right'
import { Show, type JSX } from 'solid-js'
import { api } from '../api.ts'
import { mayPublish, useChannel } from '../channels/channel.ts'
import { asFailure } from '../failure.ts'
import { now, useWords } from '../interface.ts'
import { Loaded } from '../parts/Loaded.tsx'
import { notify, notifyFailure } from '../parts/notices.tsx'
import { firstWeekday, isDate, middleOf, monthFrom, type Outing, outingsBy, ownZone, weeksOf } from './calendar.ts'
import { DayList } from './DayList.tsx'
import { MonthGrid } from './MonthGrid.tsx'
import { keepDraft, refreshDrafts, useAllComing } from './queries.ts'

type MonthProps = { editing: Draft | undefined; onEdit: (draft?: Draft) => void }

/** What is coming as a calendar. Which day is looked at is in the address, and its month with it. */
export default function Month(props: MonthProps) {
  const ui = useWords()
  const channel = useChannel()
  const coming = useAllComing(() => channel().handle)
  const [params, setParams] = useSearchParams<{ day?: string }>()
  const today = () => clockAt(now(), ownZone).date
  const day = () => (isDate(params.day) ? params.day : today())
  const month = () => monthFrom(day(), 0)
  const setDay = (chosen: string) => setParams({ day: chosen }, { replace: true, scroll: false })
  /** The same language may begin its weeks on another day elsewhere. */
  const place = () => navigator.languages.find((tag) => tag.startsWith(ui.locale)) ?? ui.locale
  const firstDay = () => firstWeekday(place())
  const outings = (drafts: Draft[]) => outingsBy(drafts, weeksOf(month(), firstDay()).flat())
  const title = () => new Intl.DateTimeFormat(ui.locale, { month: 'long', year: 'numeric' }).format(middleOf(month()))

  /** To the same time of another day. */
  const move = async ({ draft }: Outing, date: string) => {
    const { schedule, handle, id: draftId, revision } = draft
    if (!schedule) return
    const days = REPEAT_DAYS.find((known) => known === schedule.repeat?.days)
    const repeat = schedule.repeat && days ? { days, until: schedule.repeat.until } : undefined
    const shift = Math.round((middleOf(date) - middleOf(clockAt(schedule.at, ownZone).date)) / 86_400_000)
    if (shift === 0) return
    const at = { date: addDays(schedule.date, shift), time: schedule.time }
    const when = { at, timeZone: schedule.timeZone, ...(repeat ? { repeat } : {}) }
    try {
      keepDraft(await api.drafts.schedule.mutate({ handle, draftId, revision, ...when }))
      notify(ui.t.calendar.moved(ui.format.date(middleOf(date))))
      setDay(date)
    } catch (error) {
      notifyFailure(asFailure(error))
      void refreshDrafts(handle)
    }
  }
  const mayMove = () => mayPublish(channel()) && !channel().archived

  return (
    <Loaded query={coming}>
      {(drafts) => (
        <section class="flex flex-col gap-4" aria-label={ui.t.schedule.coming}>
          <div class="flex flex-wrap items-center gap-2">
            <h2 class="me-auto font-serif text-xl font-semibold first-letter:uppercase" aria-live="polite">
              {title()}
            </h2>
            <Show when={day() !== today()}>
              <Button onClick={() => setDay(today())}>{ui.t.calendar.today}</Button>
            </Show>
            <Turn label={ui.t.calendar.previous} onTurn={() => setDay(monthFrom(day(), -1))}>
              <ChevronLeft size="1.25em" aria-hidden="true" class="rtl:rotate-180" />
            </Turn>
            <Turn label={ui.t.calendar.next} onTurn={() => setDay(monthFrom(day(), 1))}>
              <ChevronRight size="1.25em" aria-hidden="true" class="rtl:rotate-180" />
            </Turn>
          </div>
          <MonthGrid
            label={title()}
            month={month()}
            firstDay={firstDay()}
            day={day()}
            today={today()}
            outings={outings(drafts())}
            onDay={setDay}
            onMove={mayMove() ? (outing, date) => void move(outing, date) : undefined}
          />
          <div class="mt-2 flex flex-wrap items-center justify-between gap-2">
            <h3 class="font-semibold first-letter:uppercase">{ui.format.date(middleOf(day()))}</h3>
            <Show when={day() >= today() && !channel().archived}>
              <A href={`/c/${channel().handle}?on=${day()}`} class={buttonClass('plain')}>
                {ui.t.calendar.write}
              </A>
            </Show>
          </div>
          <DayList outings={outings(drafts()).get(day()) ?? []} editing={props.editing} onEdit={props.onEdit} />
        </section>
      )}
    </Loaded>
  )
}

function Turn(props: { label: string; onTurn: () => void; children: JSX.Element }) {
  return (
    <Button class="px-3!" aria-label={props.label} title={props.label} onClick={() => props.onTurn()}>
      {props.children}
    </Button>
  )
}
