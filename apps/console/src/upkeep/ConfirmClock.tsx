import { createEffect, createSignal, Show } from 'solid-js'
import { useWords } from '../interface.ts'
import { Check } from '../parts/choices.tsx'
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx'
import { Fact } from '../parts/Fact.tsx'
import { span, systemTime } from './clock.ts'
import { eraseNow } from './erasing.ts'
import type { Vitals } from './queries.ts'

/** Asks whether the clock is right, and says what that answer destroys. */
export function ConfirmClock(props: { vitals: Vitals; open: boolean; onClose: () => void }) {
  const ui = useWords()
  const [compared, setCompared] = createSignal(false)
  createEffect(() => props.open && setCompared(false))
  const doubt = () => props.vitals.clock.doubt
  const hint = () => {
    const held = doubt()
    return held
      ? ui.t.upkeep.confirmDoubt(held.due, ui.format.number(held.posts))
      : ui.t.upkeep.confirmBehind(span(ui.format, props.vitals.clock.ahead))
  }
  return (
    <ConfirmDialog
      open={props.open}
      onClose={props.onClose}
      title={ui.t.upkeep.confirmTitle}
      hint={hint()}
      action={doubt() ? ui.t.upkeep.confirmErase : ui.t.upkeep.confirmTrust}
      ready={compared()}
      // It may take minutes: the page shows how far it is, and the dialog is out of the way.
      run={async () => void eraseNow(true)}
    >
      <dl class="flex flex-col gap-2 rounded-md bg-sunken p-3">
        <Fact term={ui.t.upkeep.serverTime}>{ui.format.moment(systemTime(props.vitals))}</Fact>
        <Fact term={ui.t.upkeep.deviceTime}>{ui.format.moment(props.vitals.device)}</Fact>
      </dl>
      <Show when={props.open}>
        <Check label={ui.t.upkeep.compared} checked={compared()} onChecked={setCompared} />
      </Show>
    </ConfirmDialog>
  )
}
