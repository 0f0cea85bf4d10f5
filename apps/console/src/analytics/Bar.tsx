import { Show } from 'solid-js'

/** One of several, with its number, and a bar as long as its share of the most. */
export function Bar(props: { name: string; value: string; share: number | null; note?: string | undefined }) {
  return (
    <li class="flex flex-col gap-1 text-sm">
      <span class="flex items-baseline justify-between gap-4">
        <bdi class="min-w-0">{props.name}</bdi>
        <span class="shrink-0 tabular-nums" classList={{ 'text-muted': props.share === null }} title={props.note}>
          {props.value}
          <Show when={props.note}>
            <span class="sr-only">, {props.note}</span>
          </Show>
        </span>
      </span>
      <svg viewBox="0 0 100 4" preserveAspectRatio="none" class="h-1.5 w-full rounded-sm bg-sunken" aria-hidden="true">
        <rect width={100 * (props.share ?? 0)} height="4" class="fill-chart-1" />
      </svg>
    </li>
  )
}
