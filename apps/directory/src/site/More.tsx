import { onCleanup, onMount, Show } from 'solid-js'
import { Alert, Button } from '@carillon/ui'
import { useWords } from './island.tsx'
import type { Pages } from './createPages.ts'

/** The end of a list that goes on: loads the next page when it comes near, or is pressed. */
export function More(props: { pages: Omit<Pages<unknown>, 'become'>; label: string }) {
  const ui = useWords()
  let end!: HTMLDivElement
  onMount(() => {
    const watcher = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting && !props.pages.error()) void props.pages.more()
      },
      { rootMargin: '600px' },
    )
    watcher.observe(end)
    onCleanup(() => watcher.disconnect())
  })
  return (
    <div ref={end} class="flex flex-col items-center gap-3 py-8">
      <Alert>
        <Show when={props.pages.error()}>{(error) => error().message || ui.t.state.offline}</Show>
      </Alert>
      <Button busy={props.pages.loading()} onClick={() => void props.pages.more()}>
        {props.label}
      </Button>
    </div>
  )
}
