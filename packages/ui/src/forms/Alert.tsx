import { Show, type JSX } from 'solid-js'
import { WarningIcon } from '../icons.tsx'

/** What went wrong with the whole of a form, or how it went well. Always in the page, so that it is read when it fills. */
export function Alert(props: { tone?: 'danger' | 'good'; children?: JSX.Element }) {
  const good = () => props.tone === 'good'
  return (
    <div role={good() ? 'status' : 'alert'} class="empty:absolute">
      <Show when={props.children}>
        <p
          class="flex items-start gap-2 rounded-md p-3 text-sm"
          classList={{ 'bg-danger-soft text-danger': !good(), 'bg-good-soft text-good': good() }}
        >
          <Show when={!good()}>
            <WarningIcon class="mt-0.5 text-base" />
          </Show>
          <span>{props.children}</span>
        </p>
      </Show>
    </div>
  )
}
