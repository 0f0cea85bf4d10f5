import { createUniqueId, Show, type JSX } from 'solid-js'

/** A part of a page that stands for itself. */
export function Section(props: { title: string; lead?: string | undefined; children: JSX.Element }) {
  const id = createUniqueId()
  return (
    <section aria-labelledby={id} class="card flex flex-col gap-4 p-4 sm:p-6">
      <div>
        <h2 id={id} class="font-serif text-lg font-semibold">
          {props.title}
        </h2>
        <Show when={props.lead}>
          <p class="mt-1 text-sm text-pretty text-muted">{props.lead}</p>
        </Show>
      </div>
      {props.children}
    </section>
  )
}
