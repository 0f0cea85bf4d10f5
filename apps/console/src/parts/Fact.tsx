import type { JSX } from 'solid-js'

/** One line of what is known of something: a term and what holds for it. */
export function Fact(props: { term: string; children: JSX.Element }) {
  return (
    <div class="grid gap-x-4 sm:grid-cols-[12rem_1fr]">
      <dt class="text-sm text-muted">{props.term}</dt>
      <dd class="min-w-0">{props.children}</dd>
    </div>
  )
}
