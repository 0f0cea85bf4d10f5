import { WarningIcon } from '@carillon/ui'
import { Match, Show, Switch } from 'solid-js'
import { Moment } from '../erasures/Moment.tsx'
import { useWords } from '../interface.ts'
import { Fact } from '../parts/Fact.tsx'
import { Section } from '../parts/Section.tsx'
import { span, sureTime } from './clock.ts'
import { Command } from './Command.tsx'
import type { Vitals } from './queries.ts'

/** Bytes, and how many more there may be. */
export function RoomSection(props: { vitals: Vitals }) {
  const ui = useWords()
  const disk = () => props.vitals.disk
  const isLow = () => props.vitals.alarms.includes('disk_low')
  return (
    <Section title={ui.t.upkeep.room}>
      <dl class="flex flex-col gap-3 tabular-nums">
        <Fact term={ui.t.upkeep.database}>{ui.format.size(disk().database)}</Fact>
        <Fact term={ui.t.upkeep.databaseLog}>{ui.format.size(disk().log)}</Fact>
        <Fact term={ui.t.upkeep.media}>{ui.format.size(disk().media)}</Fact>
        <Fact term={ui.t.upkeep.free}>
          <span classList={{ 'inline-flex items-center gap-1.5 font-semibold text-danger': isLow() }}>
            <Show when={isLow()}>
              <WarningIcon />
            </Show>
            {disk().free === null ? ui.t.upkeep.unknown : ui.format.size(disk().free!)}
          </span>
        </Fact>
      </dl>
    </Section>
  )
}

/** The last copy of everything, and how one is made. */
export function BackupSection(props: { vitals: Vitals }) {
  const ui = useWords()
  return (
    <Section title={ui.t.upkeep.backup}>
      <Show when={props.vitals.backup} fallback={<p>{ui.t.upkeep.backupNone}</p>}>
        {(backup) => <Last backup={backup()} now={sureTime(props.vitals)} />}
      </Show>
      <Command hint={ui.t.upkeep.backupHow} line="npm run -s carillon -- backup --to FOLDER --keys FOLDER2" />
    </Section>
  )
}

function Last(props: { backup: NonNullable<Vitals['backup']>; now: number }) {
  const ui = useWords()
  return (
    <dl class="flex flex-col gap-3">
      <Fact term={ui.t.upkeep.backupLast}>
        <Moment instant={props.backup.startedAt} />{' '}
        <span class="text-sm text-muted">({ui.t.upkeep.ago(span(ui.format, props.now - props.backup.startedAt))})</span>
        <Switch>
          <Match when={props.backup.failure}>
            {(failure) => (
              <>
                <p class="flex items-start gap-1.5 text-sm font-semibold text-danger">
                  <WarningIcon class="mt-[0.2em]" />
                  {ui.t.upkeep.backupFailed}
                </p>
                <p class="font-mono text-xs wrap-anywhere text-muted" dir="auto">
                  {failure()}
                </p>
              </>
            )}
          </Match>
          <Match when={props.backup.finishedAt === null}>
            <p class="text-sm text-muted">{ui.t.upkeep.backupRunning}</p>
          </Match>
        </Switch>
      </Fact>
      <Show when={props.backup.finishedAt !== null && props.backup.failure === null}>
        <Fact term={ui.t.upkeep.backupSize}>{ui.format.size(props.backup.bytes)}</Fact>
      </Show>
    </dl>
  )
}
