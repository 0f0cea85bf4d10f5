import { Alert, Skeleton } from '@carillon/ui'
import { createSignal } from 'solid-js'
import { asFailure } from '../failure.ts'
import { useWords } from '../interface.ts'
import { OperatorsOnly } from '../operator/OperatorsOnly.tsx'
import { Loaded } from '../parts/Loaded.tsx'
import { Page } from '../parts/Page.tsx'
import { Alarms } from './Alarms.tsx'
import { ClockSection } from './ClockSection.tsx'
import { ConfirmClock } from './ConfirmClock.tsx'
import { ErasureSection } from './ErasureSection.tsx'
import { eraseNow, isErasing } from './erasing.ts'
import { useVitals, type Vitals } from './queries.ts'
import { QueuesSection } from './QueuesSection.tsx'
import { RecordSection } from './RecordSection.tsx'
import { BackupSection, RoomSection } from './RoomSections.tsx'

/** How the instance keeps what it promises. */
export function UpkeepPage() {
  const ui = useWords()
  return (
    <OperatorsOnly>
      <Page title={ui.t.upkeep.title} lead={ui.t.upkeep.lead}>
        <Present />
      </Page>
    </OperatorsOnly>
  )
}

function Present() {
  const vitals = useVitals(isErasing)
  return (
    <Loaded query={vitals} skeleton={<Places />}>
      {(known) => (
        <>
          <Alert>{vitals.isRefetchError && asFailure(vitals.error).message}</Alert>
          <Sections vitals={known()} />
        </>
      )}
    </Loaded>
  )
}

function Sections(props: { vitals: Vitals }) {
  const [confirming, setConfirming] = createSignal(false)
  const confirm = () => setConfirming(true)
  const busy = () => isErasing() || props.vitals.erasure.running
  // In doubt it would be held: what to decide comes first.
  const erase = () => (props.vitals.clock.doubt ? confirm() : void eraseNow(false))
  return (
    <>
      <Alarms vitals={props.vitals} busy={busy()} onErase={erase} onConfirm={confirm} />
      <ErasureSection vitals={props.vitals} busy={busy()} onErase={erase} />
      <QueuesSection vitals={props.vitals} />
      <RoomSection vitals={props.vitals} />
      <BackupSection vitals={props.vitals} />
      <ClockSection vitals={props.vitals} />
      <RecordSection vitals={props.vitals} />
      <ConfirmClock vitals={props.vitals} open={confirming()} onClose={() => setConfirming(false)} />
    </>
  )
}

function Places() {
  return (
    <>
      <Skeleton class="h-12 w-full" />
      <Skeleton class="h-64 w-full" />
      <Skeleton class="h-64 w-full" />
    </>
  )
}
