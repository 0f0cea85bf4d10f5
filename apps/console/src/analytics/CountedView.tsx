import type { DayFigures, Overview } from '@carillon/contract'
import { Index, Show, type JSX } from 'solid-js'
import { useWords } from '../interface.ts'
import { Section } from '../parts/Section.tsx'
import { Bar } from './Bar.tsx'
import { Chart } from './Chart.tsx'
import { curvesOf } from './curves.ts'
import { FigureTiles } from './FigureTiles.tsx'
import { HeatMap } from './HeatMap.tsx'
import { PartsSection } from './Parts.tsx'

/** What was counted of a channel or of the instance in a span; what only one of them has comes between. */
export function CountedView(props: {
  counted: Omit<Overview, 'handle' | 'posts'>
  before: DayFigures[] | undefined
  children?: JSX.Element
}) {
  const ui = useWords()
  const t = () => ui.t.analytics
  const curves = () => curvesOf(ui, props.counted.days, props.before)
  return (
    <div class="flex flex-col gap-6">
      <section aria-label={t().atAGlance}>
        <FigureTiles now={props.counted.now} before={props.counted.before} />
      </section>
      <section aria-label={t().overTime} class="grid gap-4 lg:grid-cols-2 xl:grid-cols-3">
        <Index each={curves()}>
          {(drawn) => (
            <div class="card min-w-0 p-4 sm:p-6">
              <Chart title={drawn().title} curve={drawn().curve} />
            </div>
          )}
        </Index>
      </section>
      {props.children}
      <HeatMap hours={props.counted.hours} />
      <PartsSection title={t().readers} lead={t().readersLead} split={props.counted.readersBy} />
      <PartsSection title={t().gained} lead={t().gainedLead} split={props.counted.gainedBy} />
      <EmojiSection emoji={props.counted.emoji} />
    </div>
  )
}

function EmojiSection(props: { emoji: Overview['emoji'] }) {
  const ui = useWords()
  return (
    <Section title={ui.t.analytics.emoji} lead={ui.t.analytics.emojiLead}>
      <EmojiBars emoji={props.emoji} />
    </Section>
  )
}

export function EmojiBars(props: { emoji: Overview['emoji'] }) {
  const ui = useWords()
  const most = () => props.emoji[0]?.count ?? 1
  return (
    <Show when={props.emoji.length > 0} fallback={<p class="text-sm text-muted">{ui.t.analytics.nothing}</p>}>
      <ul class="grid gap-x-8 gap-y-2 sm:grid-cols-2 lg:grid-cols-3">
        <Index each={props.emoji}>
          {(one) => <Bar name={one().emoji} value={ui.format.number(one().count)} share={one().count / most()} />}
        </Index>
      </ul>
    </Show>
  )
}
