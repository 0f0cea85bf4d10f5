import { useWords } from '../interface.ts'

/** Whether the numbers move by themselves at this moment. */
export function LiveSign(props: { live: boolean }) {
  const ui = useWords()
  return (
    <p class="inline-flex min-h-11 items-center gap-2 text-sm text-muted">
      <span
        aria-hidden="true"
        class="size-2 rounded-full"
        classList={{ 'bg-good': props.live, 'bg-edge': !props.live }}
      />
      {props.live ? ui.t.analytics.live : ui.t.analytics.waiting}
    </p>
  )
}
