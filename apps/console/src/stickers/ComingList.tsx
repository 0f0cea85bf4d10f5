import { Alert, Button, Spinner } from '@carillon/ui'
import { For, Show } from 'solid-js'
import { useWords } from '../interface.ts'
import type { Adding, Coming } from './adding.ts'

/** Files on their way into a pack, and those that couldn't get there. */
export function ComingList(props: { adding: Adding }) {
  return (
    <Show when={props.adding.coming().length > 0}>
      <ul class="flex flex-col gap-2">
        <For each={props.adding.coming()}>{(one) => <Row one={one} adding={props.adding} />}</For>
      </ul>
    </Show>
  )
}

function Row(props: { one: Coming; adding: Adding }) {
  const ui = useWords()
  const words = () => (props.one.share < 1 ? ui.t.stickers.sending(props.one.file.name) : ui.t.stickers.drawing)
  return (
    <li>
      <Show
        when={props.one.failure}
        fallback={
          <p class="flex items-center gap-3 text-sm">
            <Spinner />
            <span class="min-w-0 flex-1 truncate">{words()}</span>
            <progress class="w-28" max="1" value={props.one.share} aria-label={words()} />
          </p>
        }
      >
        {(why) => (
          <div class="flex flex-col gap-2 sm:flex-row sm:items-center">
            <div class="flex-1">
              <Alert>{ui.t.stickers.failed(props.one.file.name, why())}</Alert>
            </div>
            <span class="flex gap-2">
              <Button onClick={() => props.adding.again(props.one)}>{ui.t.stickers.tryAgain}</Button>
              <Button
                look="quiet"
                aria-label={ui.t.stickers.dismiss(props.one.file.name)}
                onClick={() => props.adding.dismiss(props.one.id)}
              >
                {ui.t.state.close}
              </Button>
            </span>
          </div>
        )}
      </Show>
    </li>
  )
}
