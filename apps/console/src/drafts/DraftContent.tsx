import type { ReadContent } from '@carillon/contract'
import { ContentView } from '@carillon/ui'
import { Show } from 'solid-js'
import { useWords } from '../interface.ts'

/** What a draft says, as its readers would see it. */
export function DraftContent(props: { content: ReadContent }) {
  const ui = useWords()
  return (
    <Show
      when={props.content.kind !== 'opaque'}
      fallback={
        <p class="rounded-md border border-dashed border-edge p-4 text-sm text-muted">{ui.t.drafts.unreadable}</p>
      }
    >
      <div class="flex flex-col gap-3">
        <ContentView content={props.content} />
      </div>
    </Show>
  )
}
