/** How far something is, from 0 to 1; without a value, that it is under way. Drawn alike by every browser. */
export function ProgressBar(props: { label: string; value: number | undefined }) {
  return (
    <progress
      class="h-2 w-full appearance-none overflow-hidden rounded-full border-0 bg-sunken indeterminate:animate-pulse indeterminate:bg-accent [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
      aria-label={props.label}
      {...(props.value === undefined ? {} : { value: props.value })}
    />
  )
}
