import { Show } from 'solid-js'
import { WarningIcon } from '@carillon/ui'
import { savedAt, serverNow } from '../site/clock.ts'
import { useWords } from '../site/island.tsx'

/** Says that what is shown was saved earlier, and from when it is. */
export function SavedNotice() {
  const ui = useWords()
  return (
    <div role="status">
      <Show when={savedAt()}>
        {(at) => (
          <div class="mb-6 flex gap-3 rounded-md bg-accent-soft px-4 py-3 text-sm text-pretty">
            <WarningIcon class="mt-0.5 text-lg text-accent" />
            <div>
              <p class="font-semibold">{ui.t.site.offline.saved(ui.format.relative(at(), serverNow()))}</p>
              <p class="text-muted">{ui.t.site.offline.savedHint}</p>
            </div>
          </div>
        )}
      </Show>
    </div>
  )
}
