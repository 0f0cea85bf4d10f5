import { Alert, Button, buttonClass, Skeleton } from '@carillon/ui'
import { useQuery } from '@tanstack/solid-query'
import Download from 'lucide-solid/icons/download'
import FileUp from 'lucide-solid/icons/file-up'
import { Match, Show, Switch } from 'solid-js'
import { api } from '../api.ts'
import { useChannel } from '../channels/channel.ts'
import { useWords } from '../interface.ts'
import { Loaded } from '../parts/Loaded.tsx'
import { Section } from '../parts/Section.tsx'
import { ArchiveReport } from './ArchiveReport.tsx'
import { type Importing, importingInto, startImport } from './importing.ts'

/** A channel's live posts as a zip, out and in. */
export function ArchiveSection() {
  const ui = useWords()
  const channel = useChannel()
  const size = useQuery(() => ({
    queryKey: ['archives', channel().handle],
    queryFn: () => api.archives.size.query({ handle: channel().handle }),
  }))
  const state = () => importingInto(channel().handle)
  const isBusy = () => state()?.phase === 'sending' || state()?.phase === 'running'
  let picker!: HTMLInputElement
  const choose = () => {
    const [file] = picker.files ?? []
    picker.value = ''
    if (file) void startImport(channel().handle, file)
  }
  return (
    <Section title={ui.t.archives.title} lead={ui.t.archives.lead}>
      <Loaded query={size} skeleton={<Skeleton class="h-11 w-52" />}>
        {(holds) => (
          <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
            <Show when={holds().posts > 0} fallback={<p class="text-sm text-muted">{ui.t.archives.none}</p>}>
              <a href={`/api/archives/${channel().handle}`} download="" class={buttonClass()}>
                <Download size="1.1em" aria-hidden="true" />
                {ui.t.archives.export}
              </a>
              <p class="text-sm text-muted">{ui.t.archives.holds(holds().posts, ui.format.size(holds().bytes))}</p>
            </Show>
          </div>
        )}
      </Loaded>
      <Show when={!channel().archived}>
        <div class="flex flex-col gap-2 border-t border-line pt-4">
          <input
            ref={picker}
            type="file"
            accept=".zip,application/zip"
            class="hidden"
            aria-label={ui.t.archives.import}
            onChange={choose}
          />
          <Button class="self-start" busy={isBusy()} onClick={() => picker.click()}>
            <FileUp size="1.1em" aria-hidden="true" />
            {ui.t.archives.import}
          </Button>
          <p class="text-sm text-pretty text-muted">{ui.t.archives.importHint}</p>
          <Show when={state()}>{(present) => <State state={present()} />}</Show>
        </div>
      </Show>
    </Section>
  )
}

function State(props: { state: Importing }) {
  const ui = useWords()
  const of = <Phase extends Importing['phase']>(phase: Phase) =>
    props.state.phase === phase ? (props.state as Extract<Importing, { phase: Phase }>) : undefined
  return (
    <Switch>
      <Match when={of('sending')}>
        {(sending) => <Bar share={sending().share} words={ui.t.archives.sending(ui.format.percent(sending().share))} />}
      </Match>
      <Match when={of('running')}>
        {(running) => (
          <Bar
            share={running().of ? running().done / running().of : 0}
            words={
              running().of
                ? ui.t.archives.running(ui.format.number(running().done), ui.format.number(running().of))
                : ui.t.archives.reading
            }
          />
        )}
      </Match>
      <Match when={of('done')}>{(done) => <ArchiveReport report={done().report} />}</Match>
      <Match when={of('failed')}>{(failed) => <Alert>{failed().reason}</Alert>}</Match>
    </Switch>
  )
}

function Bar(props: { share: number; words: string }) {
  return (
    <div class="flex flex-col gap-1 text-sm">
      <progress class="w-full max-w-form" max="1" value={props.share} aria-label={props.words} />
      <p class="text-muted tabular-nums">{props.words}</p>
    </div>
  )
}
