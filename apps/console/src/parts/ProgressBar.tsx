import { Show } from 'solid-js'

/** Drawn alike by every browser. */
const BAR =
  'h-2 w-full appearance-none overflow-hidden rounded-full border-0 [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-transparent [&::-webkit-progress-value]:bg-accent'

/** How far something is, from 0 to 1; without a value, only that it is under way. */
export function ProgressBar(props: { label: string; value: number | undefined }) {
  return (
    <Show
      when={props.value !== undefined}
      fallback={<progress class={`${BAR} animate-pulse bg-accent`} aria-label={props.label} />}
    >
      <progress class={`${BAR} bg-sunken`} value={props.value ?? 0} aria-label={props.label} />
    </Show>
  )
}
