import { Button } from '@carillon/ui'
import { Show } from 'solid-js'
import { useWords } from '../interface.ts'
import { Fact } from '../parts/Fact.tsx'
import { ProgressBar } from '../parts/ProgressBar.tsx'
import { Section } from '../parts/Section.tsx'
import { sureTime } from './clock.ts'
import { isErasing } from './erasing.ts'
import { Outcome } from './Outcome.tsx'
import type { Vitals } from './queries.ts'

/** The last run and the next, what waits for it, and how far it is. */
export function ErasureSection(props: { vitals: Vitals; busy: boolean; onErase: () => void }) {
  const ui = useWords()
  const erasure = () => props.vitals.erasure
  const when = (instant: number) => (
    <time dateTime={new Date(instant).toISOString()} title={ui.format.moment(instant)}>
      {ui.format.relative(instant, sureTime(props.vitals))}
    </time>
  )
  return (
    <Section title={ui.t.upkeep.erasure} lead={ui.t.upkeep.erasureLead}>
      <dl class="flex flex-col gap-3">
        <Fact term={ui.t.upkeep.last}>
          <Show when={erasure().last} fallback={ui.t.upkeep.never}>
            {(last) => (
              <>
                {when(last().finishedAt ?? last().startedAt)}
                <Outcome run={last()} running={erasure().running} />
              </>
            )}
          </Show>
        </Fact>
        <Fact term={ui.t.upkeep.next}>
          <Show when={erasure().next} fallback={ui.t.upkeep.noTimetable}>
            {(next) => (
              <time dateTime={new Date(next()).toISOString()} title={ui.format.moment(next())}>
                {ui.format.until(next(), props.vitals.now)}
              </time>
            )}
          </Show>
        </Fact>
        <Fact term={ui.t.upkeep.due}>
          {erasure().due > 0 ? ui.t.upkeep.dueCount(erasure().due) : ui.t.upkeep.dueNone}
        </Fact>
      </dl>
      <Show when={props.busy}>
        <Progress vitals={props.vitals} />
      </Show>
      <Button class="self-start" busy={props.busy} onClick={() => props.onErase()}>
        {ui.t.upkeep.eraseNow}
      </Button>
    </Section>
  )
}

function Progress(props: { vitals: Vitals }) {
  const ui = useWords()
  /** The run that is under way; `undefined` before it is recorded. */
  const run = () => {
    const { last, running } = props.vitals.erasure
    return running && last?.finishedAt === null ? last : undefined
  }
  const all = () => (run()?.posts ?? 0) + props.vitals.erasure.due
  const words = () => {
    const present = run()
    if (!present) return isErasing() ? ui.t.upkeep.progressBegins : ui.t.upkeep.waiting
    if (props.vitals.erasure.due === 0) return ui.t.upkeep.progressFiles
    return ui.t.upkeep.progress(ui.format.number(present.posts), ui.format.number(all()))
  }
  const share = () => {
    const present = run()
    return present && props.vitals.erasure.due > 0 ? present.posts / all() : undefined
  }
  return (
    <div class="flex max-w-form flex-col gap-1">
      <ProgressBar label={ui.t.upkeep.erasure} value={share()} />
      <p class="text-sm text-muted tabular-nums">{words()}</p>
    </div>
  )
}
