import { For } from 'solid-js'

/** Stands for a sound of which nobody told how loud it is. */
const UNKNOWN = Array.from({ length: 60 }, () => 12)

/** How loud a sound is from its beginning to its end; the `share` of it that was heard stands out. */
export function WaveformView(props: { heights: number[]; share: number }) {
  const bars = () => (props.heights.length > 0 ? props.heights : UNKNOWN)
  return (
    <svg
      viewBox={`0 0 ${bars().length * 3 - 1} 100`}
      preserveAspectRatio="none"
      aria-hidden="true"
      class="block h-9 w-full"
    >
      <For each={bars()}>
        {(height, at) => (
          <rect
            x={at() * 3}
            y={50 - Math.max(6, height) / 2}
            width="2"
            height={Math.max(6, height)}
            rx="1"
            class={at() < props.share * bars().length ? 'fill-accent' : 'fill-edge'}
          />
        )}
      </For>
    </svg>
  )
}
