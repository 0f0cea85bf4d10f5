import { For } from 'solid-js'

/** A line to type at the server, and what for. It is broken between its words only. */
export function Command(props: { hint: string; line: string }) {
  return (
    <div class="flex flex-col gap-2 border-t border-line pt-4 text-sm">
      <p class="text-pretty text-muted">{props.hint}</p>
      <code class="rounded-md bg-sunken px-3 py-2 text-xs" dir="ltr">
        <For each={props.line.split(' ')}>
          {(word, at) => (
            <>
              {at() > 0 && ' '}
              <span class="inline-block">{word}</span>
            </>
          )}
        </For>
      </code>
    </div>
  )
}
