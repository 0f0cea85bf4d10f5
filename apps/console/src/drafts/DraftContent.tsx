import type { ReadContent } from '@carillon/contract'
import { MarkupView, PhotoView } from '@carillon/ui'
import { Match, Show, Switch } from 'solid-js'
import { useWords } from '../interface.ts'

/** What a draft says, as its readers would see it. */
export function DraftContent(props: { content: ReadContent }) {
  const ui = useWords()
  const read = () => (props.content.kind === 'opaque' ? undefined : props.content)
  const photo = () => (props.content.kind === 'photo' ? props.content.photo : undefined)
  return (
    <Switch
      fallback={
        <p class="rounded-md border border-dashed border-edge p-4 text-sm text-muted">{ui.t.drafts.unreadable}</p>
      }
    >
      <Match when={read()}>
        {(content) => (
          <div class="flex flex-col gap-3">
            <Show when={photo()}>{(shown) => <PhotoView photo={shown()} />}</Show>
            <Show when={content().text || undefined}>{(text) => <MarkupView text={text()} />}</Show>
          </div>
        )}
      </Match>
    </Switch>
  )
}
