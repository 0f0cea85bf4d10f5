import type { PostAnalytics } from '@carillon/contract'
import { Index } from 'solid-js'
import { useWords } from '../interface.ts'
import { Chart, type Curve } from './Chart.tsx'
import { curveOf } from './curves.ts'

const BY_DAY = ['views', 'reactions', 'votes', 'forwards', 'clicks'] as const

/** How a post did over its life: its first hours, and day by day whatever it has any of. */
export function PostCurves(props: { found: PostAnalytics }) {
  const ui = useWords()
  const hours = (): Curve => ({
    at: props.found.hours.map((_, at) => at + 1),
    lines: [{ name: ui.t.analytics.figures.views, values: props.found.hours, colour: 1 }],
    axis: ui.t.analytics.hour,
    label: ui.t.analytics.hourOf,
    tick: (hour) => ui.format.number(hour),
    write: (value, short) => (short ? ui.format.compact(value) : ui.format.number(value)),
  })
  const curves = () => [
    { title: ui.t.analytics.firstHours, curve: hours() },
    ...BY_DAY.filter((of) => of === 'views' || props.found.days.some((day) => day[of] !== 0)).map((of) => {
      const name = ui.t.analytics.figures[of]
      const values = props.found.days.map((day) => day[of])
      return { title: ui.t.analytics.byDay(name), curve: curveOf(ui, props.found.days, [{ name, values, colour: 1 }]) }
    }),
  ]
  return (
    <section aria-label={ui.t.analytics.overTime} class="grid gap-4 lg:grid-cols-2">
      <Index each={curves()}>
        {(drawn) => (
          <div class="card min-w-0 p-4 sm:p-6">
            <Chart title={drawn().title} curve={drawn().curve} />
          </div>
        )}
      </Index>
    </section>
  )
}
