import { BellMark } from '@carillon/ui'
import { A } from '@solidjs/router'
import { Show } from 'solid-js'
import { useWords } from '../interface.ts'
import { useInstance } from '../queries.ts'

/** The bell and the name of the instance; on a narrow screen the bell alone. */
export function Brand() {
  const ui = useWords()
  const instance = useInstance()
  return (
    <A href="/" end class="flex min-h-11 min-w-11 items-center gap-2 rounded-md md:px-2" title={ui.t.shell.allChannels}>
      <BellMark class="text-2xl text-accent" />
      <span class="hidden truncate font-serif text-lg font-semibold md:block" dir="auto">
        <Show when={instance.isSuccess} fallback="Carillon">
          {instance.data?.name}
        </Show>
      </span>
      <span class="sr-only">{ui.t.shell.allChannels}</span>
    </A>
  )
}
