import { For } from 'solid-js'
import { useChannel } from '../channels/channel.ts'
import { asFailure } from '../failure.ts'
import { useWords } from '../interface.ts'
import { Check } from '../parts/choices.tsx'
import { Loaded } from '../parts/Loaded.tsx'
import { notify, notifyFailure } from '../parts/notices.tsx'
import { Section } from '../parts/Section.tsx'
import { Skeleton } from '@carillon/ui'
import { setWeeklySummary, useWeeklySummary } from './queries.ts'

/** What the numbers are, and that nobody is in them. */
export function About() {
  const ui = useWords()
  return (
    <Section title={ui.t.analytics.about}>
      <div class="flex max-w-page flex-col gap-3 text-sm text-pretty text-muted">
        <For each={ui.t.analytics.aboutWhat}>{(words) => <p>{words}</p>}</For>
      </div>
    </Section>
  )
}

/** Whether one's own mailbox hears of them. */
export function WeeklySummary() {
  const ui = useWords()
  const channel = useChannel()
  const summary = useWeeklySummary(() => channel().handle)
  const set = async (on: boolean) => {
    try {
      await setWeeklySummary(channel().handle, on)
      notify(on ? ui.t.analytics.weeklyOn : ui.t.analytics.weeklyOff)
    } catch (error) {
      notifyFailure(asFailure(error))
      void summary.refetch()
    }
  }
  return (
    <div class="card px-4 py-2 sm:px-6 sm:py-4">
      <Loaded query={summary} skeleton={<Skeleton class="h-15 w-80 max-w-full" />}>
        {(known) => (
          <Check
            label={ui.t.analytics.weekly}
            hint={ui.t.analytics.weeklyHint}
            checked={known().on}
            onChecked={(on) => void set(on)}
          />
        )}
      </Loaded>
    </div>
  )
}
