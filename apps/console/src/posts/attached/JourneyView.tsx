import { Button, WarningIcon } from '@carillon/ui'
import { Match, Show, Switch, type JSX } from 'solid-js'
import { useWords } from '../../interface.ts'
import type { AnyItem } from './attached.ts'
import type { Attaching } from './attaching.ts'
import type { Journey } from './uploads.ts'

/** How far a file is on its way, or what can be done where it went no further. */
export function JourneyView(props: { item: AnyItem; attaching: Attaching; lost: boolean }) {
  const ui = useWords()
  const journey = () => props.attaching.uploads.journey(props.item.id)
  const again = () => <ChooseAgain onChoose={(file) => props.attaching.replace(props.item, file)} />
  return (
    <Switch>
      <Match when={journey()?.failure}>
        {(failure) => (
          <Problem text={ui.t.attached.failed(props.item.name, failure().message)}>
            <Show when={mayHelp(failure().code)} fallback={again()}>
              <Button class={smallButton} onClick={() => props.attaching.uploads.retry(props.item.id)}>
                {ui.t.state.retry}
              </Button>
            </Show>
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
          {again()}
        </Problem>
      </Match>
    </Switch>
  )
}

/** What is wrong with the file itself is so again. */
const mayHelp = (code: string) => code !== 'obstacle' && !code.startsWith('media.')

const smallButton = 'min-h-9! px-3! text-sm!'

function Going(props: { journey: Journey; name: string; onStop: () => void }) {
  const ui = useWords()
  const words = () => ui.t.attached.phases[props.journey.phase](ui.format.percent(props.journey.share))
  const counted = () => props.journey.phase === 'preparing' || props.journey.phase === 'sending'
  return (
    <div class="flex items-center gap-3 text-sm">
      <div class="flex min-w-0 flex-1 flex-col gap-1">
        <p class="flex gap-3">
          <bdi class="min-w-0 flex-1 truncate text-muted">{props.name}</bdi>
          <span class="tabular-nums">{words()}</span>
        </p>
        <Show when={counted()} fallback={<progress class="h-1.5 w-full" aria-label={words()} />}>
          <progress class="h-1.5 w-full" max="1" value={props.journey.share} aria-label={words()} />
        </Show>
      </div>
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
