import { Alert, Button, Spinner, WaveformView } from '@carillon/ui'
import Mic from 'lucide-solid/icons/mic'
import Pause from 'lucide-solid/icons/pause'
import Check from 'lucide-solid/icons/check'
import FileAudio from 'lucide-solid/icons/file-music'
import { Match, onCleanup, Show, Switch } from 'solid-js'
import { useWords } from '../../interface.ts'
import type { Attaching } from './attaching.ts'
import { createRecorder } from './recorder.ts'

/** Asks for a voice note: recorded here, or from a file. */
export function Recorder(props: { attaching: Attaching }) {
  const ui = useWords()
  let picker!: HTMLInputElement
  const take = (file: File) => {
    props.attaching.ask(null)
    props.attaching.add([file], 'voice')
  }
  const recorder = createRecorder(take)
  const words = () => ui.t.attached.recorder
  const close = () => {
    recorder.cancel()
    props.attaching.ask(null)
  }
  const under = () => recorder.state() === 'recording' || recorder.state() === 'paused'
  const hold = (event: BeforeUnloadEvent) => under() && event.preventDefault()
  addEventListener('beforeunload', hold)
  onCleanup(() => removeEventListener('beforeunload', hold))
  return (
    <section aria-label={words().title} class="flex flex-col gap-3 rounded-md border border-line p-3">
      <Alert>{recorder.fault() && words().faults[recorder.fault()!]}</Alert>
      <Switch>
        <Match when={recorder.state() === 'idle'}>
          <p class="text-sm text-muted">{words().hint}</p>
          <div class="flex flex-wrap gap-2">
            <Button
              look="primary"
              ref={(button: HTMLButtonElement) => queueMicrotask(() => button.focus())}
              onClick={() => void recorder.start()}
            >
              <Mic size="1.1em" aria-hidden="true" />
              {words().start}
            </Button>
            <input
              ref={picker}
              type="file"
              accept="audio/*"
              class="hidden"
              aria-label={words().choose}
              onChange={() => {
                const file = picker.files?.[0]
                if (file) take(file)
              }}
            />
            <Button onClick={() => picker.click()}>
              <FileAudio size="1.1em" aria-hidden="true" />
              {words().choose}
            </Button>
            <Button look="quiet" onClick={close}>
              {ui.t.shell.cancel}
            </Button>
          </div>
        </Match>
        <Match when={recorder.state() === 'asking'}>
          <p role="status" class="flex min-h-11 items-center gap-3 text-sm">
            <Spinner />
            <span class="flex-1">{words().asking}</span>
            <Button look="quiet" onClick={close}>
              {ui.t.shell.cancel}
            </Button>
          </p>
        </Match>
        <Match when={under()}>
          <div class="flex items-center gap-3">
            <span
              aria-hidden="true"
              class="size-3 shrink-0 rounded-full bg-danger"
              classList={{
                'animate-pulse': recorder.state() === 'recording',
                'opacity-40': recorder.state() === 'paused',
              }}
            />
            <span class="w-12 font-semibold tabular-nums">{ui.format.playtime(recorder.elapsed())}</span>
            <div class="min-w-0 flex-1">
              <WaveformView heights={latest(recorder.levels())} share={1} />
            </div>
            <span role="status" class="sr-only">
              {recorder.state() === 'recording' ? words().recording : words().paused}
            </span>
          </div>
          <div class="flex flex-wrap gap-2">
            <Button look="primary" onClick={recorder.finish}>
              <Check size="1.1em" aria-hidden="true" />
              {words().finish}
            </Button>
            <Button onClick={recorder.togglePause}>
              <Show when={recorder.state() === 'recording'} fallback={<Mic size="1.1em" aria-hidden="true" />}>
                <Pause size="1.1em" aria-hidden="true" />
              </Show>
              {recorder.state() === 'recording' ? words().pause : words().resume}
            </Button>
            <Button look="quiet" onClick={close}>
              {ui.t.posts.discard}
            </Button>
          </div>
        </Match>
      </Switch>
    </section>
  )
}

/** Comes in from the right. */
const latest = (levels: number[]) => [...Array.from({ length: 60 - levels.length }, () => 0), ...levels]
