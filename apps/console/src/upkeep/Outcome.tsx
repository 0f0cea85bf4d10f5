import type { Erasure } from '@carillon/contract'
import { WarningIcon } from '@carillon/ui'
import { Match, Show, Switch } from 'solid-js'
import { keysGone } from '../erasures/words.ts'
import { useWords } from '../interface.ts'

/** What came of a run: what it erased, which keys are gone, and what was wrong with it. */
export function Outcome(props: { run: Erasure; running: boolean }) {
  const ui = useWords()
  const isOver = () => props.run.finishedAt !== null
  return (
    <>
      <Show when={props.run.held === 0 && (isOver() || props.run.posts > 0)}>
        <p>
          {props.run.posts + props.run.media > 0
            ? ui.t.upkeep.outcome(props.run.posts, props.run.media)
            : ui.t.upkeep.nothing}
        </p>
      </Show>
      <Show when={props.run.keys.length > 0}>
        <p class="text-sm text-muted">{keysGone(ui, props.run.keys)}</p>
      </Show>
      <Switch>
        <Match when={props.run.held > 0}>
          <Fault>{ui.t.upkeep.held(props.run.held)}</Fault>
        </Match>
        <Match when={!isOver() && props.running}>
          <p class="text-sm text-muted">{ui.t.upkeep.running}</p>
        </Match>
        <Match when={!isOver()}>
          <Fault>{ui.t.upkeep.cutShort}</Fault>
        </Match>
        <Match when={props.run.clean === false}>
          <Fault>{ui.t.upkeep.unclean}</Fault>
        </Match>
      </Switch>
    </>
  )
}

function Fault(props: { children: string }) {
  return (
    <p class="flex items-start gap-1.5 text-sm font-semibold text-danger">
      <WarningIcon class="mt-[0.2em]" />
      {props.children}
    </p>
  )
}
