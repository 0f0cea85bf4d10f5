import { Index, Show } from 'solid-js'
import { ownZone } from '../drafts/calendar.ts'
import { useWords } from '../interface.ts'
import { Section } from '../parts/Section.tsx'
import { analyticsFormat } from './format.ts'
import { heatOf, hottest } from './heat.ts'

const HEATS = ['bg-sunken', 'bg-accent/20', 'bg-accent/40', 'bg-accent/65', 'bg-accent']

/** When a week's views come: a row a weekday, a column an hour. */
export function HeatMap(props: { hours: number[][] }) {
  const ui = useWords()
  const { weekday, hour } = analyticsFormat(ui.locale)
  const best = () => hottest(props.hours)
  return (
    <Section title={ui.t.analytics.hours} lead={ui.t.analytics.hoursLead(ownZone)}>
      <Show when={best()} fallback={<p class="text-sm text-muted">{ui.t.analytics.nothing}</p>}>
        {(at) => (
          <>
            <p class="font-semibold">{ui.t.analytics.hoursBest(weekday(at().weekday, 'long'), hour(at().hour))}</p>
            <table class="w-full table-fixed border-separate border-spacing-px sm:border-spacing-0.5">
              <caption class="sr-only">{ui.t.analytics.hours}</caption>
              <thead>
                <tr class="text-xs text-muted">
                  <th scope="col" class="w-10 sm:w-14">
                    <span class="sr-only">{ui.t.analytics.weekday}</span>
                  </th>
                  <Index each={props.hours[0]}>
                    {(_, at) => (
                      <th scope="col" class="h-6 overflow-visible text-start font-normal whitespace-nowrap">
                        <span class="sr-only">{hour(at)}</span>
                        <Show when={at % 6 === 0}>
                          <span aria-hidden="true">{hour(at)}</span>
                        </Show>
                      </th>
                    )}
                  </Index>
                </tr>
              </thead>
              <tbody>
                <Index each={props.hours}>
                  {(hours, day) => (
                    <tr>
                      <th scope="row" class="pe-1 text-start text-xs font-normal text-muted">
                        <span class="sr-only">{weekday(day, 'long')}</span>
                        <span aria-hidden="true">{weekday(day, 'short')}</span>
                      </th>
                      <Index each={hours()}>
                        {(views, at) => (
                          <td
                            class={`h-7 rounded-sm ${HEATS[heatOf(views(), props.hours)]}`}
                            title={ui.t.analytics.viewsAt(views(), weekday(day, 'long'), hour(at))}
                          >
                            <span class="sr-only">{ui.format.number(views())}</span>
                          </td>
                        )}
                      </Index>
                    </tr>
                  )}
                </Index>
              </tbody>
            </table>
            <Scale />
          </>
        )}
      </Show>
    </Section>
  )
}

function Scale() {
  const ui = useWords()
  return (
    <p class="flex items-center justify-end gap-1.5 text-xs text-muted" aria-hidden="true">
      {ui.t.analytics.fewer}
      <Index each={HEATS}>{(heat) => <span class={`size-4 rounded-sm ${heat()}`} />}</Index>
      {ui.t.analytics.more}
    </p>
  )
}
