import { Button, WarningIcon } from '@carillon/ui'
import { Match, Show, Switch, type JSX } from 'solid-js'
import { useWords } from '../../interface.ts'
import type { AnyChosen } from './attached.ts'
import type { Attaching } from './attaching.ts'
import type { Journey } from './uploads.ts'

/** How far a file is on its way, or what can be done where it went no further. */
export function JourneyView(props: { item: AnyChosen; attaching: Attaching; lost: boolean }) {
  const ui = useWords()
  const journey = () => props.attaching.uploads.journey(props.item.id)
  const failed = () => (journey()?.failure === undefined ? undefined : journey())
  return (
    <Switch>
      <Match when={failed()}>
        {(present) => (
          <Problem text={ui.t.attached.failed(props.item.name, present().failure!)}>
            <Button class={smallButton} onClick={() => props.attaching.uploads.retry(props.item.id)}>
              {ui.t.state.retry}
            </Button>
          </Problem>
        )}
      </Match>
      <Match when={journey()}>
        {(present) => (
          <Going journey={present()} name={props.item.name} onStop={() => props.attaching.remove(props.item.id)} />
        )}
      </Match>
      <Match when={!props.item.file}>
        <Problem text={props.lost ? ui.t.attached.expired(props.item.name) : ui.t.attached.stranded(props.item.name)}>
          <ChooseAgain onChoose={(file) => props.attaching.replace(props.item.id, file)} />
        </Problem>
      </Match>
    </Switch>
  )
}

const smallButton = 'min-h-9! px-3! text-sm!'

function Going(props: { journey: Journey; name: string; onStop: () => void }) {
  const ui = useWords()
  const words = () => ui.t.attached.phases[props.journey.phase](ui.format.percent(props.journey.share))
  return (
    <div class="flex items-center gap-3 text-sm">
      <span class="min-w-0 flex-1">
        <bdi class="block truncate text-muted">{props.name}</bdi>
        <span class="tabular-nums">{words()}</span>
      </span>
      <Show when={props.journey.phase === 'sending'} fallback={<progress class="w-24" aria-label={words()} />}>
        <progress class="w-24" max="1" value={props.journey.share} aria-label={words()} />
      </Show>
      <Button look="quiet" class={smallButton} onClick={() => props.onStop()}>
        {ui.t.shell.cancel}
      </Button>
    </div>
  )
}

function Problem(props: { text: string; children: JSX.Element }) {
  return (
    <div role="alert" class="flex flex-wrap items-center gap-3 rounded-md bg-danger-soft p-3 text-sm text-danger">
      <WarningIcon class="text-base" />
      <span class="min-w-40 flex-1">{props.text}</span>
      {props.children}
    </div>
  )
}

function ChooseAgain(props: { onChoose: (file: File) => void }) {
  const ui = useWords()
  let picker!: HTMLInputElement
  return (
    <>
      <input
        ref={picker}
        type="file"
        class="hidden"
        aria-label={ui.t.attached.chooseAgain}
        onChange={() => {
          const file = picker.files?.[0]
          picker.value = ''
          if (file) props.onChoose(file)
        }}
      />
      <Button class={smallButton} onClick={() => picker.click()}>
        {ui.t.attached.chooseAgain}
      </Button>
    </>
  )
}
