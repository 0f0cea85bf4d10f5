import type { PostAnalytics } from '@carillon/contract'
import { Index } from 'solid-js'
import { useWords } from '../interface.ts'
import { Section } from '../parts/Section.tsx'
import { Bar } from './Bar.tsx'
import { Chart, type Line } from './Chart.tsx'
import { curveOf } from './curves.ts'
import { useOptionTexts } from './queries.ts'

const COLOURS = 6

type PollSectionProps = {
  handle: string
  postId: string
  /** Its options can still be read. */
  alive: boolean
  poll: NonNullable<PostAnalytics['poll']>
  views: number
}

/** What a poll came to, and how. */
export function PollSection(props: PollSectionProps) {
  const ui = useWords()
  const texts = useOptionTexts(
    () => props.handle,
    () => props.postId,
    () => props.alive,
  )
  const nameOf = (at: number) => (texts.isSuccess && texts.data[at]) || ui.t.analytics.option(at + 1)
  const most = () => Math.max(1, ...props.poll.options)
  const lead = () => {
    const voters = ui.t.analytics.voters(props.poll.voters)
    if (props.views === 0) return voters
    return `${voters}: ${ui.t.analytics.turnout(ui.format.percent(Math.min(1, props.poll.voters / props.views)))}`
  }
  const lines = () =>
    props.poll.options.map((_, at): Line => ({
      name: nameOf(at),
      values: props.poll.days.map(({ options }) => options[at] ?? 0),
      colour: (at % COLOURS) + 1,
      dashed: at >= COLOURS,
    }))
  return (
    <Section title={ui.t.analytics.poll} lead={lead()}>
      <ul class="flex flex-col gap-2">
        <Index each={props.poll.options}>
          {(votes, at) => <Bar name={nameOf(at)} value={ui.format.number(votes())} share={votes() / most()} />}
        </Index>
      </ul>
      <Chart title={ui.t.analytics.optionsOverTime} curve={curveOf(ui, props.poll.days, lines())} />
    </Section>
  )
}
