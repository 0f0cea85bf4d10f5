import { For } from 'solid-js'
import type { Ranges } from '@carillon/contract'
import { cut } from './ranges.ts'

/** A text with the parts that matched a search marked. */
export function Highlight(props: { text: string; ranges: Ranges }) {
  return (
    <span dir="auto">
      <Marked {...props} />
    </span>
  )
}

/** The same inside of a text that has its direction. */
export function Marked(props: { text: string; ranges: Ranges }) {
  return (
    <For each={cut(props.text, props.ranges)}>
      {(part) =>
        part.marked ? <mark class="rounded-sm bg-accent-soft font-semibold text-accent">{part.text}</mark> : part.text
      }
    </For>
  )
}
