import { WarningIcon } from '@carillon/ui'
import { Show } from 'solid-js'
import { useWords } from '../interface.ts'
import { Fact } from '../parts/Fact.tsx'
import { Section } from '../parts/Section.tsx'
import { AGREE, span, systemTime } from './clock.ts'
import type { Vitals } from './queries.ts'

/** What time it is there and here, and whether that can be. */
export function ClockSection(props: { vitals: Vitals }) {
  const ui = useWords()
  const there = () => systemTime(props.vitals)
  const differs = () => there() - props.vitals.device
  const state = () => {
    const { alarms, clock } = props.vitals
    if (alarms.includes('clock_in_doubt')) return ui.t.upkeep.ahead(span(ui.format, clock.ahead))
    if (alarms.includes('clock_behind')) return ui.t.upkeep.behind(span(ui.format, clock.ahead))
    return ui.t.upkeep.inStep
  }
  return (
    <Section title={ui.t.upkeep.clock}>
      <dl class="flex flex-col gap-3">
        <Fact term={ui.t.upkeep.serverTime}>
          {ui.format.moment(there())}
          <span class="block text-sm text-muted">{state()}</span>
        </Fact>
        <Show when={Math.abs(differs()) > AGREE}>
          <Fact term={ui.t.upkeep.deviceTime}>
            {ui.format.moment(props.vitals.device)}
            <span class="flex items-start gap-1.5 text-sm font-semibold text-danger">
              <WarningIcon class="mt-[0.2em]" />
              {ui.t.upkeep.differs(span(ui.format, differs()))}
            </span>
          </Fact>
        </Show>
      </dl>
    </Section>
  )
}
